import type { FailureEvidence } from '../evidence/evidence.ts';
import { betaBinomialTail } from '../stats/index.ts';

/** What is known of a user's failures before any is seen: one sign-in in twenty. Chosen by hand; Entra
 *  tenants see 1 to 10 % without attacks. */
const PRIOR_FAILURES = 0.5;
const PRIOR_ATTEMPTS = 10;

/** Attempts that the correlation of one hour is worth. Who mistypes once mistypes again, so the
 *  attempts of an hour share one failure rate, itself drawn from Beta(4 m, 4 (1 - m)): intra-class
 *  correlation 1 / 5. Chosen by hand; with independent attempts three typos in a row would be one in
 *  a million. */
const HOUR_CONCENTRATION = 4;

/** The chance of at least so many failures among the attempts of one sitting, given how often this
 *  user fails: a beta-binomial tail.
 *  @param failures  integer, 0 to attempts */
export function burstChance(failures: number, attempts: number, usual: FailureEvidence): number {
  const rate =
    (usual.usualFailures + PRIOR_FAILURES) /
    (Math.max(usual.usualAttempts, usual.usualFailures) + PRIOR_ATTEMPTS);
  return betaBinomialTail(
    failures,
    attempts,
    HOUR_CONCENTRATION * rate,
    HOUR_CONCENTRATION * (1 - rate),
  );
}

/** A long burst is told at its 1st, 2nd, 4th, 8th … multiple of `first`, not at every attempt. */
export function isStep(count: number, first: number): boolean {
  const times = count / first;
  return Number.isInteger(times) && times > 0 && (times & (times - 1)) === 0;
}
