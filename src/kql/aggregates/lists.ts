import { elementsOf } from '../json-array.ts';
import { jsonElement } from '../json-of.ts';
import { sqlOf, type Sql } from '../types.ts';
import {
  argument,
  conditional,
  constantArgument,
  over,
  type Aggregate,
  type AggregateCall,
  type AggregateTable,
} from './aggregate.ts';

/** The most elements that Kusto puts into a list. */
const MAX_SIZE = 1_048_576;
/** What makelist(), makeset() and make_dictionary() keep when nothing is said. */
export const OLD_MAX_SIZE = 128;

interface ListKind {
  readonly distinct?: boolean;
  /** nulls that have a type; a dynamic null is an element in any case, as the engine of Kusto has it */
  readonly nulls?: boolean;
  readonly maxSize?: number;
}

/** A JSON array of the values in the order of the rows. Arrays among them are taken apart. */
const list =
  ({ distinct = false, nulls = false, maxSize = MAX_SIZE }: ListKind): Aggregate =>
  (call) => {
    const value = call.rows.bind(argument(call, 0));
    const size = listSize(call, 1, maxSize);
    const { sql, known } = elementOf(value, nulls, call);
    const kept = known === undefined ? call : alsoIf(call, known);
    const collected = collect(kept, sql, { distinct, arrays: value.type === 'dynamic' });
    const json =
      value.type === 'string' ? `arrayMap(each -> toJSONString(each), ${collected})` : collected;
    return [
      sqlOf(
        `concat('[', arrayStringConcat(arraySlice(${json}, 1, ${size}), ','), ']')`,
        'dynamic',
        false,
      ),
    ];
  };

/** What is collected of each row, and which rows count. Texts become JSON after they were collected. */
function elementOf(
  value: Sql,
  nulls: boolean,
  call: AggregateCall,
): { sql: string; known?: string } {
  if (value.type === 'string') return { sql: value.sql };
  const json = call.rows.bindSql(jsonElement(value, call.rows));
  if (value.type === 'dynamic') {
    const type = `JSONType(${json})`;
    return { sql: `if(${type} = 'Array', ${elementsOf(json)}, [${json}])` };
  }
  const missing = value.type === 'guid' ? `${value.sql} != ''` : `isNotNull(${value.sql})`;
  return nulls || !(value.nullable || value.type === 'guid')
    ? { sql: json }
    : { sql: json, known: missing };
}

function alsoIf(call: AggregateCall, known: string): AggregateCall {
  return {
    ...call,
    condition: call.condition === undefined ? known : `${call.condition} AND ${known}`,
  };
}

/** The values of a group as an array of the engine. */
function collect(
  call: AggregateCall,
  sql: string,
  { distinct, arrays }: { readonly distinct: boolean; readonly arrays: boolean },
): string {
  const { position } = call;
  // Of a stored table only the distinct values are held in memory, in any order. Constant tables
  // keep the order in which values appear, as Kusto happens to do.
  if (distinct && call.rows.context.readsStored)
    return over(call, arrays ? 'groupUniqArrayArray' : 'groupUniqArray', [sql]);
  const ordered =
    position === undefined
      ? over(call, arrays ? 'groupArrayArray' : 'groupArray', [sql])
      : inOrder(over(call, 'groupArray', [`tuple(${position}, ${sql})`]), arrays);
  return distinct ? `arrayDistinct(${ordered})` : ordered;
}

function inOrder(pairs: string, arrays: boolean): string {
  const values = `arrayMap(pair -> tupleElement(pair, 2), arraySort(pair -> tupleElement(pair, 1), ${pairs}))`;
  return arrays ? `arrayFlatten(${values})` : values;
}

/** The constant maxSize at a place. */
export function listSize(call: AggregateCall, place: number, otherwise: number): number {
  const size = constantArgument(call, place, otherwise);
  return Number.isInteger(size) && size >= 0
    ? Math.min(size, MAX_SIZE)
    : call.node.refuse('maxSize must be a whole number.');
}

/** make_list(), make_set(): arrays of the values of a group. */
export const listAggregates: AggregateTable = {
  make_list: list({}),
  make_list_if: conditional(list({}), 1),
  make_list_with_nulls: list({ nulls: true }),
  makelist: list({ maxSize: OLD_MAX_SIZE }),
  make_set: list({ distinct: true }),
  make_set_if: conditional(list({ distinct: true }), 1),
  makeset: list({ distinct: true, maxSize: OLD_MAX_SIZE }),
};
