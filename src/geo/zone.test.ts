import { expect, test } from 'vitest';
import { zoneOffsetMs, zoneOffsets } from './zone-offset.ts';
import { zoneOfPlace } from './zone-of-place.ts';

const HOUR_MS = 3_600_000;

// Places and zones as the IANA time zone database maps them (tzdata, zone1970.tab).
test.each([
  [59.91, 10.75, 'Europe/Oslo'],
  [40.71, -74.01, 'America/New_York'],
  [-33.87, 151.21, 'Australia/Sydney'],
  [28.61, 77.21, 'Asia/Kolkata'],
])('the zone at %d, %d is %s', (latitude, longitude, zone) => {
  expect(zoneOfPlace(latitude, longitude)).toBe(zone);
});

test('an unknown or impossible place has the zone UTC', () => {
  expect(zoneOfPlace(null, 10)).toBe('UTC');
  expect(zoneOfPlace(91, 0)).toBe('UTC');
});

test('offsets know daylight saving', () => {
  expect(zoneOffsetMs('Europe/Oslo', Date.UTC(2026, 0, 15, 12))).toBe(HOUR_MS);
  expect(zoneOffsetMs('Europe/Oslo', Date.UTC(2026, 6, 15, 12))).toBe(2 * HOUR_MS);
  expect(zoneOffsetMs('Asia/Kolkata', Date.UTC(2026, 6, 15, 12, 59))).toBe(5.5 * HOUR_MS);
});

// Directive 2000/84/EC: 01:00 UTC on the last Sundays of March and October.
test('offsets change at the moment the law says', () => {
  expect(zoneOffsets('Europe/Oslo', Date.UTC(2026, 1, 1, 7), Date.UTC(2026, 11, 1))).toEqual([
    { sinceMs: Date.UTC(2026, 1, 1, 7), offsetMs: HOUR_MS },
    { sinceMs: Date.UTC(2026, 2, 29, 1), offsetMs: 2 * HOUR_MS },
    { sinceMs: Date.UTC(2026, 9, 25, 1), offsetMs: HOUR_MS },
  ]);
});
