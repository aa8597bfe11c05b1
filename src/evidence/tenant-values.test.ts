import { describe, expect, test } from 'vitest';
import { HABIT_KIND_NAMES } from '../schema/habit-kinds.ts';
import { Block, blocksOf, type Lists } from '../store/native-blocks.ts';
import { nativeBlock, WordColumn } from '../store/native-rows.ts';
import type { Numbers } from '../store/texts.ts';
import { TenantValues, type SeenValue } from './tenant-memory.ts';

const COUNTRY = HABIT_KIND_NAMES.indexOf('country');
const ASN = HABIT_KIND_NAMES.indexOf('asn');
const DAY_MS = 86_400_000;
const WINDOW_DAYS = 60;

interface DayRow {
  readonly kind?: number;
  readonly value?: string;
  readonly day: number;
  readonly batch?: number;
  readonly users: readonly number[];
  readonly managed?: readonly number[];
}

function block(rows: readonly DayRow[]): Block {
  const words = new WordColumn();
  for (const { value = 'NO' } of rows) words.add(value);
  return new Block(
    rows.length,
    new Map<string, Numbers | Lists | ReturnType<Block['texts']>>([
      ['Kind', Uint8Array.from(rows, ({ kind = COUNTRY }) => kind + 1)],
      ['Word', blocksOf(nativeBlock({ Word: words }))[0]!.texts('Word')],
      ['Day', Uint16Array.from(rows, ({ day }) => day)],
      ['Batch', Float64Array.from(rows, ({ batch = 1 }) => batch)],
      ['Users', lists(rows.map(({ users }) => users))],
      ['ManagedUsers', lists(rows.map(({ managed = [] }) => managed))],
    ]),
  );
}

function lists(each: readonly (readonly number[])[]): Lists {
  const starts = Uint32Array.of(0, ...each.map(() => 0));
  for (const [row, list] of each.entries()) starts[row + 1] = starts[row]! + list.length;
  return { starts, items: Uint32Array.from(each.flat()) };
}

/** Days 90 to 110 are counted, by batch 1. */
const COUNTED = new Map(
  Array.from({ length: 21 }, (_, index) => [90 + index, { batch: 1, entities: 5 + index }]),
);

function valuesOf(...blocks: readonly (readonly DayRow[])[]): TenantValues {
  return new TenantValues(blocks.map(block), COUNTED, WINDOW_DAYS);
}

describe('what the tenant saw of a value', () => {
  test('is of whole days before, without who asks', () => {
    const values = valuesOf([
      { day: 98, users: [1, 2], managed: [2] },
      { day: 99, users: [2, 3] },
      { day: 100, users: [4] },
    ]);
    expect(values.evidence(COUNTRY, 'NO', 100, 3)).toEqual({
      users: 2,
      managedUsers: 1,
      lastMs: 99 * DAY_MS,
      recentDays: 2,
    });
    expect(values.evidence(COUNTRY, 'NO', 98, 9)).toEqual({
      users: 0,
      managedUsers: 0,
      lastMs: null,
      recentDays: 0,
    });
  });

  test('is the same in whatever order and blocks the days come', () => {
    const rows: DayRow[] = [
      { day: 95, users: [1] },
      { day: 97, users: [2] },
      { day: 99, users: [3] },
    ];
    const once = valuesOf(rows).evidence(COUNTRY, 'NO', 100, 0);
    const apart = valuesOf([rows[2]!], [rows[0]!], [rows[1]!]).evidence(COUNTRY, 'NO', 100, 0);
    expect(once.users).toBe(3);
    expect(apart).toEqual(once);
  });

  test('leaves out what was counted again, and counts a day once', () => {
    const values = valuesOf([
      { day: 99, batch: 0, users: [1, 2, 3] },
      { day: 99, users: [1] },
      { day: 99, users: [1] },
    ]);
    expect(values.evidence(COUNTRY, 'NO', 100, 9)).toMatchObject({ users: 1, recentDays: 1 });
  });

  test('counts up to 16 others', () => {
    const users = Array.from({ length: 16 }, (_, index) => index + 1);
    const values = valuesOf([
      { day: 98, users },
      { day: 99, users: users.map((user) => user + 100) },
    ]);
    expect(values.evidence(COUNTRY, 'NO', 100, 1).users).toBe(16);
    expect(values.evidence(COUNTRY, 'NO', 99, 1).users).toBe(15);
  });

  test('is remembered with its answers when more had it than are counted', () => {
    const users = Array.from({ length: 9 }, (_, index) => index);
    const rows: DayRow[] = [
      { day: 97, users },
      { day: 98, users: users.map((user) => user + 100), managed: [3] },
      { day: 99, value: 'SE', users },
      { day: 100, users: [7], managed: [7] },
    ];
    const read = valuesOf(rows);
    const remembered = HABIT_KIND_NAMES.map(() => new Map<string, SeenValue>());
    for (const seen of read.common(100, 102)) remembered[seen.kind]!.set(seen.value, seen);
    expect(remembered.map(({ size }) => size).reduce((a, b) => a + b)).toBe(1);
    const later = new TenantValues([], COUNTED, WINDOW_DAYS, remembered);
    for (const day of [100, 101]) {
      expect(later.evidence(COUNTRY, 'NO', day, 3)).toEqual(read.evidence(COUNTRY, 'NO', day, 3));
    }
    expect(() => later.evidence(COUNTRY, 'NO', 102, 3)).toThrow('day 102 lies outside');
  });

  test('is of one kind, and nothing of a value that nobody had', () => {
    const values = valuesOf([{ kind: ASN, value: 'NO', day: 99, users: [1] }]);
    expect(values.evidence(ASN, 'NO', 100, 0).users).toBe(1);
    expect(values.evidence(COUNTRY, 'NO', 100, 0).users).toBe(0);
    expect(values.evidence(ASN, 'SE', 100, 0).lastMs).toBe(null);
  });

  test('goes with the busiest of the ten days before', () => {
    expect(valuesOf().activeEntities(100)).toBe(14);
    expect(valuesOf().activeEntities(80)).toBe(0);
  });
});
