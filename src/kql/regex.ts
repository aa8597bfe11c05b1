import type { Node } from './syntax.ts';
import type { Sql } from './types.ts';

/** Kusto's classes know all of Unicode, RE2's short ones only ASCII. */
const CLASSES: Readonly<Record<string, string>> = {
  d: String.raw`\p{Nd}`,
  w: String.raw`\p{L}\p{M}\p{N}_`,
  s: String.raw`\s\x{85}\p{Z}`,
};

/** RE2's spelling of a constant regular expression of Kusto. The engine would fail half way through
 *  the rows on a pattern that is not valid, so it is checked here. */
export function regexOf(node: Node, pattern: Sql): string {
  if (typeof pattern.value !== 'string') {
    return node.refuse('A regular expression must be a constant string.');
  }
  const wrong = regexError(pattern.value);
  if (wrong !== undefined) return node.refuse(`The regular expression is not valid: ${wrong}.`);
  return unicodeClasses(pattern.value, node);
}

/** Number of capturing groups of a pattern. */
export function groupCount(pattern: string): number {
  return [...pattern.replaceAll(/\\.|\[(?:\\.|[^\]])*\]/gv, '').matchAll(/\((?!\?)|\(\?P?</gv)]
    .length;
}

/** What RE2 would say, by JavaScript's opinion of the same pattern. */
function regexError(pattern: string): string | undefined {
  const bare = pattern.replaceAll(/\\\\/gv, '');
  if (/\(\?(?:[=!]|<[=!]|>)/v.test(bare)) return 'it looks around, which RE2 cannot';
  if (/\\[1-9]/v.test(bare)) return 'it refers back, which RE2 cannot';
  const plain = pattern
    .replaceAll(/\(\?P</gv, '(?<')
    .replaceAll(/\(\?[imsU]*(?:-[imsU]+)?\)/gv, '')
    .replaceAll(/\(\?[imsU]*(?:-[imsU]+)?:/gv, '(?:')
    .replaceAll(/\\x\{[\da-fA-F]+\}|\\[pP](?:\{\^?\w+\}|[A-Z])|\\[AzQEC]/gv, 'x')
    .replaceAll(/\[:\^?\w+:\]/gv, 'x');
  try {
    return new RegExp(plain).source === '' ? '' : undefined;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^.*: /v, '') : String(error);
  }
}

function unicodeClasses(pattern: string, node: Node): string {
  let inClass = false;
  let made = '';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char !== '\\') {
      if (char === '[' && !inClass) inClass = true;
      else if (char === ']') inClass = false;
      made += char;
      continue;
    }
    at++;
    made += escapeOf(pattern.charAt(at), inClass, node);
  }
  return made;
}

function escapeOf(char: string, inClass: boolean, node: Node): string {
  const members = CLASSES[char];
  if (members !== undefined) return inClass ? members : `[${members}]`;
  const excluded = CLASSES[char.toLowerCase()];
  if (excluded === undefined || char.toLowerCase() === char) return `\\${char}`;
  if (inClass) {
    return char === 'D'
      ? String.raw`\P{Nd}`
      : node.refuse(`\\${char} inside brackets is not supported in a regular expression.`);
  }
  return `[^${members ?? excluded}]`;
}
