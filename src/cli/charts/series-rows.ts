import type { Column, KqlValue } from '../../kql/index.ts';

export interface Expanded {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly KqlValue[])[];
  /** were there arrays along an array of times, as make-series makes them? */
  readonly isAlong: boolean;
}

/** Rows, and the places of the columns that are drawn. */
export interface Drawable extends Expanded {
  readonly x: number;
  readonly ys: readonly number[];
  readonly groups: readonly number[];
  readonly anomalies: readonly number[];
}

/** What make-series yields, a row for each point instead of arrays: columns of texts are repeated,
 *  arrays of numbers become numbers, the array of times (or, without one, the place) becomes x. Numbers
 *  that are no arrays say something of the whole line and are left out. Other results stay as they are. */
export function expandedRows(
  columns: readonly Column[],
  rows: readonly (readonly KqlValue[])[],
): Expanded {
  const arrays = columns.flatMap(({ type }, place) =>
    type === 'dynamic' && holdsArrays(rows, place) ? [place] : [],
  );
  const numbers = arrays.filter((place) => elements(rows, place).every(isNumeric));
  const times = arrays.find((place) => elements(rows, place).every(isTime));
  if (numbers.length === 0) return { columns, rows, isAlong: false };
  const texts = columns.flatMap(({ type }, place) => (type === 'string' ? [place] : []));
  const expanded = rows.flatMap((row) => {
    const length = Math.max(...numbers.map((place) => arrayOf(row[place]).length));
    return Array.from({ length }, (_, index) => [
      times === undefined ? index : (arrayOf(row[times])[index] ?? null),
      ...texts.map((place) => row[place] ?? null),
      ...numbers.map((place) => arrayOf(row[place])[index] ?? null),
    ]);
  });
  const named = (place: number, type: Column['type']): Column => ({
    name: columns[place]?.name ?? '',
    type,
  });
  return {
    columns: [
      times === undefined ? { name: '', type: 'long' } : named(times, 'datetime'),
      ...texts.map((place) => named(place, 'string')),
      ...numbers.map((place) => named(place, 'real')),
    ],
    rows: expanded,
    isAlong: true,
  };
}

function holdsArrays(rows: readonly (readonly KqlValue[])[], place: number): boolean {
  const values = rows.map((row) => row[place] ?? null).filter((value) => value !== null);
  return values.length > 0 && values.every((value) => Array.isArray(value));
}

function elements(rows: readonly (readonly KqlValue[])[], place: number): unknown[] {
  return rows.flatMap((row) => arrayOf(row[place])).filter((value) => value !== null);
}

function arrayOf(value: KqlValue | undefined): readonly KqlValue[] {
  return Array.isArray(value) ? (value as KqlValue[]) : [];
}

function isNumeric(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'bigint';
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);
}
