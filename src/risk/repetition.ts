import { knewSecret, withoutVersion, type Finding } from '../detectors/index.ts';
import type { Aspect } from '../schema/aspects.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { isBadClass } from '../schema/result-codes.ts';
import type { EarlierSignIn } from '../schema/sign-in.ts';

/** Reads what the others read. */
const MODEL = 'forest-score';

/** Night and the sign-ins of one night: hours within which an odd hour is the same one. By hand. */
const SAME_TIME_MS = 3 * 3_600_000;

/** Findings that say: here and elsewhere at once. */
const TWO_PLACES: readonly string[] = ['impossible-travel', 'session-elsewhere'];

/** The earlier sign-in of the day that this one repeats: equal in everything that is odd about it, and as far
 *  in. Whatever is odd was at least as odd then, so it was told then; a run of sign-ins is told once,
 *  and again when it gets further (another application, a success after an interrupt).
 *  What the model found odd beside others need not be equal: it is no reason of its own.
 *  @returns its id; null = this one says something new */
export function repeatedSignIn(
  { signIn, recent }: Pick<Evidence, 'signIn' | 'recent'>,
  findings: readonly Finding[],
): string | null {
  const plain = findings.filter(({ detector }) => detector !== MODEL);
  const aspects = new Set((plain.length > 0 ? plain : findings).map(({ aspect }) => aspect));
  const isModelAlone = plain.length === 0;
  const gapMs = shortestGapMs(signIn, recent, plain);
  for (let index = recent.length - 1; index >= 0; index--) {
    const earlier = recent[index];
    if (earlier === undefined) continue;
    // a new run of wrong secrets or refusals ends in something new
    if (aspects.has('secret') && isBadClass(earlier.resultClass) && isSamePlace(earlier, signIn)) {
      return null;
    }
    if (!isAsFar(earlier, signIn) || !isEqualIn(aspects, isModelAlone, earlier, signIn)) continue;
    if (gapMs === null || cameAsFast(recent, index, earlier, gapMs)) return earlier.id;
  }
  return null;
}

/** How soon after being elsewhere this sign-in came; null = none of the findings says so. */
function shortestGapMs(
  signIn: EarlierSignIn,
  recent: readonly EarlierSignIn[],
  findings: readonly Finding[],
): number | null {
  const gaps = findings
    .filter(({ detector }) => TWO_PLACES.includes(detector))
    .map(({ signIns: [from] }) => recent.find(({ id }) => id === from))
    .map((from) => (from === undefined ? 0 : signIn.timeMs - from.timeMs));
  return gaps.length === 0 ? null : Math.min(...gaps);
}

/** The earlier sign-in came at least as soon after one elsewhere, so two places at once were told then.
 *  After a longer time it may have been a journey. */
function cameAsFast(
  recent: readonly EarlierSignIn[],
  index: number,
  here: EarlierSignIn,
  gapMs: number,
): boolean {
  for (let at = index - 1; at >= 0; at--) {
    const elsewhere = recent[at];
    if (elsewhere === undefined || here.timeMs - elsewhere.timeMs > gapMs) return false;
    if (knewSecret(elsewhere) && !isSamePlace(elsewhere, here)) return true;
  }
  return false;
}

function isAsFar(earlier: EarlierSignIn, signIn: EarlierSignIn): boolean {
  return (
    knewSecret(earlier) && (earlier.resultClass === 'success' || signIn.resultClass !== 'success')
  );
}

function isEqualIn(
  aspects: ReadonlySet<Aspect>,
  isModelAlone: boolean,
  a: EarlierSignIn,
  b: EarlierSignIn,
): boolean {
  // what the model alone found odd may be anything
  const isAny = isModelAlone || aspects.has('model');
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
export function isSamePlace(a: EarlierSignIn, b: EarlierSignIn): boolean {
  return (
    (a.network !== '' && a.network === b.network) ||
    (a.asn !== 0 && a.asn === b.asn && a.country === b.country && a.city === b.city)
  );
}

function isSameMachine(a: EarlierSignIn, b: EarlierSignIn): boolean {
  return (
    a.deviceId === b.deviceId &&
    a.client === b.client &&
    withoutVersion(a.operatingSystem) === withoutVersion(b.operatingSystem) &&
    withoutVersion(a.browser) === withoutVersion(b.browser)
  );
}
