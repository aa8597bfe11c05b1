import { expect, test } from 'vitest';
import { tenantOptionsOf } from './tenant-options.ts';

const TYPED = { users: '200', days: '75', seed: '1', end: '2026-11-20' };

test('what was typed becomes the options of a tenant', () => {
  const expected = { users: 200, days: 75, seed: '1', lastDate: '2026-11-20' };
  expect(tenantOptionsOf(TYPED)).toEqual(expected);
  expect(tenantOptionsOf({ ...TYPED, signInsPerDay: '0.5' })).toEqual({
    ...expected,
    signInsPerDay: 0.5,
  });
});

test.each([
  [{ users: '0' }, '--users: "0" is not a whole number from 1 on.'],
  [{ days: '1.5' }, '--days: "1.5" is not a whole number from 1 on.'],
  [{ end: '2026-02-30' }, '--end: "2026-02-30" is not a date such as 2026-11-20.'],
  [{ end: 'today' }, '--end: "today" is not a date such as 2026-11-20.'],
  [{ signInsPerDay: 'many' }, '--sign-ins-per-day: "many" is not a number from 0.1 to 1000.'],
  [{ signInsPerDay: '0' }, '--sign-ins-per-day: "0" is not a number from 0.1 to 1000.'],
])('%j is wrong usage', (typed, message) => {
  expect(() => tenantOptionsOf({ ...TYPED, ...typed })).toThrow(message);
});
