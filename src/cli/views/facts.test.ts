import { expect, test } from 'vitest';
import { factsText } from './facts.ts';

test('facts read as words with their units', () => {
  expect(
    factsText({
      distanceKm: 5120.4,
      speedKmh: 10_240,
      fromCity: 'Oslo',
      silenceDays: 61,
      share: 0.0123,
    }),
  ).toBe('distance 5,120 km, speed 10,240 km/h, from city Oslo, silence 61 days, share 0.012');
});

test('what is not known is left out, and a yes or no is said in words', () => {
  expect(factsText({ country: 'PE', previousCountry: null, city: '', isManaged: false })).toBe(
    'country PE, is managed: no',
  );
});

test('text from a log is made safe, also in names', () => {
  expect(factsText({ 'a\u001b[2J': 'b\u202Ec' })).toBe(String.raw`a\u{1b}[2 j b\u{202e}c`);
});
