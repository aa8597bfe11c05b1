import { expect, test } from 'vitest';
import { attacks } from './attacks/index.ts';
import { simulateTenant, type TenantLine, type TenantOptions } from './tenant.ts';

const SMALL: TenantOptions = { users: 40, days: 30, seed: 'test' };

/** What the tests read of a line. */
interface Read {
  readonly id: string;
  readonly createdDateTime?: string;
  readonly activityDateTime?: string;
}

function linesOf(options: TenantOptions): TenantLine[] {
  return [...simulateTenant(options)];
}

const small = linesOf(SMALL);

test('the same options give the same lines, another seed gives others', () => {
  expect(linesOf(SMALL)).toEqual(small);
  const other = new Set(linesOf({ ...SMALL, seed: 'other' }).map(({ line }) => line));
  expect(small.filter(({ line }) => other.has(line))).toEqual([]);
});

test('lines are ordered by time and lie in the period', () => {
  const times = small.map(({ line }) => {
    const { createdDateTime, activityDateTime } = JSON.parse(line) as Read;
    return createdDateTime ?? activityDateTime ?? '';
  });
  expect(times).toEqual(times.toSorted());
  expect(times[0]?.slice(0, 10)).toBe('2026-10-22');
  expect(times.at(-1)?.slice(0, 10)).toBe('2026-11-20');
});

test('no id comes twice', () => {
  const ids = small.map(({ line }) => (JSON.parse(line) as Read).id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every usual attack happens, and every label is of its own line', () => {
  const labels = small.flatMap(({ label }) => label ?? []);
  const usual = attacks.filter(({ isUsual }) => isUsual).map(({ id }) => id);
  expect(new Set(labels.map(({ attack }) => attack))).toEqual(new Set(usual));
  const strangers = small.filter(
    ({ label, line }) => label !== null && !line.startsWith(`{"id":"${label.id}"`),
  );
  expect(strangers).toEqual([]);
});
