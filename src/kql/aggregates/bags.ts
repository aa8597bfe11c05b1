import { sqlOf } from '../types.ts';
import { argument, conditional, over, type Aggregate, type AggregateTable } from './aggregate.ts';
import { listSize, OLD_MAX_SIZE } from './lists.ts';

/** One bag of all properties; of several values for a key the first counts. */
const bag =
  (maxSize: number): Aggregate =>
  (call) => {
    const value = call.rows.bind(argument(call, 0));
    const size = listSize(call, 1, maxSize);
    if (value.type !== 'dynamic')
      return call.node.refuse(`${call.name}() takes bags, not a ${value.type}.`);
    const pairs = `JSONExtractKeysAndValuesRaw(ifNull(${value.sql}, '{}'))`;
    const { position } = call;
    const all =
      position === undefined
        ? over(call, 'groupArrayArray', [pairs])
        : `arrayFlatten(arrayMap(pair -> tupleElement(pair, 2), arraySort(pair -> tupleElement(pair, 1), ${over(call, 'groupArray', [`tuple(${position}, ${pairs})`])})))`;
    const first = `arrayFilter((pair, nth) -> nth = 1, ${all}, arrayEnumerateUniq(arrayMap(pair -> tupleElement(pair, 1), ${all})))`;
    const json = `arrayMap(pair -> concat(toJSONString(tupleElement(pair, 1)), ':', tupleElement(pair, 2)), arraySlice(${first}, 1, ${size}))`;
    return [sqlOf(`concat('{', arrayStringConcat(${json}, ','), '}')`, 'dynamic', false)];
  };

const MAX_SIZE = 1_048_576;

export const bagAggregates: AggregateTable = {
  make_bag: bag(MAX_SIZE),
  make_bag_if: conditional(bag(MAX_SIZE), 1),
  make_dictionary: bag(OLD_MAX_SIZE),
};
