import { z } from 'zod';
import type { EarlierSignIn } from '../schema/sign-in.ts';
import { greatCircleKm } from '../geo/index.ts';
import { scoreOf } from './chance.ts';
import { defineDetector } from './detector.ts';
import {
  areTelephones,
  isHandedOn,
  isKnownSince,
  isTenantEgress,
  knewSecret,
  MIN_EGRESS_USERS,
  withoutVersion,
} from './familiar.ts';

const HOUR_MS = 3_600_000;

/** A session lives in one browser or on one device and travels with it, so a new network alone is no
 *  sign: laptops sleep and wake in hotels. Odd is what a machine cannot do: become another system or
 *  another registered device, or be in another country faster than it can be carried there. */
export const sessionElsewhere = defineDetector({
  id: 'session-elsewhere',
  title: 'Session used elsewhere',
  aspect: 'session',
  techniques: ['T1539', 'T1550.004'],
  description: 'A session goes on from another network on what cannot be the same machine.',
  needsNoHistory: true,
  needs: ['signIn', 'values', 'recent'],
  options: z.strictObject({
    maxSpeedKmh: z.number().positive().default(900).describe('as for impossible travel'),
    minDistanceKm: z.number().nonnegative().default(500).describe('as for impossible travel'),
    otherSystemChance: z
      .number()
      .gt(0)
      .max(1)
      .default(0.01)
      .describe('how often one machine is logged as two systems or devices on a day; by hand'),
    otherBrowserChance: z
      .number()
      .gt(0)
      .max(1)
      .default(0.05)
      .describe(
        'how often a session without a registered device is logged with two browsers, or a registered device is not logged, on a day and a strange provider; by hand',
      ),
    tooFastChance: z
      .number()
      .gt(0)
      .max(1)
      .default(0.02)
      .describe('how often a VPN moves a session to another country on a day; by hand'),
    handedOnChance: z
      .number()
      .gt(0)
      .max(1)
      .default(0.02)
      .describe('how often a device code is used from another network in good faith; by hand'),
    minEgressUsers: MIN_EGRESS_USERS,
  }),
  *detect(evidence, options) {
    const { signIn, recent } = evidence;
    if (signIn.sessionId === '' || signIn.entityKind !== 'user' || signIn.network === '') return;
    const before = lastElsewhere(signIn, recent);
    if (before === null || !knewSecret(signIn)) return;
    const otherSystem = isOther(
      withoutVersion(before.operatingSystem),
      withoutVersion(signIn.operatingSystem),
    );
    const otherDevice = isOther(before.deviceId, signIn.deviceId);
    const isStrange = !isKnownSince(evidence.values.asn, signIn.timeMs);
    const isStrangeNetwork = !isKnownSince(evidence.values.network, signIn.timeMs);
    const lostDevice = isStrangeNetwork && isDeviceLost(before, signIn);
    const otherBrowser = isStrangeNetwork && isOtherBrowser(before, signIn);
    const handedOn = isHandedOn(signIn) && !isSameAsn(signIn, before);
    const speedKmh = speedOf(before, signIn, options.minDistanceKm);
    const tooFast =
      speedKmh > options.maxSpeedKmh &&
      !isSameAsn(signIn, before) &&
      isStrange &&
      !isSameDevice(before, signIn) &&
      !areTelephones(before, signIn);
    const chance =
      machineChance({ otherSystem, otherDevice, otherBrowser, lostDevice }, options) *
      (tooFast ? options.tooFastChance : 1) *
      (handedOn ? options.handedOnChance : 1);
    if (chance === 1) return;
    if (isTenantEgress(evidence, options.minEgressUsers) && !otherSystem && !otherDevice) return;
    yield {
      score: scoreOf(chance),
      facts: {
        beforeIpAddress: before.ipAddress,
        beforeCountry: before.country,
        beforeOperatingSystem: before.operatingSystem,
        country: signIn.country,
        operatingSystem: signIn.operatingSystem,
        isOtherSystem: otherSystem,
        isOtherDevice: otherDevice,
        isOtherBrowser: otherBrowser,
        isDeviceGone: lostDevice,
        isByDeviceCode: handedOn,
        apartMinutes: (signIn.timeMs - before.timeMs) / 60_000,
        speedKmh: Number.isFinite(speedKmh) ? speedKmh : null,
      },
      signIns: [before.id],
    };
  },
});

/** The last sign-in of the session from another network; null where there is none, or where the session
 *  was on this network and system before: then it only goes on here. */
function lastElsewhere(
  signIn: EarlierSignIn,
  recent: readonly EarlierSignIn[],
): EarlierSignIn | null {
  let before: EarlierSignIn | null = null;
  for (let index = recent.length - 1; index >= 0; index--) {
    const earlier = recent[index];
    if (earlier?.sessionId !== signIn.sessionId || !knewSecret(earlier)) continue;
    if (earlier.network === signIn.network) {
      if (!isOther(withoutVersion(earlier.operatingSystem), withoutVersion(signIn.operatingSystem)))
        return null;
    } else if (earlier.network !== '') before ??= earlier;
  }
  return before;
}

interface Changes {
  readonly otherSystem: boolean;
  readonly otherDevice: boolean;
  readonly otherBrowser: boolean;
  readonly lostDevice: boolean;
}

function machineChance(
  { otherSystem, otherDevice, otherBrowser, lostDevice }: Changes,
  options: { readonly otherSystemChance: number; readonly otherBrowserChance: number },
): number {
  if (otherSystem || otherDevice) return options.otherSystemChance;
  return otherBrowser || lostDevice ? options.otherBrowserChance : 1;
}

/** On a registered device the session is the device's and every browser on it has it; without one it is
 *  one browser's. */
function isOtherBrowser(a: EarlierSignIn, b: EarlierSignIn): boolean {
  const isUnregistered = a.deviceId === '' && b.deviceId === '';
  return isUnregistered && isOther(withoutVersion(a.browser), withoutVersion(b.browser));
}

/** Tools tell nothing of the machine: only where the log says something else of it, the id is missing. */
function isDeviceLost(before: EarlierSignIn, signIn: EarlierSignIn): boolean {
  return before.deviceId !== '' && signIn.deviceId === '' && signIn.operatingSystem !== '';
}

/** Different and both known. */
function isOther(a: string, b: string): boolean {
  return a !== '' && b !== '' && a !== b;
}

function isSameDevice(a: EarlierSignIn, b: EarlierSignIn): boolean {
  return a.deviceId !== '' && a.deviceId === b.deviceId;
}

function isSameAsn(a: EarlierSignIn, b: EarlierSignIn): boolean {
  return a.asn !== 0 && a.asn === b.asn;
}

/** km/h between the two; 0 where a place is unknown, near, or in the same country. */
function speedOf(from: EarlierSignIn, to: EarlierSignIn, minDistanceKm: number): number {
  if (from.country === to.country) return 0;
  const distanceKm = greatCircleKm(
    from.latitude ?? Number.NaN,
    from.longitude ?? Number.NaN,
    to.latitude ?? Number.NaN,
    to.longitude ?? Number.NaN,
  );
  if (!(distanceKm >= minDistanceKm)) return 0;
  const hours = (to.timeMs - from.timeMs) / HOUR_MS;
  return hours > 0 ? distanceKm / hours : Infinity;
}
