import {
  USUAL_DAYS,
  type Evidence,
  type UsualValues,
  type ValueEvidence,
} from '../evidence/index.ts';
import type { Verdict } from '../risk/index.ts';
import type { Explanation } from '../schema/anomaly-outputs.ts';
import { HABIT_KIND_NAMES, type HabitKind } from '../schema/habit-kinds.ts';
import { isoTimeOf } from '../schema/time.ts';

/** What an explanation needs of the evidence, in a form that can be stored: explaining an old verdict
 *  needs no second judgement, which might know other things by then. */
export function explanationOf(
  verdict: Verdict,
  evidence: Evidence,
  usual: UsualValues,
): Explanation {
  const { history, hour, values } = evidence;
  return {
    isLearning: verdict.isLearning,
    rule: verdict.rule,
    repeats: verdict.repeats === '' ? null : verdict.repeats,
    aspects: [...verdict.aspects],
    failedDetectors: verdict.failures.map(({ detector }) => detector),
    history: {
      signIns: history.signIns,
      days: rounded(history.days),
      previousAt: isoTimeOf(history.previousMs),
      lastSuccessAt: isoTimeOf(history.lastTaughtMs),
      usersInTenant: evidence.activeUsers,
    },
    values: HABIT_KIND_NAMES.filter((kind) => values[kind].value !== '').map((kind) =>
      valueOf(kind, values[kind], usual),
    ),
    hour: {
      hourOfWeek: hour.hourOfWeek,
      zone: hour.zone,
      isZoneKnown: hour.isZoneKnown,
      densityPercent: hour.isBackground ? null : percent(hour.relativeDensity),
    },
    failures: failuresOf(evidence),
    travel: travelOf(evidence),
    forest: forestOf(evidence),
  };
}

function valueOf(kind: HabitKind, value: ValueEvidence, usual: UsualValues) {
  const isOwn = value.recentDays >= USUAL_DAYS;
  return {
    kind,
    value: value.value,
    isNew: value.isNew,
    sharePercent: percent(value.share),
    newPercent: percent(value.noveltyRate),
    surpriseNats: rounded(value.surprise),
    firstSeenAt: isoTimeOf(value.firstMs),
    lastSeenAt: isoTimeOf(value.lastMs),
    recentDays: value.recentDays,
    otherUsers: isOwn ? null : value.tenantUsers,
    otherManagedUsers: isOwn ? null : value.tenantManagedUsers,
    usual: usual[kind].map(({ value: text, share }) => ({
      value: text,
      sharePercent: percent(share),
    })),
  };
}

function failuresOf({ failures, addressFailures }: Evidence): Explanation['failures'] {
  const { usualFailures, usualAttempts, ...counted } = failures;
  return {
    ...counted,
    usualPercent: usualAttempts > 0 ? percent(usualFailures / usualAttempts) : 0,
    addressUsers: addressFailures.users,
  };
}

function travelOf({ travel }: Evidence): Explanation['travel'] {
  if (travel === null) return null;
  const { from, distanceKm, speedKmh } = travel;
  return {
    fromSignIn: from.id,
    fromCountry: from.country,
    fromCity: from.city,
    fromAt: isoTimeOf(from.timeMs),
    distanceKm: rounded(distanceKm),
    speedKmh: Number.isFinite(speedKmh) ? rounded(speedKmh) : null,
  };
}

function forestOf({ forest }: Evidence): Explanation['forest'] {
  if (forest === null) return null;
  return {
    score: rounded(forest.score),
    tailPercent: percent(forest.tailProbability),
    isBorrowed: forest.isBorrowed,
    features: forest.attribution.map(({ feature, contribution }) => ({
      feature,
      contribution: rounded(contribution),
    })),
  };
}

function percent(share: number): number {
  return rounded(share * 100);
}

/** Five digits say all there is. */
function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
