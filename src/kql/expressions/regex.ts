import type { Node } from '../syntax.ts';
import { sqlOf, type Sql } from '../types.ts';

/** `matches regex`: RE2 on both sides. A pattern must be a constant: the engine would fail half way
 *  on a row whose pattern is not valid. */
export function matchesRegex(node: Node, text: Sql, pattern: Sql): Sql {
  regexOf(node, pattern);
  return sqlOf(`match(${text.sql}, ${pattern.sql})`, 'bool', false);
}

/** The text of a constant pattern that RE2 accepts, as far as can be told here. */
export function regexOf(node: Node, pattern: Sql): string {
  if (typeof pattern.value !== 'string') {
    return node.refuse('A regular expression must be a constant string.');
  }
  const wrong = regexError(pattern.value);
  if (wrong !== undefined) return node.refuse(`The regular expression is not valid: ${wrong}.`);
  return pattern.value;
}

/** What RE2 would say, by JavaScript's opinion of the same pattern. */
function regexError(pattern: string): string | undefined {
  if (/\(\?(?:[=!]|<[=!])/v.test(pattern)) return 'it looks around, which RE2 cannot';
  if (/\\[1-9]/v.test(pattern)) return 'it refers back, which RE2 cannot';
  const plain = pattern
    .replaceAll(/\(\?P</gv, '(?<')
    .replaceAll(/\(\?[imsU]+(?:-[imsU]+)?\)/gv, '')
    .replaceAll(/\(\?[imsU]*(?:-[imsU]+)?:/gv, '(?:')
    .replaceAll(/\\[AzQEpPC]/gv, 'x')
    .replaceAll(/\[:\^?\w+:\]/gv, 'x');
  try {
    // eslint-disable-next-line no-new
    new RegExp(plain);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^.*: /v, '') : String(error);
  }
}
