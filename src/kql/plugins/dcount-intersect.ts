import { hashesOf, hllCount } from '../sketch.ts';
import { sqlOf } from '../types.ts';
import type { Plugin } from './plugin.ts';

/** `evaluate dcount_intersect(hll_1, hll_2 …)`: how many values the first, the first two … share. */
export const dcountIntersect: Plugin = ({ call, input, context, operator }) => {
  const scope = context.scope(input);
  const hashes = call.argumentNodes.map((node) =>
    scope.bindSql(hashesOf(scope.bindSql(scope.scalar(node).sql))),
  );
  // The analyser says that the columns of the rows come first.
  const names = (operator.columns ?? []).slice(input.columns.length).map(({ name }) => name);
  const values = hashes.map((first, place) => {
    const shared =
      place === 0
        ? first
        : scope.bindSql(`arrayIntersect(${hashes.slice(0, place + 1).join(', ')})`);
    return sqlOf(hllCount(shared), 'long', false);
  });
  const columns = values.map((value, place) => context.column(names[place] ?? `s${place}`, value));
  return scope.extended(
    columns.map(({ sql }, place) => [values[place]?.sql ?? '', sql]),
    [...input.columns, ...columns],
  );
};
