import type { Column, KqlValue } from '../../src/kql/index.ts';
import type { Vector } from './vectors.ts';

export interface Answer {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly KqlValue[])[];
}

/** How an answer differs from the expected one; null when it does not. Names and types of columns
 *  count; the order of rows counts where the vector says so. */
export function differenceOf(answer: Answer, vector: Vector): string | null {
  const names = answer.columns.map(({ name }) => name);
  const named = JSON.stringify(names) === JSON.stringify(vector.columns);
  if (vector.namesCount ? !named : names.length !== vector.columns.length) {
    return `columns ${names.join(', ')} instead of ${vector.columns.join(', ')}`;
  }
  const odd = answer.columns.find(
    ({ type }, place) => !(vector.types[place] ?? [type]).includes(type),
  );
  if (odd !== undefined) {
    const wanted = vector.types[names.indexOf(odd.name)] ?? [];
    return `column ${odd.name} is ${odd.type} instead of ${wanted.join(' or ')}`;
  }
  return rowsDiffer(answer, vector);
}

interface Tolerance {
  readonly relative: number;
  /** documentation rounds to the digits that it shows; recorded results have them all */
  readonly shownDigits: boolean;
}

function rowsDiffer(answer: Answer, vector: Vector): string | null {
  if (!vector.complete) return null;
  if (answer.rows.length !== vector.rows.length) {
    return `${answer.rows.length} rows instead of ${vector.rows.length}`;
  }
  const tolerance = { relative: vector.approximate ? 0.05 : 1e-6, shownDigits: vector.trimmed };
  const unmatched = [...answer.rows];
  // A table of the documentation shows a null as nothing where it does not tell the type.
  const shown = (cell: unknown, place: number) =>
    vector.types[place] === null && cell === null ? '' : cell;
  const edges = (cell: unknown) =>
    vector.trimmed && typeof cell === 'string' ? cell.trim() : cell;
  const { ties } = vector;
  const rowsAlike = (row: readonly unknown[], expected: readonly unknown[]) =>
    ties && isLeast(expected, vector)
      ? alike(row.at(-1), expected.at(-1), tolerance)
      : alike(row.map(shown).map(edges), expected.map(shown).map(edges), tolerance);
  for (const [place, expected] of vector.rows.entries()) {
    const found = vector.ordered ? place : unmatched.findIndex((row) => rowsAlike(row, expected));
    const row = unmatched[found];
    if (row === undefined || !rowsAlike(row, expected)) {
      return `row ${place + 1}: no ${JSON.stringify(expected)}`;
    }
    if (!vector.ordered) unmatched.splice(found, 1);
  }
  return null;
}

/** Has the row the smallest count or sum of all? Which of those that share it come in is open. */
function isLeast(row: readonly unknown[], { rows }: Vector): boolean {
  return rows.every((each) => Number(each.at(-1)) >= Number(row.at(-1)));
}

function alike(actual: unknown, expected: unknown, tolerance: Tolerance): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((each, place) => alike(actual[place], each, tolerance))
    );
  }
  if (expected !== null && typeof expected === 'object')
    return bagsAlike(actual, expected, tolerance);
  const [left, right] = [plain(actual), plain(expected)];
  if (left === right) return true;
  return numbersAlike(left, right, tolerance);
}

function bagsAlike(actual: unknown, expected: object, tolerance: Tolerance): boolean {
  if (actual === null || typeof actual !== 'object' || Array.isArray(actual)) return false;
  const [left, right] = [new Map(Object.entries(actual)), new Map(Object.entries(expected))];
  return (
    left.size === right.size &&
    [...right].every(([key, value]) => left.has(key) && alike(left.get(key), value, tolerance))
  );
}

const DENORMALS: Readonly<Record<string, string>> = {
  nan: 'NaN',
  inf: 'Infinity',
  '-inf': '-Infinity',
};

/** Numbers of any kind as numbers, timespans and times in one notation. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string') return value ?? null;
  const denormal = DENORMALS[value.toLowerCase()];
  if (denormal !== undefined) return denormal;
  if (/^-?(?:\d+\.)?\d\d:\d\d:\d\d(?:\.\d+)?$/.test(value)) return value.replace(/\.0+$/, '');
  return value;
}

function numbersAlike(left: unknown, right: unknown, tolerance: Tolerance): boolean {
  const [a, b] = [Number(left), Number(right)];
  const numeric =
    (typeof left === 'number' || typeof right === 'number') &&
    typeof left !== 'boolean' &&
    typeof right !== 'boolean' &&
    left !== null &&
    right !== null &&
    left !== '' &&
    right !== '';
  if (!numeric || Number.isNaN(a) || Number.isNaN(b)) return false;
  const distance = Math.abs(a - b);
  return (
    distance <= tolerance.relative * Math.max(Math.abs(a), Math.abs(b)) ||
    distance < 1e-9 ||
    (tolerance.shownDigits && distance <= shownDigits(b))
  );
}

/** Half of the last digit that is written behind the point: documentation rounds what it shows. */
function shownDigits(expected: number): number {
  const digits = /\.(?<digits>\d{2,})$/.exec(String(expected))?.groups?.['digits'];
  return digits === undefined ? 0 : 0.501 * 10 ** -digits.length;
}
