import type { Context } from '../context.ts';
import { convert } from '../convert.ts';
import { isBag } from '../functions/bag.ts';
import { elementsOf, isArray } from '../json-array.ts';
import type { Relation, RelationColumn } from '../relation.ts';
import type { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import { sqlOf, type KqlType, type Sql } from '../types.ts';
import type { Operator } from './operator.ts';
import { limitOf } from './take.ts';

/** `mv-expand`: a row for each element; several columns side by side, the shorter filled with null. */
export const mvExpand: Operator = (node, input, context) => {
  const kind = node.parameters().get('bagexpansion') ?? node.parameters().get('kind');
  const index = node.parameters().get('with_itemindex');
  const limit = node.child('RowLimitClause')?.need('RowLimit');
  const expanded = expand(
    node.list('Expressions'),
    { asPairs: kind?.text === 'array', limit, keepEmpty: false },
    input,
    context,
  );
  return withNewColumns(node, input, expanded, index?.name, context);
};

export interface Expansion {
  readonly relation: Relation;
  /** what was expanded: its name (undefined = a new column), the element */
  readonly elements: readonly {
    readonly name: string | undefined;
    readonly column: RelationColumn;
  }[];
  /** SQL of the position from 0 */
  readonly position: string;
}

interface ExpandOptions {
  /** bags as [key, value] instead of {key: value} */
  readonly asPairs: boolean;
  readonly limit: Node | undefined;
  /** an empty array gives one row of null, as mv-apply wants */
  readonly keepEmpty: boolean;
}

/** Repeats each row for each element of the expanded columns. */
export function expand(
  expressions: readonly Node[],
  options: ExpandOptions,
  input: Relation,
  context: Context,
): Expansion {
  const scope = context.scope(input);
  const lists = expressions.map((node) => listOf(node, options, scope));
  const longest = `arrayMax([toInt64(0), ${lists.map(({ list }) => `toInt64(length(${list}))`).join(', ')}])`;
  const count = options.limit === undefined ? longest : limited(longest, options.limit, context);
  const position = context.fresh('i');
  const repeated = scope.extended(
    [[`toInt64(arrayJoin(range(toUInt64(${count}))))`, position]],
    input.columns,
  );
  const after = context.scope(repeated);
  const computed: [string, string][] = [];
  const elements = lists.map(({ list, name, type }) => {
    const json = after.bindSql(
      `if(${position} < length(${list}), nullIf(${list}[${position} + 1], 'null'), NULL)`,
    );
    const element = convert(sqlOf(json, 'dynamic'), type, after);
    const column = context.column(name ?? 'element', element);
    computed.push([element.sql, column.sql]);
    return { name, column };
  });
  const relation = after.extended(computed, input.columns);
  const order =
    relation.order === undefined
      ? {}
      : { order: [...relation.order, { sql: position, descending: false, nullsFirst: true }] };
  return { relation: { ...relation, ...order }, elements, position };
}

function limited(longest: string, limit: Node, context: Context): string {
  const rows = convert(context.constants().scalar(limit), 'long', context.constants());
  return `least(${longest}, ${limitOf(rows.sql, rows.value)})`;
}

/** What is expanded, as Array(String) of JSON text. */
function listOf(node: Node, options: ExpandOptions, scope: Scope) {
  const inner = node.need('Expression');
  const value = scope.scalar(
    inner.kind === 'SimpleNamedExpression' ? inner.need('Expression') : inner,
  );
  const written = node.child('ToTypeOf')?.child('TypeOf');
  const type: KqlType = written?.typeOf ?? 'dynamic';
  return {
    list: scope.bindSql(elementList(value, options, inner, scope)),
    name: inner.resultName,
    type,
  };
}

function elementList(value: Sql, options: ExpandOptions, node: Node, scope: Scope): string {
  if (value.type !== 'dynamic') return node.refuse(`A ${value.type} has no elements.`);
  const bound = scope.bindSql(value.sql);
  const pair = options.asPairs
    ? `concat('[', toJSONString(tupleElement(p, 1)), ',', tupleElement(p, 2), ']')`
    : `concat('{', toJSONString(tupleElement(p, 1)), ':', tupleElement(p, 2), '}')`;
  const bags = `arrayMap(p -> ${pair}, JSONExtractKeysAndValuesRaw(ifNull(${bound}, '')))`;
  const list = `multiIf(${isArray(bound)}, ${elementsOf(bound)}, ${isBag(bound)}, ${bags}, [ifNull(${bound}, 'null')])`;
  return options.keepEmpty ? `if(empty(${list}), ['null'], ${list})` : list;
}

/** Expanded columns take the place of the old ones; new ones and the position come at the end. */
function withNewColumns(
  node: Node,
  input: Relation,
  { relation, elements, position }: Expansion,
  indexName: string | undefined,
  context: Context,
): Relation {
  const columns = new Map(input.columns.map((column) => [column.name, column]));
  const names = (node.columns ?? []).map(({ name }) => name);
  const added = names.slice(input.columns.length).filter((name) => name !== indexName);
  for (const { name, column } of elements) {
    const target = name !== undefined && columns.has(name) ? name : (added.shift() ?? name ?? '');
    columns.set(target, { ...column, name: target });
  }
  const computed: [string, string][] = [];
  if (indexName !== undefined) {
    const column = context.column(indexName, sqlOf('', 'long', false));
    computed.push([position, column.sql]);
    columns.set(indexName, column);
  }
  const made = context.scope(relation).extended(computed, [...columns.values()]);
  const wanted = names.map((name) => columns.get(name)).filter((column) => column !== undefined);
  return { ...made, columns: wanted.length === columns.size ? wanted : [...columns.values()] };
}
