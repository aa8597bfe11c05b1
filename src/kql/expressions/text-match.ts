import { convert } from '../convert.ts';
import { quote } from '../literals.ts';
import { regexOf } from '../regex.ts';
import type { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import { sqlOf, type Sql } from '../types.ts';
import { hasPrefix, hasSuffix, hasTerm } from './term.ts';

type Match = (text: Sql, pattern: Sql, scope: Scope) => string;

const lower = (sql: string): string => `lowerUTF8(${sql})`;

const MATCHES: Readonly<Record<string, Match>> = {
  EqualTilde: (a, b) => `${lower(a.sql)} = ${lower(b.sql)}`,
  BangTilde: (a, b) => `${lower(a.sql)} != ${lower(b.sql)}`,
  Contains: (a, b) => `positionCaseInsensitiveUTF8(${a.sql}, ${b.sql}) > 0`,
  ContainsCs: (a, b) => `position(${a.sql}, ${b.sql}) > 0`,
  StartsWith: (a, b) => `startsWith(${lower(a.sql)}, ${lower(b.sql)})`,
  StartsWithCs: (a, b) => `startsWith(${a.sql}, ${b.sql})`,
  EndsWith: (a, b) => `endsWith(${lower(a.sql)}, ${lower(b.sql)})`,
  EndsWithCs: (a, b) => `endsWith(${a.sql}, ${b.sql})`,
  Has: (a, b, scope) => hasTerm(a, b, { caseSensitive: false, scope }),
  HasCs: (a, b, scope) => hasTerm(a, b, { caseSensitive: true, scope }),
  HasPrefix: (a, b, scope) => hasPrefix(a, b, { caseSensitive: false, scope }),
  HasPrefixCs: (a, b, scope) => hasPrefix(a, b, { caseSensitive: true, scope }),
  HasSuffix: (a, b, scope) => hasSuffix(a, b, { caseSensitive: false, scope }),
  HasSuffixCs: (a, b, scope) => hasSuffix(a, b, { caseSensitive: true, scope }),
};

export function isTextMatch(variant: string): boolean {
  return variant === 'MatchesRegexExpression' || partsOf(variant) !== undefined;
}

/** `=~`, `contains`, `has`, `startswith` … and their negations. Sides that are not strings are
 *  compared by their text. */
export function textMatch(node: Node, scope: Scope): Sql {
  if (node.need('Left').kind === 'StarExpression') return anyColumn(node, scope);
  const text = convert(scope.scalar(node.need('Left')), 'string', scope);
  const pattern = convert(scope.scalar(node.need('Right')), 'string', scope);
  if (node.variant === 'MatchesRegexExpression') {
    const regex = quote(regexOf(node.need('Right'), pattern));
    return sqlOf(`match(${text.sql}, ${regex})`, 'bool', false);
  }
  const parts = partsOf(node.variant);
  if (parts === undefined) return node.refuse(`${node.variant} is not supported.`);
  const sql = `(${parts.match(text, pattern, scope)})`;
  return sqlOf(parts.negated ? `(NOT ${sql})` : sql, 'bool', false);
}

function partsOf(
  variant: string,
): { readonly match: Match; readonly negated: boolean } | undefined {
  const name = variant.replace(/Expression$/v, '');
  const plain = MATCHES[name];
  if (plain !== undefined) return { match: plain, negated: false };
  const match = MATCHES[name.replace(/^Not/v, '')];
  return match === undefined ? undefined : { match, negated: true };
}

/** `* has "x"`: in any column of text. */
function anyColumn(node: Node, scope: Scope): Sql {
  const parts = partsOf(node.variant);
  if (parts === undefined || parts.negated) return node.refuse('This is not supported with *.');
  const pattern = convert(scope.scalar(node.need('Right')), 'string', scope);
  const tests = scope.relation.columns
    .filter(({ type }) => type === 'string' || type === 'dynamic')
    .map((column) => `(${parts.match(convert(column, 'string', scope), pattern, scope)})`);
  return sqlOf(tests.length === 0 ? 'false' : `(${tests.join(' OR ')})`, 'bool', false);
}
