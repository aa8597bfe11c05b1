import { quote } from '../literals.ts';
import type { Scope } from '../scope.ts';
import type { Sql } from '../types.ts';

interface TermOptions {
  readonly caseSensitive: boolean;
  readonly scope: Scope;
  /** where the term must begin and end at a boundary; default both */
  readonly edges?: { readonly start: boolean; readonly end: boolean };
}

/** What a term is made of: everything else separates terms. */
const TERM = '\\pL\\pN';

/** `has`: the pattern stands in the text as a whole term (or several). A boundary is asked for only
 *  where the pattern's own edge is part of a term. */
export function hasTerm(text: Sql, pattern: Sql, options: TermOptions): string {
  const { caseSensitive, scope, edges = { start: true, end: true } } = options;
  const find = caseSensitive ? 'position' : 'positionCaseInsensitiveUTF8';
  const flag = caseSensitive ? '' : '(?i)';
  if (typeof pattern.value === 'string') {
    if (pattern.value === '') return 'true';
    const bound = scope.bindSql(text.sql);
    const regex = quote(`${flag}${bounded(pattern.value, edges)}`);
    // The cheap search first: the regular expression sees only rows that contain the pattern.
    return `${find}(${bound}, ${pattern.sql}) > 0 AND match(${bound}, ${regex})`;
  }
  const [bound, sought] = [scope.bindSql(text.sql), scope.bindSql(pattern.sql)];
  const escaped = `regexpQuoteMeta(${sought})`;
  const edge = (wanted: boolean, probe: string, boundary: string) =>
    wanted ? `if(match(${sought}, ${quote(probe)}), ${quote(boundary)}, '')` : `''`;
  const start = edge(edges.start, `^[${TERM}]`, `(^|[^${TERM}])`);
  const end = edge(edges.end, `[${TERM}]$`, `($|[^${TERM}])`);
  return `${find}(${bound}, ${sought}) > 0 AND match(${bound}, concat('${flag}', ${start}, ${escaped}, ${end}))`;
}

export function hasPrefix(text: Sql, pattern: Sql, options: TermOptions): string {
  return hasTerm(text, pattern, { ...options, edges: { start: true, end: false } });
}

export function hasSuffix(text: Sql, pattern: Sql, options: TermOptions): string {
  return hasTerm(text, pattern, { ...options, edges: { start: false, end: true } });
}

function bounded(term: string, edges: { readonly start: boolean; readonly end: boolean }): string {
  const escaped = term.replaceAll(/[\\^$.*+?\(\)\[\]\{\}\|\-]/gv, '\\$&');
  const start = edges.start && /^[\p{L}\p{N}]/v.test(term) ? `(^|[^${TERM}])` : '';
  const end = edges.end && /[\p{L}\p{N}]$/v.test(term) ? `($|[^${TERM}])` : '';
  return `${start}${escaped}${end}`;
}
