import { quote } from './literals.ts';
import type { Scope } from './scope.ts';
import { sqlOf, type Sql } from './types.ts';

/** SQL that takes dynamic arrays apart and puts them together. */

/** Is a dynamic (bound) an array? Never NULL. */
export function isArray(bound: string): string {
  return `startsWith(ifNull(${bound}, ''), '[')`;
}

/** The elements of a dynamic (bound) as Array(String) of JSON text; none of what is no array. Arrays
 *  of numbers are split as text: the engine's JSON functions would make 1 of 1.0. */
export function elementsOf(bound: string): string {
  const json = `ifNull(${bound}, '')`;
  const inner = `substring(${json}, 2, length(${json}) - 2)`;
  return `if(match(${json}, ${NUMBERS_ONLY}), splitByChar(',', ${inner}), JSONExtractArrayRaw(${json}))`;
}

const NUMBERS_ONLY = quote(String.raw`^\[[^"\[\]{}\s]+\]$`);

/** Array(String) of JSON text as a dynamic. */
export function arrayText(elements: string): string {
  return `concat('[', arrayStringConcat(${elements}, ','), ']')`;
}

/** A dynamic that is `elements` where `bound` is an array, and null where it is not. */
export function arrayOrNull(bound: string, elements: string): Sql {
  return sqlOf(`if(${isArray(bound)}, ${arrayText(elements)}, NULL)`, 'dynamic');
}

/** The elements of an argument, bound. */
export function boundElements(value: Sql, scope: Scope): string {
  return scope.bindSql(elementsOf(scope.bindSql(value.sql)));
}

/** The number in an element of JSON text, NULL where it holds none. */
export function elementNumber(element: string): string {
  return `toFloat64OrNull(${element})`;
}

/** The text of an element of JSON text: strings without quotes, null as ''. */
export function elementText(element: string): string {
  return `if(startsWith(${element}, '"'), JSONExtractString(${element}), if(${element} = 'null', '', ${element}))`;
}
