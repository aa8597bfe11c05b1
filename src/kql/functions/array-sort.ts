import { arrayText, elementNumber, elementText, elementsOf, isArray } from '../json-array.ts';
import { sqlOf, type Sql } from '../types.ts';
import { bound, type Call, type FunctionTable } from './function.ts';

/** array_sort_asc(a, b, …, nulls_last): a is sorted, the others are put in the same order. */
export const arraySortFunctions: FunctionTable = {
  array_sort_asc: (call) => sorted(call, false),
  array_sort_desc: (call) => sorted(call, true),
};

function sorted(call: Call, descending: boolean): Sql {
  const { scope } = call;
  const last = call.args.at(-1);
  const hasFlag = call.args.length > 1 && last?.type === 'bool';
  const nullsLast = hasFlag ? last.value : true;
  if (typeof nullsLast !== 'boolean') return call.node.refuse('nulls_last must be true or false.');
  const count = call.args.length - (hasFlag ? 1 : 0);
  const lists = Array.from({ length: count }, (_, place) => bound(call, place, 'dynamic'));
  const [first = ''] = lists;
  const elements = lists.map((list) => scope.bindSql(elementsOf(list)));
  const [keys = ''] = elements;
  const order = scope.bindSql(placesOf(keys, descending, nullsLast));
  const parts = lists.map((list, place) => {
    const moved = arrayText(`arrayMap(i -> ${elements[place] ?? ''}[i], ${order})`);
    const fits =
      place === 0
        ? isArray(first)
        : `${isArray(first)} AND ${isArray(list)} AND length(${elements[place] ?? ''}) = length(${keys})`;
    return sqlOf(`if(${fits}, ${moved}, NULL)`, 'dynamic');
  });
  const [whole] = parts;
  if (whole === undefined) return call.node.refuse('It needs an array.');
  return parts.length === 1 ? whole : { ...whole, tuple: parts };
}

/** Places of the elements in order: numbers before texts; equal ones stay in their order. */
function placesOf(keys: string, descending: boolean, nullsLast: boolean): string {
  const places = `arrayFilter(i -> ${keys}[i] != 'null', arrayEnumerate(${keys}))`;
  const nulls = `arrayFilter(i -> ${keys}[i] = 'null', arrayEnumerate(${keys}))`;
  const element = `${keys}[i]`;
  const key = `tuple(isNull(${elementNumber(element)}), ifNull(${elementNumber(element)}, 0), ${elementText(element)})`;
  const ranked = descending
    ? `arrayReverse(arraySort(i -> ${key}, arrayReverse(${places})))`
    : `arraySort(i -> ${key}, ${places})`;
  return nullsLast ? `arrayConcat(${ranked}, ${nulls})` : `arrayConcat(${nulls}, ${ranked})`;
}
