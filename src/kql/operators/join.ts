import type { Context } from '../context.ts';
import { unordered, type Relation, type RelationColumn } from '../relation.ts';
import type { Node } from '../syntax.ts';
import { isText } from '../types.ts';
import type { Operator } from './operator.ts';

type Kind = keyof typeof KINDS;

/** What each kind is to the engine, and which sides its columns come from. */
const KINDS = {
  innerunique: { join: 'INNER', sides: 'both' },
  inner: { join: 'INNER', sides: 'both' },
  leftouter: { join: 'LEFT', sides: 'both' },
  rightouter: { join: 'RIGHT', sides: 'both' },
  fullouter: { join: 'FULL', sides: 'both' },
  leftsemi: { join: 'LEFT SEMI', sides: 'left' },
  rightsemi: { join: 'RIGHT SEMI', sides: 'right' },
  leftanti: { join: 'LEFT ANTI', sides: 'left' },
  rightanti: { join: 'RIGHT ANTI', sides: 'right' },
} as const;

const OTHER_NAMES: Readonly<Record<string, Kind>> = {
  anti: 'leftanti',
  leftantisemi: 'leftanti',
  rightantisemi: 'rightanti',
};

/** `join kind=…`; without a kind, of left rows with equal keys only one counts (innerunique). */
export const join: Operator = (node, input, context) => {
  const written = node.parameters().get('kind')?.text ?? 'innerunique';
  const kind = OTHER_NAMES[written] ?? written;
  if (!(kind in KINDS)) return node.refuse(`The join kind ${written} is not supported.`);
  return joined(node, kind as Kind, input, context);
};

/** `lookup`: a left outer join that leaves the right keys away. */
export const lookup: Operator = (node, input, context) => {
  const kind = node.parameters().get('kind')?.text ?? 'leftouter';
  if (kind !== 'leftouter' && kind !== 'inner') {
    return node.refuse(`The lookup kind ${kind} is not supported.`);
  }
  return joined(node, kind, input, context);
};

function joined(node: Node, kind: Kind, input: Relation, context: Context): Relation {
  const right = context.relation(node.need('Expression'));
  const pairs = keyPairs(node, input, right);
  const { join: word, sides } = KINDS[kind];
  const leftKeys = pairs.map(([left]) => left.sql);
  const left = side(input, word === 'RIGHT' || word === 'FULL', context);
  const other = side(right, word === 'LEFT' || word === 'FULL', context);
  const unique =
    kind === 'innerunique'
      ? `(SELECT * FROM ${left.from} LIMIT 1 BY ${leftKeys.join(', ')})`
      : left.from;
  const conditions = keyPairs(node, left, other).map(
    ([a, b]) => `${a.sql} ${isText(a.type) && isText(b.type) ? '=' : '<=>'} ${b.sql}`,
  );
  const rightKeys = new Set(node.kind === 'LookupOperator' ? pairs.map(([, key]) => key.name) : []);
  const all = [
    ...(sides === 'right' ? [] : left.columns),
    ...(sides === 'left' ? [] : other.columns.filter(({ name }) => !rightKeys.has(name))),
  ];
  const names = (node.columns ?? []).map(({ name }) => name);
  const columns = all.map((column, place) => ({ ...column, name: names[place] ?? column.name }));
  const list = context.columnList(
    [...new Set(columns.map(({ sql }) => sql))].map((sql) => [sql, sql]),
  );
  return unordered(
    `(SELECT ${list} FROM ${unique} AS ${context.fresh('l')} ${word} JOIN ${other.from} AS ${context.fresh('r')} ON ${conditions.join(' AND ')})`,
    columns,
  );
}

/** A side of the join. Where rows of it may be missing, everything but text must be able to be NULL:
 *  the engine would fill in a zero. */
function side(relation: Relation, mayLack: boolean, context: Context): Relation {
  if (!mayLack) return relation;
  const columns = relation.columns.map((column): RelationColumn => {
    const { value: _value, path: _path, ...rest } = column;
    return isText(column.type)
      ? { ...rest, sql: context.fresh(column.name) }
      : { ...rest, sql: context.fresh(column.name), nullable: true };
  });
  const list = columns.map((column, place): [string, string] => {
    const old = relation.columns[place]?.sql ?? '';
    return [column.sql, isText(column.type) ? old : `toNullable(${old})`];
  });
  return { from: `(SELECT ${context.columnList(list)} FROM ${relation.from})`, columns };
}

/** The columns that must be equal. */
function keyPairs(
  node: Node,
  left: Relation,
  right: Relation,
): readonly (readonly [RelationColumn, RelationColumn])[] {
  const clause = node.child('ConditionClause') ?? node.child('LookupClause');
  const expressions = clause?.list('Expressions') ?? [];
  const pairs = expressions.flatMap((expression) => pairsOf(expression, left, right));
  if (pairs.length === 0) return node.refuse('A join needs "on" with the columns that are equal.');
  return pairs;
}

function pairsOf(
  expression: Node,
  left: Relation,
  right: Relation,
): readonly (readonly [RelationColumn, RelationColumn])[] {
  if (expression.kind === 'ParenthesizedExpression') {
    return pairsOf(expression.need('Expression'), left, right);
  }
  if (expression.variant === 'AndExpression') {
    return [
      ...pairsOf(expression.need('Left'), left, right),
      ...pairsOf(expression.need('Right'), left, right),
    ];
  }
  if (expression.variant === 'EqualExpression') {
    const [a, b] = [sideOf(expression.need('Left')), sideOf(expression.need('Right'))];
    const [onLeft, onRight] = a.side === '$left' ? [a, b] : [b, a];
    return [[columnOf(expression, left, onLeft.name), columnOf(expression, right, onRight.name)]];
  }
  const { name } = expression;
  return [[columnOf(expression, left, name), columnOf(expression, right, name)]];
}

/** `$left.name` taken apart. */
function sideOf(node: Node): { readonly side: string; readonly name: string } {
  if (node.kind !== 'PathExpression') return node.refuse('Write $left.a == $right.b.');
  return { side: node.need('Expression').name, name: node.need('Selector').name };
}

function columnOf(node: Node, relation: Relation, name: string): RelationColumn {
  return (
    relation.columns.find((column) => column.name === name) ??
    node.refuse(`There is no column ${name}.`)
  );
}
