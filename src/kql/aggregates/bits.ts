import { isInteger, sqlOf } from '../types.ts';
import { argument, over, type Aggregate, type AggregateTable } from './aggregate.ts';

const allBits =
  (engineName: string): Aggregate =>
  (call) => {
    const value = argument(call, 0);
    if (!isInteger(value.type)) {
      return call.node.refuse(`${call.name}() takes whole numbers, not a ${value.type}.`);
    }
    // The engine's bit aggregates yield unsigned numbers.
    const bits = over(call, `${engineName}OrNull`, [value.sql]);
    return [sqlOf(`reinterpretAsInt64(${bits})`, value.type)];
  };

/** Bits of all values of a group; null where there is none. */
export const bitAggregates: AggregateTable = {
  binary_all_and: allBits('groupBitAnd'),
  binary_all_or: allBits('groupBitOr'),
  binary_all_xor: allBits('groupBitXor'),
};
