import { quote } from '../literals.ts';
import type { Scope } from '../scope.ts';

/** Geohashes in SQL. The engine's own functions stop at 12 characters; Kusto's have up to 18. */

const ALPHABET = '0123456789bcdefghjkmnpqrstuvwxyz';

/** A cell of the grid; all bound. */
export interface GeohashCell {
  /** its place from the west and from the south, Int64 */
  readonly x: string;
  readonly y: string;
  readonly characters: string;
  /** is the text a geohash? Never NULL */
  readonly valid: string;
}

/** How many of the 5n bits of n characters tell the longitude; the others tell the latitude. */
function bitsOf(axis: 'x' | 'y', characters: string): string {
  return axis === 'x' ? `intDiv(5 * ${characters} + 1, 2)` : `intDiv(5 * ${characters}, 2)`;
}

/** @param characters SQL of a number from 1 to 18, bound like the others */
export function geohashAt(longitude: string, latitude: string, characters: string): string {
  const cell = (axis: 'x' | 'y', share: string): string => {
    const count = `exp2(${bitsOf(axis, characters)})`;
    return `toInt64(least(floor(${share} * ${count}), ${count} - 1))`;
  };
  return geohashOf(
    cell('x', `((${longitude} + 180) / 360)`),
    cell('y', `((${latitude} + 90) / 180)`),
    characters,
  );
}

/** The text of a cell. Bits alternate, longitude first: of all the k-th is the (k / 2)-th of one of
 *  them, from the top. */
export function geohashOf(x: string, y: string, characters: string): string {
  const k = '(5 * i + b)';
  const bit = (axis: 'x' | 'y', cell: string): string =>
    `bitAnd(bitShiftRight(${cell}, greatest(0, ${bitsOf(axis, characters)} - 1 - intDiv(${k}, 2))), 1)`;
  const value = `arraySum(arrayMap(b -> bitShiftLeft(if(${k} % 2 = 0, ${bit('x', x)}, ${bit('y', y)}), 4 - b), range(5)))`;
  return `arrayStringConcat(arrayMap(i -> substring(${quote(ALPHABET)}, ${value} + 1, 1), range(toUInt64(${characters}))))`;
}

/** The cell that a text stands for. */
export function geohashCell(text: string, scope: Scope): GeohashCell {
  const hash = scope.bindSql(text);
  const valid = scope.bindSql(`match(${hash}, ${quote(`^[${ALPHABET}]{1,18}$`)})`);
  const characters = scope.bindSql(`if(${valid}, toInt64(length(${hash})), toInt64(1))`);
  const digits = scope.bindSql(
    `if(${valid}, arrayMap(c -> toInt64(position(${quote(ALPHABET)}, c) - 1), extractAll(${hash}, '.')), [toInt64(0)])`,
  );
  // Each digit's five bits, and where each of all bits belongs.
  const bits = scope.bindSql(
    `arrayFlatten(arrayMap(d -> arrayMap(b -> bitAnd(bitShiftRight(d, 4 - b), 1), range(5)), ${digits}))`,
  );
  const cell = (odd: number): string =>
    scope.bindSql(
      `arrayFold((acc, v) -> acc * 2 + v, arrayFilter((v, i) -> i % 2 = ${odd}, ${bits}, arrayEnumerate(${bits})), toInt64(0))`,
    );
  return { x: cell(1), y: cell(0), characters, valid };
}

/** West, south, east and north of a cell in degrees. */
export function geohashBounds({ x, y, characters }: GeohashCell) {
  const size = (axis: 'x' | 'y', degrees: number): string =>
    `(${degrees} / exp2(${bitsOf(axis, characters)}))`;
  const [width, height] = [size('x', 360), size('y', 180)];
  return {
    west: `(-180 + ${x} * ${width})`,
    south: `(-90 + ${y} * ${height})`,
    east: `(-180 + (${x} + 1) * ${width})`,
    north: `(-90 + (${y} + 1) * ${height})`,
  };
}

/** The eight cells around one, in the order in which Kusto gives them: fewer at the poles. */
export function geohashNeighbors({ x, y, characters }: GeohashCell): string {
  const columns = `toInt64(exp2(${bitsOf('x', characters)}))`;
  const rows = `toInt64(exp2(${bitsOf('y', characters)}))`;
  const around = NEIGHBORS.map(([dx, dy]) => `(toInt64(${dx}), toInt64(${dy}))`).join(', ');
  const inside = `arrayFilter(d -> ${y} + tupleElement(d, 2) BETWEEN 0 AND ${rows} - 1, [${around}])`;
  const hash = geohashOf(
    `positiveModulo(${x} + tupleElement(d, 1), ${columns})`,
    `(${y} + tupleElement(d, 2))`,
    characters,
  );
  return `arrayMap(d -> toJSONString(${hash}), ${inside})`;
}

const NEIGHBORS = [
  [-1, -1],
  [-1, 1],
  [1, -1],
  [0, 1],
  [-1, 0],
  [1, 1],
  [1, 0],
  [0, -1],
] as const;
