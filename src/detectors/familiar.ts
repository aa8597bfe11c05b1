import { z } from 'zod';
import type { Evidence, ValueEvidence } from '../evidence/evidence.ts';
import { TELEPHONES } from '../schema/habit-kinds.ts';
import { hadRightSecret } from '../schema/result-codes.ts';
import type { EarlierSignIn } from '../schema/sign-in.ts';

/** Whoever it was knew the secret or held a token. Without that nothing is known of who it was: a
 *  stranger's guess from abroad is not the user's new country, and everybody is guessed at daily. */
export function knewSecret(signIn: EarlierSignIn): boolean {
  return signIn.resultClass === 'success' || hadRightSecret(signIn.resultCode, signIn.resultClass);
}

/** The organisation vouches for the device. Tokens that a device code handed on carry the device of
 *  whoever typed the code, so there it vouches for nothing. */
export function isManagedDevice(signIn: EarlierSignIn): boolean {
  return (signIn.isManaged === true || signIn.isCompliant === true) && !isHandedOn(signIn);
}

/** Got its tokens by a device code or by authentication transfer. */
export function isHandedOn({ originalTransferMethod }: EarlierSignIn): boolean {
  return originalTransferMethod !== '' && originalTransferMethod !== 'none';
}

/** The entity never had it; not where the log does not say. */
export function isNewValue({ value, isNew }: ValueEvidence): boolean {
  return isNew && value !== '';
}

/** A managed device that the user has used before. */
export function isKnownDevice({ signIn, values }: Pick<Evidence, 'signIn' | 'values'>): boolean {
  return isManagedDevice(signIn) && values.device.value !== '' && !values.device.isNew;
}

/** Option of the detectors that ask `isTenantEgress`. */
export const MIN_EGRESS_USERS = z
  .number()
  .int()
  .min(1)
  .default(3)
  .describe("other users on managed devices that make a network the organisation's own egress");

/** An address or network through which several users on managed devices reach the internet: an office
 *  or a VPN of the organisation, learned from the data. Where it lies says nothing of the user.
 *  @param minUsers  other users on managed devices */
export function isTenantEgress({ values }: Pick<Evidence, 'values'>, minUsers: number): boolean {
  return (
    values.network.tenantManagedUsers >= minUsers || values.address.tenantManagedUsers >= minUsers
  );
}

/** Used on another day, any in memory: what is held against an anomaly does not count as used. */
export function isKnownSince({ value, isNew, firstMs }: ValueEvidence, timeMs: number): boolean {
  return value !== '' && !isNew && firstMs !== null && timeMs - firstMs >= DAY_MS;
}

const DAY_MS = 86_400_000;

/** Two sign-ins of a telephone or tablet, maybe the same one. Abroad its carrier shows it at home and the
 *  Wi-Fi of the hotel where it is. */
export function areTelephones(a: EarlierSignIn, b: EarlierSignIn): boolean {
  const system = withoutVersion(a.operatingSystem).toLowerCase();
  return TELEPHONES.includes(system) && withoutVersion(b.operatingSystem).toLowerCase() === system;
}

/** 'Windows10', 'Ios 18.2.1' → 'Windows', 'Ios': an update is not another system. */
export function withoutVersion(text: string): string {
  let end = text.length;
  while (end > 0 && ' ._0123456789'.includes(text[end - 1] ?? 'x')) end--;
  return text.slice(0, end);
}
