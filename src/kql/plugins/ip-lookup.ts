import { ipv4, masked } from '../functions/ipv4.ts';
import { ipv6, masked6 } from '../functions/ipv6.ts';
import type { Context } from '../context.ts';
import { convert } from '../convert.ts';
import type { Relation, RelationColumn } from '../relation.ts';
import type { Node } from '../syntax.ts';
import { isText } from '../types.ts';
import { byKind } from './arguments.ts';
import type { Plugin, PluginCall } from './plugin.ts';

/** `evaluate ipv4_lookup(table, address, network, keys …, return_unmatched)`: a join with the rows of
 *  the table whose network the address lies in. */
export const ipv4Lookup: Plugin = (plugin) => {
  const parts = argumentsOf(plugin);
  const [left, right] = [parts.left, parts.right];
  const source = ipv4(parts.address, left.scope);
  const network = ipv4(parts.network, right.scope);
  // Networks meet in one of 65,536 buckets: the first 16 bits. Shorter ones lie in several.
  const buckets = ({ address, bits }: typeof source): string =>
    `if(isNull(${bits}), emptyArrayUInt32(), range(toUInt32(bitShiftRight(${masked(address, bits)}, 16)), toUInt32(bitShiftRight(${masked(address, bits)}, 16)) + toUInt32(bitShiftLeft(toUInt64(1), greatest(0, 16 - toInt64(assumeNotNull(${bits})))))))`;
  const shorter = `if(${source.bits} < ${network.bits}, ${source.bits}, ${network.bits})`;
  return matched(plugin, parts, {
    buckets: [buckets(source), buckets(network)],
    condition: `${masked(source.address, shorter)} = ${masked(network.address, shorter)}`,
  });
};

/** The same for IPv6 addresses; each is compared with each network. */
export const ipv6Lookup: Plugin = (plugin) => {
  const parts = argumentsOf(plugin);
  const source = ipv6(parts.address, parts.left.scope);
  const network = ipv6(parts.network, parts.right.scope);
  const shorter = `if(${source.bits} < ${network.bits}, ${source.bits}, ${network.bits})`;
  const relation = matched(plugin, parts, {
    buckets: ['[toUInt32(0)]', '[toUInt32(0)]'],
    condition: `${masked6(source.address, shorter)} = ${masked6(network.address, shorter)}`,
  });
  // Documented twice: here the columns of the table come first.
  const own = parts.left.relation.columns.length;
  return {
    ...relation,
    columns: [...relation.columns.slice(own), ...relation.columns.slice(0, own)],
  };
};

type Parts = ReturnType<typeof argumentsOf>;

function argumentsOf({ call, input, context }: PluginCall) {
  const { positional, named } = byKind(call);
  const [table, address, network, ...rest] = positional;
  if (table === undefined || address === undefined || network === undefined) {
    return call.refuse('It needs a table, an address and a network.');
  }
  const flag =
    named.get('return_unmatched') ?? rest.find(({ scalarType }) => scalarType === 'bool');
  const keys = rest.filter((node) => node !== flag).map(({ name }) => name);
  const left = withScope(input, context);
  const right = withScope(context.relation(table), context);
  return {
    left,
    right,
    keys,
    address: textIn(address, left),
    network: textIn(network, right),
    unmatched: flag === undefined ? false : isTrue(flag, left),
  };
}

interface Side {
  readonly relation: Relation;
  readonly scope: ReturnType<Context['scope']>;
}

function withScope(relation: Relation, context: Context): Side {
  return { relation, scope: context.scope(relation) };
}

function textIn(node: Node, { scope }: Side): string {
  const column = scope.column(node.name);
  const value = column ?? scope.scalar(node);
  return convert(value, 'string', scope).sql;
}

function isTrue(node: Node, { scope }: Side): boolean {
  const { value } = scope.scalar(node);
  return typeof value === 'boolean' ? value : node.refuse('It must be true or false.');
}

function matched(
  { call, context, operator }: PluginCall,
  { left, right, keys, unmatched }: Parts,
  {
    buckets,
    condition,
  }: { readonly buckets: readonly [string, string]; readonly condition: string },
): Relation {
  const [a, b, id, hit] = ['bucket', 'bucket', 'row', 'hit'].map((hint) => context.fresh(hint)) as [
    string,
    string,
    string,
    string,
  ];
  const columnOf = ({ scope }: Side, name: string): RelationColumn =>
    scope.column(name) ?? call.refuse(`There is no column ${name}.`);
  const extra = keys.map((name) => `${columnOf(left, name).sql} = ${columnOf(right, name).sql}`);
  // What the engine may have to leave empty must be able to be NULL.
  const others = right.relation.columns.filter(({ name }) => !keys.includes(name));
  const optional = others.map((column) => context.column(column.name, column));
  const list = others.map((column, place) => {
    const sql = isText(column.type) || !unmatched ? column.sql : `toNullable(${column.sql})`;
    return `${sql} AS ${optional[place]?.sql ?? ''}`;
  });
  const rows = unmatched
    ? `(SELECT *, rowNumberInAllBlocks() AS ${id} FROM ${left.scope.source()})`
    : left.scope.source();
  const own = unmatched ? `emptyArrayToSingle(${buckets[0]})` : buckets[0];
  const onLeft = `(SELECT *, arrayJoin(${own}) AS ${a} FROM ${rows})`;
  const onRight = `(SELECT *, ${[...list, `toUInt8(1) AS ${hit}`, `arrayJoin(${buckets[1]}) AS ${b}`].join(', ')} FROM ${right.scope.source()})`;
  const on = [`${a} = ${b}`, ...extra, condition].join(' AND ');
  const names = (operator.columns ?? []).map(({ name }) => name);
  const columns = [...left.relation.columns, ...optional].map((column, place): RelationColumn => ({
    ...column,
    name: names[place] ?? column.name,
    ...(unmatched && place >= left.relation.columns.length && !isText(column.type)
      ? { nullable: true }
      : {}),
  }));
  const all = [...columns.map(({ sql }) => sql), ...(unmatched ? [id, hit] : [])];
  const joined = `(SELECT ${all.join(', ')} FROM ${onLeft} AS ${context.fresh('l')} ${unmatched ? 'LEFT' : 'INNER'} JOIN ${onRight} AS ${context.fresh('r')} ON ${on})`;
  if (!unmatched) return { from: joined, columns };
  // An address with a prefix shorter than 16 bits was in several buckets: one row without a match stays.
  const [any, nth] = [context.fresh('any'), context.fresh('nth')];
  const counted = `(SELECT *, max(${hit}) OVER (PARTITION BY ${id}) AS ${any}, row_number() OVER (PARTITION BY ${id} ORDER BY ${hit} DESC) AS ${nth} FROM ${joined})`;
  return {
    from: `(SELECT * FROM ${counted} WHERE ${hit} = 1 OR (${any} = 0 AND ${nth} = 1))`,
    columns,
  };
}
