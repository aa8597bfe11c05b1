import { arrayText, boundElements, elementsOf, isArray } from '../json-array.ts';
import { jsonElement } from '../json-of.ts';
import { sqlOf, type Sql } from '../types.ts';
import { arg, argAs, bound, type Call, type FunctionTable } from './function.ts';

/** Sets are arrays without repetition, in the order of first sight. */
export const setFunctions: FunctionTable = {
  set_union: (call) => {
    const lists = elementLists(call).join(', ');
    return ofArrays(call, `arrayDistinct(arrayConcat(${lists}))`);
  },
  set_intersect: (call) => {
    const [first, ...rest] = elementLists(call);
    const test = rest.map((list) => `has(${list}, x)`).join(' AND ') || 'true';
    return ofArrays(call, `arrayFilter(x -> ${test}, arrayDistinct(${first ?? '[]'}))`);
  },
  set_difference: (call) => {
    const [first, ...rest] = elementLists(call);
    const test = rest.map((list) => `NOT has(${list}, x)`).join(' AND ') || 'true';
    return ofArrays(call, `arrayFilter(x -> ${test}, arrayDistinct(${first ?? '[]'}))`);
  },
  set_has_element: (call) => {
    const list = bound(call, 0, 'dynamic');
    const value = call.scope.bindSql(jsonElement(arg(call, 1), call.scope));
    return sqlOf(`if(${isArray(list)}, has(${elementsOf(list)}, ${value}), NULL)`, 'bool');
  },
  set_equals: (call) => {
    const [a = '[]', b = '[]'] = elementLists(call).map((list) =>
      call.scope.bindSql(`arraySort(arrayDistinct(${list}))`),
    );
    return sqlOf(`(${a} = ${b})`, 'bool', false);
  },
  jaccard_index: (call) => {
    const [a = '[]', b = '[]'] = elementLists(call).map((list) =>
      call.scope.bindSql(`arrayDistinct(${list})`),
    );
    const shared = `length(arrayFilter(x -> has(${b}, x), ${a}))`;
    return sqlOf(`(${shared} / (length(${a}) + length(${b}) - ${shared}))`, 'real', false);
  },
};

function elementLists(call: Call): readonly string[] {
  return call.args.map((_, place) => boundElements(argAs(call, place, 'dynamic'), call.scope));
}

/** Null unless all arguments are arrays. */
function ofArrays(call: Call, elements: string): Sql {
  const tests = call.args.map((_, place) => isArray(bound(call, place, 'dynamic')));
  return sqlOf(`if(${tests.join(' AND ')}, ${arrayText(elements)}, NULL)`, 'dynamic');
}
