import { convert } from '../convert.ts';
import { into } from '../expressions/path.ts';
import { SchemaQuestion, type SchemaColumn, type SchemaRow } from '../question.ts';
import type { RelationColumn } from '../relation.ts';
import type { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import type { Column, KqlType, Sql } from '../types.ts';
import type { Plugin } from './plugin.ts';

/** `evaluate bag_unpack(bag, prefix, columnsConflict, ignoredProperties)`: a column for each
 *  property of the bags. The columns of the rest come first, then the properties in their order. */
export const bagUnpack: Plugin = ({ call, input, context, operator, hasSchema }) => {
  const scope = context.scope(input);
  const options = optionsOf(call, scope);
  if (options.bag.type !== 'dynamic') return call.refuse('The column must be dynamic.');
  const bag = scope.bind(options.bag);
  const rest = input.columns.filter((column) => column.sql !== options.bag.sql);
  if (!hasSchema) {
    throw new SchemaQuestion(propertiesOf(bag, scope), call.end, (rows) =>
      schemaOf(rows, rest, options, call),
    );
  }
  const computed: [string, string][] = [];
  const columns = (operator.columns ?? []).map((wanted): RelationColumn => {
    const known = rest.find(({ name }) => name === wanted.name);
    const property = wanted.name.slice(options.prefix.length);
    const own = wanted.name.startsWith(options.prefix) && !options.ignored.has(property);
    if (known !== undefined && (options.conflict !== 'replace_source' || !own)) return known;
    const value = convert(into(bag, { name: property }, scope), wanted.type, scope);
    const column = context.column(wanted.name, value);
    computed.push([value.sql, column.sql]);
    return column;
  });
  return scope.extended(computed, columns);
};

interface Options {
  readonly bag: Sql;
  readonly prefix: string;
  readonly conflict: string;
  readonly ignored: ReadonlySet<string>;
}

function optionsOf(call: Node, scope: Scope): Options {
  const given = call.argumentsByParameter([
    'column',
    'columnPrefix',
    'columnsConflict',
    'ignoredProperties',
  ]);
  const text = (name: string, otherwise: string): string => {
    const node = given.get(name) ?? given.get(name.replace('column', 'Output'));
    if (node === undefined) return otherwise;
    const { value } = scope.scalar(node);
    return typeof value === 'string' ? value : node.refuse('It must be a constant string.');
  };
  const bag = given.get('column') ?? call.refuse('It needs a column.');
  const ignored = given.get('ignoredProperties');
  const list: unknown = ignored === undefined ? [] : JSON.parse(text('ignoredProperties', '[]'));
  return {
    bag: scope.scalar(bag),
    prefix: text('columnPrefix', ''),
    conflict: text('columnsConflict', 'error'),
    ignored: new Set(Array.isArray(list) ? list.map(String) : []),
  };
}

/** Each property with the JSON types that its values have. */
function propertiesOf(bag: Sql, scope: Scope): string {
  return `(SELECT tupleElement(pair, 1) AS name, arrayStringConcat(arraySort(groupUniqArray(toString(JSONType(tupleElement(pair, 2))))), ',') AS type
    FROM (SELECT arrayJoin(JSONExtractKeysAndValuesRaw(ifNull(${bag.sql}, '{}'))) AS pair FROM ${scope.source()}) GROUP BY name ORDER BY name)`;
}

function schemaOf(
  rows: readonly SchemaRow[],
  rest: readonly Column[],
  { prefix, conflict, ignored }: Options,
  call: Node,
): readonly SchemaColumn[] {
  const found = rows
    .filter(({ name }) => !ignored.has(name))
    .map(({ name, type }) => ({ name: `${prefix}${name}`, type: typeOf(type) }));
  const clash = found.find(({ name }) => rest.some((column) => column.name === name));
  if (clash !== undefined && conflict === 'error') {
    call.refuse(
      `The bag has a property ${clash.name}, and there is a column of that name already.`,
    );
  }
  const before = rest.map(({ name, type }) => {
    const replaced =
      conflict === 'replace_source' ? found.find((each) => each.name === name) : undefined;
    return { name, type: replaced?.type ?? type };
  });
  return [...before, ...found.filter(({ name }) => !rest.some((column) => column.name === name))];
}

/** One type where all values agree, dynamic where they do not. Nulls have no say. */
function typeOf(jsonTypes: string): KqlType {
  const types = [
    ...new Set(
      jsonTypes
        .split(',')
        .filter((type) => type !== 'Null')
        .map(kqlTypeOf),
    ),
  ];
  if (types.length === 2 && types.every((type) => type === 'long' || type === 'real'))
    return 'real';
  return types.length === 1 ? (types[0] ?? 'dynamic') : 'dynamic';
}

function kqlTypeOf(jsonType: string): KqlType {
  switch (jsonType) {
    case 'String':
      return 'string';
    case 'Int64':
    case 'UInt64':
      return 'long';
    case 'Double':
      return 'real';
    case 'Bool':
      return 'bool';
    default:
      return 'dynamic';
  }
}
