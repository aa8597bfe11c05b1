import { knewSecret, withoutVersion, type Finding } from '../detectors/index.ts';
import type { Aspect } from '../schema/aspects.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { isBadClass } from '../schema/result-codes.ts';
import type { SignIn } from '../schema/sign-in.ts';

/** Night and the sign-ins of one night: hours within which an odd hour is the same one. By hand. */
const SAME_TIME_MS = 3 * 3_600_000;

const TWO_PLACES: readonly string[] = ['impossible-travel', 'session-elsewhere'];

/** The earlier sign-in of the day that this one repeats: equal in everything that is odd about it, and as far
 *  in. Whatever is odd was at least as odd then, so it was told then; a run of sign-ins is told once,
 *  and again when it gets further (another application, a success after an interrupt).
 *  @returns its id; null = this one says something new */
export function repeatedSignIn(
  { signIn, recent }: Pick<Evidence, 'signIn' | 'recent'>,
  findings: readonly Finding[],
): string | null {
  const aspects = new Set(findings.map(({ aspect }) => aspect));
  // two places at once are told when they first alternate
  const isTwoPlaces = findings.some(({ detector }) => TWO_PLACES.includes(detector));
  if (isTwoPlaces && !hasAlternated(signIn, recent)) return null;
  for (let index = recent.length - 1; index >= 0; index--) {
    const earlier = recent[index];
    if (earlier === undefined) continue;
    // a new run of wrong secrets or refusals ends in something new
    if (aspects.has('secret') && isBadClass(earlier.resultClass) && isSamePlace(earlier, signIn)) {
      return null;
    }
    if (isAsFar(earlier, signIn) && isEqualIn(aspects, earlier, signIn)) return earlier.id;
  }
  return null;
}

/** Here, then elsewhere, then here: the way back has been told once. */
function hasAlternated(signIn: SignIn, recent: readonly SignIn[]): boolean {
  let seen = 0;
  for (const earlier of recent) {
    if (!knewSecret(earlier)) continue;
    const isHere = isSamePlace(earlier, signIn);
    if (seen === 0 && isHere) seen = 1;
    else if (seen === 1 && !isHere && earlier.country !== signIn.country) seen = 2;
    else if (seen === 2 && isHere) return true;
  }
  return false;
}

function isAsFar(earlier: SignIn, signIn: SignIn): boolean {
  return (
    knewSecret(earlier) && (earlier.resultClass === 'success' || signIn.resultClass !== 'success')
  );
}

function isEqualIn(aspects: ReadonlySet<Aspect>, a: SignIn, b: SignIn): boolean {
  // what the model found odd may be anything
  const isAny = aspects.has('model');
  return (
    isSamePlace(a, b) &&
    (!(isAny || aspects.has('device')) || isSameMachine(a, b)) &&
    (!(isAny || aspects.has('application')) ||
      (a.application === b.application && a.resource === b.resource)) &&
    (!aspects.has('session') ||
      (a.originalTransferMethod === b.originalTransferMethod &&
        a.authenticationProtocol === b.authenticationProtocol)) &&
    (!(isAny || aspects.has('time')) || Math.abs(a.timeMs - b.timeMs) <= SAME_TIME_MS)
  );
}

/** A telephone's network changes under way, its carrier and city do not. */
function isSamePlace(a: SignIn, b: SignIn): boolean {
  return (
    (a.network !== '' && a.network === b.network) ||
    (a.asn !== 0 && a.asn === b.asn && a.country === b.country && a.city === b.city)
  );
}

function isSameMachine(a: SignIn, b: SignIn): boolean {
  return (
    a.deviceId === b.deviceId &&
    a.client === b.client &&
    withoutVersion(a.operatingSystem) === withoutVersion(b.operatingSystem) &&
    withoutVersion(a.browser) === withoutVersion(b.browser)
  );
}
