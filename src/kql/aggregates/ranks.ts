import { jsonElement } from '../json-of.ts';
import { convert } from '../convert.ts';
import { isInteger, sqlOf, type KqlType, type Sql } from '../types.ts';
import {
  argument,
  argumentNodes,
  over,
  type Aggregate,
  type AggregateCall,
  type AggregateTable,
} from './aggregate.ts';

interface Ranks {
  readonly weighted?: boolean;
  readonly array?: boolean;
}

/** Percentiles by the nearest rank: the least value that p percent of all are not above. Kusto says
 *  the same by an estimate (t-digest); this is exact. */
const percentiles =
  ({ weighted = false, array = false }: Ranks): Aggregate =>
  (call) => {
    const value = comparable(call);
    const weight = weighted ? weightOf(call) : undefined;
    const percents = percentsOf(call, weighted ? 2 : 1);
    const found = percents.map((percent) => percentile(call, value, weight, percent));
    if (!array) return found;
    const json = found.map((each) => jsonElement(each, call.groups.after));
    return [sqlOf(`concat('[', ${json.join(`, ',', `)}, ']')`, 'dynamic', false)];
  };

function percentile(
  call: AggregateCall,
  value: Sql,
  weight: string | undefined,
  percent: number,
): Sql {
  const name = weight === undefined ? 'quantileExactOrNull' : 'quantileExactWeightedOrNull';
  const columns = weight === undefined ? [value.sql] : [value.sql, weight];
  const sql = over(call, name, columns, [level(percent, weight !== undefined)]);
  return sqlOf(sql, value.type === 'int' ? 'long' : value.type);
}

/** The engine's aggregate of a percentile by the nearest rank. */
export function quantile(percent: number, sql: string): string {
  return `quantileExactOrNull(${level(percent, false)})(${sql})`;
}

/** quantileExact takes the element at floor(level * n), counted from 0; the nearest rank is
 *  ceil(p * n) from 1, which differs where p * n is whole. */
function level(percent: number, weighted: boolean): string {
  const part = percent / 100;
  return String(weighted || part === 0 || part === 1 ? part : Math.max(0, part - 1e-12));
}

function comparable(call: AggregateCall): Sql {
  const value = argument(call, 0);
  if (value.type === 'decimal') return convert(value, 'real', call.rows);
  return COMPARABLE.has(value.type)
    ? value
    : call.node.refuse(`${call.name}() takes numbers, times and timespans, not a ${value.type}.`);
}

const COMPARABLE: ReadonlySet<KqlType> = new Set(['long', 'int', 'real', 'datetime', 'timespan']);

function weightOf(call: AggregateCall): string {
  const weight = argument(call, 1);
  if (!isInteger(weight.type)) return call.node.refuse('The weight must be a whole number.');
  return `toUInt64(greatest(ifNull(${weight.sql}, 0), 0))`;
}

/** The constants that say which; those of the array forms may be one dynamic array. */
function percentsOf(call: AggregateCall, start: number): readonly number[] {
  const percents = argumentNodes(call)
    .slice(start)
    .flatMap((node) => {
      const { type, value } = call.rows.scalar(node);
      const list: unknown =
        type === 'dynamic' && typeof value === 'string' ? JSON.parse(value) : value;
      return (Array.isArray(list) ? list : [list]).map((each: unknown) =>
        typeof each === 'number' || typeof each === 'bigint'
          ? Number(each)
          : node.refuse('A percentile must be a constant number.'),
      );
    });
  if (percents.length === 0) call.node.refuse('It needs a percentile.');
  const wrong = percents.find((percent) => !(percent >= 0 && percent <= 100));
  if (wrong !== undefined) call.node.refuse(`A percentile lies between 0 and 100, not ${wrong}.`);
  return percents;
}

export const rankAggregates: AggregateTable = {
  percentile: percentiles({}),
  percentiles: percentiles({}),
  percentiles_array: percentiles({ array: true }),
  percentilew: percentiles({ weighted: true }),
  percentilesw: percentiles({ weighted: true }),
  percentilesw_array: percentiles({ weighted: true, array: true }),
};
