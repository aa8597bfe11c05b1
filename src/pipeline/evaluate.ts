import type { AlertScore, AttackScore, EvaluationOutput } from '../schema/outputs.ts';

/** A judged sign-in, as far as counting needs it. */
export interface Judged {
  readonly id: string;
  readonly timeMs: number;
  /** how many of country, provider (ASN) and device this entity had never been seen with: 0 to 3 */
  readonly neverSeen: number;
}

export interface Label {
  readonly id: string;
  readonly attack: string;
  readonly scenario: string;
}

/** Alerts on a judged stretch, held against the labels, beside the plainest rule there is.
 *
 *  An attack is counted by scenario: one alert on one of its sign-ins is what makes an analyst look.
 *  @param judged  every judged sign-in once
 *  @param labels  of the judged stretch; labels of sign-ins that were not judged are not counted
 *  @param alerts  ids of the sign-ins that have an anomaly */
export function evaluate(
  judged: readonly Judged[],
  labels: readonly Label[],
  alerts: ReadonlySet<string>,
): EvaluationOutput {
  const ids = new Set(judged.map(({ id }) => id));
  const counted = labels.filter(({ id }) => ids.has(id));
  const raised = [...alerts].filter((id) => ids.has(id));
  const never = judged
    .filter(({ neverSeen }) => neverSeen > 0)
    .toSorted((a, b) => b.neverSeen - a.neverSeen || a.timeMs - b.timeMs || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
  return {
    oddsock: score(counted, raised),
    neverSeen: score(counted, never),
    neverSeenSameAlerts: score(counted, never.slice(0, raised.length)),
  };
}

function score(labels: readonly Label[], alerts: readonly string[]): AlertScore {
  const raised = new Set(alerts);
  const truePositives = labels.filter(({ id }) => raised.has(id)).length;
  const falsePositives = raised.size - truePositives;
  const byAttack = [...Map.groupBy(labels, ({ attack }) => attack)]
    .map(([attack, own]) => attackScore(attack, own, raised, falsePositives))
    .toSorted((a, b) => (a.attack < b.attack ? -1 : 1));
  const scenarios = sum(byAttack.map((each) => each.scenarios));
  const scenariosFound = sum(byAttack.map((each) => each.scenariosFound));
  return {
    alerts: raised.size,
    truePositives,
    precision: share(truePositives, raised.size),
    recall: share(scenariosFound, scenarios) ?? 0,
    scenarios,
    scenariosFound,
    byAttack,
  };
}

function attackScore(
  attack: string,
  labels: readonly Label[],
  raised: ReadonlySet<string>,
  falsePositives: number,
): AttackScore {
  const found = labels.filter(({ id }) => raised.has(id));
  const scenarios = new Set(labels.map(({ scenario }) => scenario)).size;
  const scenariosFound = new Set(found.map(({ scenario }) => scenario)).size;
  return {
    attack,
    scenarios,
    scenariosFound,
    signIns: labels.length,
    signInsFound: found.length,
    recall: share(scenariosFound, scenarios) ?? 0,
    precision: share(found.length, found.length + falsePositives),
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
