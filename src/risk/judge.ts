import { type Detector, type Finding } from '../detectors/index.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { OddsockError } from '../schema/error.ts';
import type { JudgementSettings } from '../schema/settings.ts';
import { combine } from './combine.ts';
import { fnv1a64 } from './fnv-1a.ts';
import { repeatedSignIn } from './repetition.ts';
import { toldBefore, toldOfRun } from './run.ts';
import { fittingRule } from './severity.ts';
import type { DetectorFailure, Verdict } from './verdict.ts';

/** Detectors with their options, and the rules: made once, used for every sign-in. */
export interface Judgement {
  readonly detectors: readonly ReadyDetector[];
  /** of those, what says something before there is any history */
  readonly whileLearning: readonly ReadyDetector[];
  readonly settings: JudgementSettings;
}

interface ReadyDetector {
  readonly detector: Detector;
  readonly options: unknown;
}

/** @throws OddsockError 'bad-config' that names a detector or option that there is not */
export function prepareJudgement(
  settings: JudgementSettings,
  detectors: readonly Detector[],
): Judgement {
  const ids = detectors.map(({ id }) => id);
  const named = [
    ...Object.keys(settings.detectors).map((id) => [`judgement.detectors.${id}`, id] as const),
    ...settings.severity.flatMap(({ anyOf }, index) =>
      anyOf.map((id) => [`judgement.severity.${index}.anyOf`, id] as const),
    ),
  ];
  for (const [key, id] of named) {
    if (!ids.includes(id)) {
      throw badConfig(`${key}: there is no detector "${id}"; there are: ${ids.join(', ')}.`);
    }
  }
  const ready = detectors
    .filter(({ id }) => settings.detectors[id] !== false)
    .map((detector) => ({ detector, options: optionsOf(detector, settings) }));
  return {
    detectors: ready,
    whileLearning: ready.filter(({ detector }) => detector.needsNoHistory),
    settings,
  };
}

/** Judges one sign-in: runs the detectors, combines what they find, and gives it a severity by the first
 *  rule that fits. Pure: the same evidence gives the same verdict. */
export function judge(evidence: Evidence, judgement: Judgement): Verdict {
  const { signIn } = evidence;
  const { isLearning } = evidence.history;
  const { findings, failures } = runDetectors(
    evidence,
    isLearning ? judgement.whileLearning : judgement.detectors,
  );
  const ordinary = findings.length === 0;
  const combined = ordinary ? NOTHING : combine(findings);
  if (ordinary || combined.score < judgement.settings.behaviours.minScore) {
    return { ...ORDINARY, signIn, isLearning, failures };
  }
  const rule = fittingRule(evidence, findings, combined, judgement.settings.severity);
  const run = toldOfRun(evidence);
  const repeats =
    rule === null
      ? ''
      : (repeatedSignIn(evidence, findings) ?? toldBefore(run, rule.severity)?.signIn.id ?? '');
  const isAnomaly = rule !== null && repeats === '';
  return {
    id: verdictId(signIn),
    signIn,
    kind: isAnomaly ? 'anomaly' : 'behaviour',
    severity: isAnomaly ? rule.severity : null,
    score: combined.score,
    aspects: [...combined.aspects],
    findings: findings.toSorted((a, b) => b.score - a.score),
    isLearning,
    rule: rule?.name ?? '',
    repeats,
    continues: isAnomaly ? run.map(({ signIn: told }) => told.id) : [],
    isHeld: rule !== null && rule.severity !== 'low',
    failures,
  };
}

/** The same for the same entity and sign-in, for ever. */
export function verdictId({ entityKind, entityId, id }: Evidence['signIn']): string {
  return fnv1a64(`${entityKind}\u0000${entityId}\u0000${id}`);
}

const NOTHING = { score: 0, aspects: new Set<never>() };
const NO_FINDINGS: readonly Finding[] = [];
const NO_FAILURES: readonly DetectorFailure[] = [];

const ORDINARY = {
  id: '',
  kind: 'none',
  severity: null,
  score: 0,
  aspects: [],
  findings: NO_FINDINGS,
  rule: '',
  repeats: '',
  continues: [],
  isHeld: false,
} as const;

/** A detector that throws is a failure of that detector, and the others go on. */
function runDetectors(evidence: Evidence, detectors: readonly ReadyDetector[]) {
  let findings: Finding[] | undefined;
  let failures: DetectorFailure[] | undefined;
  for (const { detector, options } of detectors) {
    try {
      for (const claim of detector.detect(evidence, options)) {
        (findings ??= []).push({
          detector: detector.id,
          title: detector.title,
          aspect: claim.aspect ?? detector.aspect,
          score: claim.score,
          facts: claim.facts,
          signIns: claim.signIns ?? [],
        });
      }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      (failures ??= []).push({ detector: detector.id, message });
    }
  }
  return { findings: findings ?? NO_FINDINGS, failures: failures ?? NO_FAILURES };
}

function optionsOf(detector: Detector, settings: JudgementSettings): unknown {
  const parsed = detector.options.safeParse(settings.detectors[detector.id] ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const key = ['judgement.detectors', detector.id, ...(issue?.path ?? [])].map(String).join('.');
  throw badConfig(`${key}: ${issue?.message ?? 'is not an option'}.`);
}

function badConfig(message: string): OddsockError {
  return new OddsockError('bad-config', message, {
    hint: 'docs/detectors.md lists every detector with its options.',
    exitCode: 2,
  });
}
