import { convert } from '../convert.ts';
import { elementsOf, isArray } from '../json-array.ts';
import { jsonElement } from '../json-of.ts';
import type { Scope } from '../scope.ts';
import { realText } from '../text-of.ts';
import { isNumber, sqlOf, type Sql } from '../types.ts';

/** A dynamic array as numbers. All pieces are bound, so they may be used again and again.
 *
 *  Lambdas over series take all that they need as arrays beside each other: the engine copies a
 *  captured array once for each element, which is quadratic. Captured numbers are harmless. */
export interface Series {
  /** Array(String) of JSON text */
  readonly elements: string;
  /** Array(Nullable(Float64)), NULL for what is no number */
  readonly values: string;
  /** Array(Float64), 0 for what is no number */
  readonly reals: string;
  /** is it an array of numbers only? Never NULL */
  readonly whole: string;
  /** is it an array? Never NULL */
  readonly array: string;
}

export function seriesOf(value: Sql, scope: Scope): Series {
  const json = scope.bindSql(convert(value, 'dynamic', scope).sql);
  const elements = scope.bindSql(elementsOf(json));
  const values = scope.bindSql(`arrayMap(e -> ${elementReal('e')}, ${elements})`);
  const array = isArray(json);
  return {
    elements,
    values,
    reals: scope.bindSql(`arrayMap(v -> ifNull(v, 0.), ${values})`),
    whole: scope.bindSql(`${array} AND NOT has(${values}, NULL)`),
    array,
  };
}

/** The number in an element of JSON text; NULL where there is none. */
export function elementReal(element: string): string {
  return `transform(${element}, ['"NaN"', '"Infinity"', '"-Infinity"'], [nan, inf, -inf], toFloat64OrNull(${element}))`;
}

/** JSON text of a real, which may be NULL; `real` is a name. */
export function realElement(real: string): string {
  return `multiIf(isNull(${real}), 'null', isFinite(${real}), ${realText(`assumeNotNull(${real})`)}, isNaN(${real}), '"NaN"', ${real} > 0, '"Infinity"', '"-Infinity"')`;
}

/** A dynamic array from an array of reals. */
export function realsText(reals: string): string {
  return `concat('[', arrayStringConcat(arrayMap(r -> ${realElement('r')}, ${reals}), ','), ']')`;
}

/** The dynamic array where `condition` holds, null where it does not. */
export function seriesIf(condition: string, reals: string): Sql {
  return sqlOf(`if(${condition}, ${realsText(reals)}, NULL)`, 'dynamic');
}

/** A real where `condition` holds. */
export function realIf(condition: string, real: string): Sql {
  return sqlOf(`if(${condition}, ${real}, NULL)`, 'real');
}

/** Positions 1 … n as reals. */
export function positions(array: string): string {
  return `arrayMap(i -> toFloat64(i), arrayEnumerate(${array}))`;
}

/** A number as often as `array` has elements: how a lambda gets a number without capturing it. */
export function repeated(value: string, array: string): string {
  return `arrayWithConstant(length(${array}), ${value})`;
}

/** Two arguments as Array(String) of JSON text of the same length, the shorter filled up with nulls.
 *  A number stands for a series of it. */
export function sideBySide(a: Sql, b: Sql, scope: Scope) {
  const [left, right] = [a, b].map((value) => {
    if (isNumber(value.type)) return { json: scope.bindSql(jsonElement(value, scope)) };
    const json = scope.bindSql(convert(value, 'dynamic', scope).sql);
    return { array: scope.bindSql(elementsOf(json)), is: isArray(json) };
  });
  const lengths = [left, right].flatMap((side) =>
    side?.array === undefined ? [] : [`length(${side.array})`],
  );
  const length = scope.bindSql(lengths.length === 0 ? '0' : `greatest(${lengths.join(', ')}, 0)`);
  const [first, second] = [left, right].map((side) =>
    scope.bindSql(
      side?.array === undefined
        ? `arrayWithConstant(${length}, ${side?.json ?? `'null'`})`
        : `arrayResize(${side.array}, ${length}, 'null')`,
    ),
  );
  const are = [left, right].flatMap((side) => (side?.is === undefined ? [] : [side.is]));
  return {
    first: first ?? '',
    second: second ?? '',
    are: are.length === 0 ? 'false' : are.join(' AND '),
  };
}
