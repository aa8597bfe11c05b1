import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cities } from './cities.ts';
import { offsetMinutes, utcOf, zoneNames } from './zones.ts';

const FROM_MS = Date.UTC(2024, 0, 1);
const TO_MS = Date.UTC(2028, 0, 1);

/** What the tz database of Node says. */
function intlOffsetMinutes(zone: string, timeMs: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(timeMs);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const wallMs = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
  return Math.round((wallMs - Math.floor(timeMs / 60_000) * 60_000) / 60_000);
}

test('offsets are those of the tz database', () => {
  const instant = fc.integer({ min: FROM_MS, max: TO_MS });
  fc.assert(
    fc.property(fc.constantFrom(...zoneNames), instant, (zone, timeMs) => {
      expect(offsetMinutes(zone, timeMs)).toBe(intlOffsetMinutes(zone, timeMs));
    }),
    { seed: 4242, numRuns: 2000 },
  );
});

test.each([
  // Europe: the last Sundays of March and October, 01:00 UTC
  ['Europe/Oslo', '2026-03-29T00:59:59Z', 60],
  ['Europe/Oslo', '2026-03-29T01:00:00Z', 120],
  ['Europe/London', '2026-10-25T00:59:59Z', 60],
  ['Europe/London', '2026-10-25T01:00:00Z', 0],
  // America: the second Sunday of March and the first of November, two o'clock
  ['America/New_York', '2026-03-08T06:59:59Z', -300],
  ['America/New_York', '2026-03-08T07:00:00Z', -240],
  ['America/Los_Angeles', '2026-11-01T08:59:59Z', -420],
  ['America/Los_Angeles', '2026-11-01T09:00:00Z', -480],
  // Sydney: the first Sundays of April and October
  ['Australia/Sydney', '2026-04-04T15:59:59Z', 660],
  ['Australia/Sydney', '2026-04-04T16:00:00Z', 600],
  ['Australia/Sydney', '2026-10-03T16:00:00Z', 660],
])('%s at %s is %i minutes ahead', (zone, time, minutes) => {
  expect(offsetMinutes(zone, Date.parse(time))).toBe(minutes);
  expect(intlOffsetMinutes(zone, Date.parse(time))).toBe(minutes);
});

test('wall time becomes the instant at which clocks show it', () => {
  expect(utcOf('Europe/Oslo', Date.UTC(2026, 6, 1, 9))).toBe(Date.UTC(2026, 6, 1, 7));
  expect(utcOf('Asia/Kolkata', Date.UTC(2026, 6, 1, 9))).toBe(Date.UTC(2026, 6, 1, 3, 30));
  // skipped: an hour later; twice: the first
  expect(utcOf('Europe/Oslo', Date.UTC(2026, 2, 29, 2, 30))).toBe(Date.UTC(2026, 2, 29, 1, 30));
  expect(utcOf('Europe/Oslo', Date.UTC(2026, 9, 25, 2, 30))).toBe(Date.UTC(2026, 9, 25, 0, 30));
});

test('a zone that is not known is refused, and every city has one that is', () => {
  expect(() => offsetMinutes('Mars/Olympus', 0)).toThrow('unknown time zone: Mars/Olympus');
  for (const { zone } of cities) expect(zoneNames).toContain(zone);
});
