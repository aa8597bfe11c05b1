import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { timeText } from './time-text.ts';

// Forms seen in exports of Graph, Azure Monitor, Log Analytics, the portal and PowerShell.
it.each([
  ['2026-10-24T20:01:11Z', '2026-10-24T20:01:11.0000000Z'],
  ['2018-09-05T00:11:27.77Z', '2018-09-05T00:11:27.7700000Z'],
  ['2020-03-13T19:15:41.619Z', '2020-03-13T19:15:41.6190000Z'],
  ['2018-09-05T00:11:27.773602Z', '2018-09-05T00:11:27.7736020Z'],
  ['2023-10-24T20:01:11.9490387+00:00', '2023-10-24T20:01:11.9490387Z'],
  ['2020-05-20T18:19:04.423000000Z', '2020-05-20T18:19:04.4230000Z'],
  ['2018-11-06T18:48:12.947256479Z', '2018-11-06T18:48:12.9472564Z'],
  ['2023-10-24T20:01:11.9490387-05:00', '2023-10-25T01:01:11.9490387Z'],
  ['2024-03-01T00:30:00+02:00', '2024-02-29T22:30:00.0000000Z'],
  ['2023-07-26 23:00:20.889', '2023-07-26T23:00:20.8890000Z'],
  ['2022-09-09T9:59:27.958Z', '2022-09-09T09:59:27.9580000Z'],
  ['12/12/2025 3:03:58 PM', '2025-12-12T15:03:58.0000000Z'],
  ['01/09/2007 09:41:00', '2007-01-09T09:41:00.0000000Z'],
  ['6/15/2026, 3:50:21.604 PM', '2026-06-15T15:50:21.6040000Z'],
  ['9/5/2023 16:41', '2023-09-05T16:41:00.0000000Z'],
  ['1/9/2007 10:41:00 AM +01:00', '2007-01-09T09:41:00.0000000Z'],
  ['4/28/2021, 12:08:45.221 AM', '2021-04-28T00:08:45.2210000Z'],
  ['4/28/2021, 12:08:45.221 PM', '2021-04-28T12:08:45.2210000Z'],
  ['28/4/2021 14:08', '2021-04-28T14:08:00.0000000Z'],
  ['/Date(1761336071000)/', '2025-10-24T20:01:11.0000000Z'],
])('reads %s', (text, expected) => {
  expect(timeText(text)).toBe(expected);
});

it('reads day-first dates where the file is known to have them', () => {
  expect(timeText('9/5/2023 16:41', { isDayFirst: true })).toBe('2023-05-09T16:41:00.0000000Z');
});

it('reads seconds and milliseconds since 1970', () => {
  expect(timeText(1_761_336_071)).toBe('2025-10-24T20:01:11.0000000Z');
  expect(timeText(1_761_336_071_123)).toBe('2025-10-24T20:01:11.1230000Z');
});

it.each([
  'String (timestamp)',
  '',
  '2023-02-30T00:00:00Z',
  '2023-13-01T00:00:00Z',
  '2023-10-10T17:08:65',
  '2023-10-10T24:08:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '13/13/2023 10:00',
  '6/15/2026 13:50 PM',
  '2023-10-10',
  null,
  true,
  Number.NaN,
  12,
  {},
])('finds no time in %j', (value) => {
  expect(timeText(value)).toBeNull();
});

it('agrees with the platform on every ISO time', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1970-01-01'), max: new Date('2261-12-31'), noInvalidDate: true }),
      fc.integer({ min: -14 * 60, max: 14 * 60 }),
      (date, offset) => {
        const local = new Date(date.getTime() + offset * 60_000);
        if (local.getUTCFullYear() < 1970 || local.getUTCFullYear() > 2261) return;
        const sign = offset < 0 ? '-' : '+';
        const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
        const zone = `${sign}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
        const text = `${local.toISOString().slice(0, 23)}${zone}`;
        expect(timeText(text)).toBe(date.toISOString().replace('Z', '0000Z'));
      },
    ),
    { seed: 20_261_124, numRuns: 500 },
  );
});
