import { isKnownDevice, knewSecret, type Finding } from '../detectors/index.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { SeverityRule } from '../schema/severity-rules.ts';
import type { Combined } from './combine.ts';

/** The first rule of which every condition holds; null = none does. */
export function fittingRule(
  evidence: Evidence,
  findings: readonly Finding[],
  combined: Combined,
  rules: readonly SeverityRule[],
): SeverityRule | null {
  return rules.find((rule) => fits(rule, evidence, findings, combined)) ?? null;
}

function fits(
  rule: SeverityRule,
  evidence: Evidence,
  findings: readonly Finding[],
  { score, aspects }: Combined,
): boolean {
  const { signIn } = evidence;
  return (
    score >= rule.minScore &&
    aspects.size >= rule.minAspects &&
    rule.aspects.every((aspect) => aspects.has(aspect)) &&
    (rule.anyOf.length === 0 || findings.some(({ detector }) => rule.anyOf.includes(detector))) &&
    (rule.resultClasses.length === 0 || rule.resultClasses.includes(signIn.resultClass)) &&
    (rule.entityKinds.length === 0 || rule.entityKinds.includes(signIn.entityKind)) &&
    isAsked(rule.rightSecret, knewSecret(signIn)) &&
    isAsked(rule.onKnownDevice, isKnownDevice(evidence))
  );
}

function isAsked(condition: boolean | undefined, fact: boolean): boolean {
  return condition === undefined || condition === fact;
}
