import type { Evidence, Told } from '../evidence/evidence.ts';
import { SEVERITIES, type Severity } from '../schema/severity-rules.ts';
import { isSamePlace } from './repetition.ts';

/** The anomalies of the day before that are the same visitor's: the same place, or the same session. What
 *  somebody does from one place within a day is one run, however much of it is odd. */
export function toldOfRun({ signIn, told }: Pick<Evidence, 'signIn' | 'told'>): readonly Told[] {
  return told.filter(
    ({ signIn: earlier }) =>
      isSamePlace(earlier, signIn) ||
      (signIn.sessionId !== '' && earlier.sessionId === signIn.sessionId),
  );
}

/** The anomaly of a run that said as much already: told once, and again only when it gets worse. */
export function toldBefore(run: readonly Told[], severity: Severity): Told | null {
  return run.find((each) => rank(each.severity) >= rank(severity)) ?? null;
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}
