import { crc32 } from 'node:zlib';
import { fitOneHot, oneHotRow, oneHotRows, type OneHot } from '../stats/index.ts';
import type { PlacedEvent } from './features.ts';

/** Values of a habit that get a column: with more a forest would hardly look at anything else. */
const MOST_VALUES = 50;

/** The value of a habit as training sees it, hashed as in event-sql.ts; 0 = the log does not say. */
export function valueHash(value: string): number {
  return value === '' ? 0 : Math.max(1, crc32(value));
}

/** Rows of zeros and ones for sign-ins, one column a habit and value: how forests are usually fed. Kept to
 *  compare with; it hardly sees a value that training never had (docs/forest.md). */
export function oneHotTraining(events: readonly PlacedEvent<number>[]): {
  readonly encoding: OneHot;
  readonly rows: Float32Array;
} {
  const texts = events.map(({ values }) => Array.from(values, String));
  const encoding = fitOneHot(texts, MOST_VALUES);
  return { encoding, rows: oneHotRows(encoding, texts) };
}

export function oneHotOf(encoding: OneHot, values: readonly string[]): Float32Array {
  return oneHotRow(
    encoding,
    values.map((value) => String(valueHash(value))),
  );
}

/** Column numbers by habit and hash, as JSON. */
export function encodeOneHot({ width, columns }: OneHot): string {
  return JSON.stringify({ width, columns: columns.map((column) => [...column]) });
}

/** What encodeOneHot wrote; null of '' (the usual encoding has none). */
export function decodeOneHot(text: string): OneHot | null {
  if (text === '') return null;
  const { width, columns } = JSON.parse(text) as { width: number; columns: [string, number][][] };
  return { width, columns: columns.map((column) => new Map(column)) };
}

/** The habit that a column belongs to, by its place in HABIT_KIND_NAMES. */
export function kindOfColumn({ columns }: OneHot, wanted: number): number {
  return columns.findIndex((column) => [...column.values()].includes(wanted));
}
