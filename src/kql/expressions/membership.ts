import { convert } from '../convert.ts';
import { orderBy } from '../relation.ts';
import type { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import { textOf } from '../text-of.ts';
import { sqlOf, type Sql } from '../types.ts';
import { compared } from './compare.ts';
import { text } from './literal.ts';
import { hasTerm } from './term.ts';

const NEGATED = new Set(['NotInExpression', 'NotInCsExpression']);
// The parser's Cs is the one with the tilde, which ignores case.
const CASELESS = new Set(['InCsExpression', 'NotInCsExpression']);

/** `x in (…)`, `!in`, `in~`, `!in~`: a list of scalars, of dynamic arrays, or a table. */
export function membership(node: Node, scope: Scope): Sql {
  const left = scope.scalar(node.need('Left'));
  const caseless = CASELESS.has(node.variant);
  const found = isIn(node, left, caseless, scope);
  return sqlOf(NEGATED.has(node.variant) ? `(NOT ${found})` : found, 'bool', false);
}

function isIn(node: Node, left: Sql, caseless: boolean, scope: Scope): string {
  const elements = node.need('Right').list('Expressions');
  const [only] = elements;
  if (only !== undefined && elements.length === 1 && only.isTabular) {
    return inTable(only, left, caseless, scope);
  }
  const values = elements.map((element) => scope.scalar(element));
  const type = left.type === 'dynamic' ? 'string' : left.type;
  const needle = fold(convert(left, type, scope), caseless);
  const scalars = values
    .filter((value) => value.type !== 'dynamic' || type !== left.type)
    .filter((value) => value.type !== 'dynamic')
    .map((value) => fold(convert(value, type, scope), caseless));
  const lists = values
    .filter((value) => value.type === 'dynamic')
    .map((value) => inDynamic(needle, value, caseless, scope));
  const nulls = scalars.filter((value) => value.value === null && value.nullable);
  const others = scalars.filter((value) => !nulls.includes(value));
  const constants = others.filter((value) => value.value !== undefined);
  const tests = [
    ...(constants.length === 0
      ? []
      : [`${needle.sql} IN (${constants.map((value) => value.sql).join(', ')})`]),
    ...others
      .filter((value) => value.value === undefined)
      .map((value) => compared('=', needle, value, scope).sql),
    ...lists,
  ];
  if (tests.length === 0) return 'false';
  const any = `(${tests.join(' OR ')})`;
  return needle.nullable ? `ifNull(${any}, false)` : any;
}

function fold(value: Sql, caseless: boolean): Sql {
  if (!caseless || value.type !== 'string') return value;
  return typeof value.value === 'string'
    ? text(value.value.toLowerCase())
    : { ...value, sql: `lowerUTF8(${value.sql})` };
}

/** A dynamic array offers its elements, anything else itself. */
function inDynamic(needle: Sql, list: Sql, caseless: boolean, scope: Scope): string {
  const elements = scope.bindSql(elementTexts(list, scope));
  const folded = caseless ? `arrayMap(x -> lowerUTF8(x), ${elements})` : elements;
  return `has(${folded}, ${textOf(needle, scope)})`;
}

/** The texts of the elements of a dynamic array, or of the one value. */
export function elementTexts(list: Sql, scope: Scope): string {
  const bound = scope.bindSql(list.sql);
  return `if(startsWith(ifNull(${bound}, ''), '['),
    arrayMap(x -> if(startsWith(x, '"'), JSONExtractString(x), if(x = 'null', '', x)), JSONExtractArrayRaw(ifNull(${bound}, '[]'))),
    [${textOf({ ...list, sql: bound }, scope)}])`;
}

function inTable(table: Node, left: Sql, caseless: boolean, scope: Scope): string {
  const relation = scope.context.relation(table);
  const [column] = relation.columns;
  if (column === undefined) return table.refuse('The table has no column.');
  const inner = scope.context.scope(relation);
  const type = left.type === 'dynamic' ? 'string' : left.type;
  const sought = fold(convert(column, type, inner), caseless);
  const needle = fold(convert(left, type, scope), caseless);
  const rows = `SELECT ${sought.sql} FROM ${inner.source()}${orderBy(undefined)}`;
  const test = `${needle.sql} IN (${rows})`;
  return needle.nullable || sought.nullable ? `ifNull(${test}, false)` : `(${test})`;
}

/** `has_any`, `has_all`: any or all of the terms, given one by one, in a dynamic array or a table. */
export function hasTerms(node: Node, scope: Scope): Sql {
  const every = node.kind === 'HasAllExpression';
  const subject = convert(scope.scalar(node.need('Left')), 'string', scope).sql;
  const bound: Sql = sqlOf(scope.bindSql(subject), 'string');
  const elements = node.need('Right').list('Expressions');
  const tests = elements.flatMap((element) => {
    if (element.isTabular) return element.refuse('Terms from a table are not supported here.');
    const value = scope.scalar(element);
    if (value.type !== 'dynamic') return [term(bound, convert(value, 'string', scope), scope)];
    if (typeof value.value !== 'string') return [termsOf(every, bound, value, scope)];
    const list: unknown = JSON.parse(value.value);
    const terms = (Array.isArray(list) ? list : [list]) as unknown[];
    return terms.map((each) =>
      term(bound, text(typeof each === 'string' ? each : JSON.stringify(each)), scope),
    );
  });
  if (tests.length === 0) return sqlOf(String(every), 'bool', false);
  return sqlOf(`(${tests.join(every ? ' AND ' : ' OR ')})`, 'bool', false);
}

function term(subject: Sql, sought: Sql, scope: Scope): string {
  return `(${hasTerm(subject, sought, { caseSensitive: false, scope })})`;
}

function termsOf(every: boolean, subject: Sql, list: Sql, scope: Scope): string {
  const elements = scope.bindSql(elementTexts(list, scope));
  const each = hasTerm(subject, sqlOf('x', 'string'), { caseSensitive: false, scope });
  return `${every ? 'arrayAll' : 'arrayExists'}(x -> ${each}, ${elements})`;
}
