import { convert } from '../convert.ts';
import { digestText, hashesOf, hllCount, hllText } from '../sketch.ts';
import { sqlOf, type KqlType, type Sql } from '../types.ts';
import { arg, argAs, bound, type Call, type FunctionTable } from './function.ts';

/** What can be made of the values of hll() and tdigest(). */
export const sketchFunctions: FunctionTable = {
  dcount_hll: (call) =>
    sqlOf(hllCount(call.scope.bindSql(hashesOf(bound(call, 0, 'dynamic')))), 'long', false),
  hll_merge: (call) => {
    const all = call.args.map((_, place) => hashesOf(bound(call, place, 'dynamic')));
    return sqlOf(hllText(`arrayConcat(${all.join(', ')})`), 'dynamic', false);
  },
  tdigest_merge: mergeDigests,
  merge_tdigest: mergeDigests,
  percentile_tdigest: (call) => percentile(call, digestOf(call), percentOf(call, 1)),
  percentiles_array_tdigest: percentiles,
  rank_tdigest: (call) => {
    const { total, rank } = ranked(call);
    return sqlOf(`if(${total} > 0, ${rank}, NULL)`, 'real');
  },
  percentrank_tdigest: (call) => {
    const { total, rank } = ranked(call);
    return sqlOf(`if(${total} > 0, 100 * ${rank} / ${total}, NULL)`, 'real');
  },
};

interface Digest {
  /** bound Array(String) of JSON numbers, so that large whole numbers stay exact */
  readonly values: string;
  /** bound Array(Float64) */
  readonly running: string;
}

function digestOf(call: Call): Digest {
  const json = bound(call, 0, 'dynamic');
  const pairs = call.scope.bindSql(
    `arrayMap(p -> JSONExtractArrayRaw(p), JSONExtractArrayRaw(ifNull(${json}, '')))`,
  );
  return {
    values: call.scope.bindSql(`arrayMap(p -> p[1], ${pairs})`),
    running: call.scope.bindSql(`arrayCumSum(arrayMap(p -> toFloat64OrZero(p[2]), ${pairs}))`),
  };
}

/** The first value that percent of the weight is not above. */
function valueAt({ values, running }: Digest, percent: string): string {
  const threshold = `${percent} / 100 * arrayElement(${running}, -1)`;
  return `arrayElement(${values}, arrayFirstIndex(c -> c >= ${threshold}, ${running}))`;
}

function percentile(call: Call, digest: Digest, percent: string): Sql {
  const number = call.scope.bindSql(`nullIf(${valueAt(digest, percent)}, '')`);
  const type: KqlType = call.args.length > 2 ? call.type : 'dynamic';
  if (type === 'dynamic') return sqlOf(number, 'dynamic');
  if (type === 'real' || type === 'decimal') {
    return convert(sqlOf(`toFloat64OrNull(${number})`, 'real'), type, call.scope);
  }
  const whole = `accurateCastOrNull(truncate(toFloat64OrNull(${number})), 'Int64')`;
  return convert(sqlOf(`ifNull(toInt64OrNull(${number}), ${whole})`, 'long'), type, call.scope);
}

function percentOf(call: Call, place: number): string {
  return call.scope.bindSql(
    `least(100, greatest(0, ifNull(${argAs(call, place, 'real').sql}, 0)))`,
  );
}

function percentiles(call: Call): Sql {
  const digest = digestOf(call);
  const first = arg(call, 1);
  const percents =
    first.type === 'dynamic'
      ? call.scope.bindSql(
          `JSONExtract(ifNull(${bound(call, 1, 'dynamic')}, ''), 'Array(Float64)')`,
        )
      : undefined;
  if (percents === undefined) {
    const list = call.args.slice(1).map((_, place) => valueAt(digest, percentOf(call, place + 1)));
    return sqlOf(
      `if(empty(${digest.values}), NULL, concat('[', ${list.join(`, ',', `)}, ']'))`,
      'dynamic',
    );
  }
  const values = `arrayMap(p -> ${valueAt(digest, 'p')}, ${percents})`;
  return sqlOf(
    `if(empty(${digest.values}), NULL, concat('[', arrayStringConcat(${values}, ','), ']'))`,
    'dynamic',
  );
}

/** How much weight is not above a value. */
function ranked(call: Call): { readonly total: string; readonly rank: string } {
  const { values, running } = digestOf(call);
  const value = arg(call, 1);
  const wanted = call.scope.bindSql(
    convert(value.type === 'real' ? value : convert(value, 'long', call.scope), 'real', call.scope)
      .sql,
  );
  const total = call.scope.bindSql(`arrayElement(${running}, -1)`);
  const below = `arrayLastIndex(v -> ifNull(toFloat64OrNull(v) <= ${wanted}, false), ${values})`;
  return { total, rank: `arrayElement(arrayPushFront(${running}, 0.), ${below} + 1)` };
}

/** Whole numbers stay whole where all are. */
function mergeDigests(call: Call): Sql {
  const pairs = call.args.map(
    (_, place) =>
      `JSONExtract(ifNull(${bound(call, place, 'dynamic')}, ''), 'Array(Tuple(Float64, Float64))')`,
  );
  const sorted = call.scope.bindSql(`arraySort(arrayConcat(${pairs.join(', ')}))`);
  const values = call.scope.bindSql(`arrayMap(p -> tupleElement(p, 1), ${sorted})`);
  const weights = call.scope.bindSql(`arrayMap(p -> toInt64(tupleElement(p, 2)), ${sorted})`);
  return sqlOf(digestText(values, weights), 'dynamic', false);
}
