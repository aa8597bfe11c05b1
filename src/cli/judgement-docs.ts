import { defaultSeverityRules, type SeverityRule } from '../schema/severity-rules.ts';

export const RULES_BEGIN = '<!-- the rules, made from src/schema/severity-rules.ts -->';
export const RULES_END = '<!-- end of the rules -->';

/** The default severity rules as a table, for docs/judgement.md. */
export function rulesTable(rules: readonly SeverityRule[] = defaultSeverityRules): string {
  const rows = rules.map((rule, index) => {
    const cells = [String(index + 1), rule.severity, rule.name, String(rule.minScore), asks(rule)];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| | severity | whoever it was … | score | conditions |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function asks(rule: SeverityRule): string {
  return [
    ...(rule.minAspects > 1 ? [`${rule.minAspects} aspects`] : []),
    ...(rule.aspects.length > 0 ? [`aspects ${code(rule.aspects)}`] : []),
    ...(rule.anyOf.length > 0 ? [`any of ${code(rule.anyOf)}`] : []),
    ...(rule.resultClasses.length > 0 ? [`result ${code(rule.resultClasses)}`] : []),
    ...(rule.rightSecret === true ? ['right secret'] : []),
    ...(rule.entityKinds.length > 0 ? [`entity ${code(rule.entityKinds)}`] : []),
    ...(rule.onKnownDevice === false ? ['not on a known managed device'] : []),
  ].join('; ');
}

function code(values: readonly string[]): string {
  return values.map((value) => `\`${value}\``).join(', ');
}
