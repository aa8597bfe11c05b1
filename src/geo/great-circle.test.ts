import { expect, test } from 'vitest';
import { greatCircleKm } from './great-circle.ts';

// Spherical law of cosines at 40 digits (mpmath 1.4.1), R = 6371.0088 km.
test.each([
  ['Oslo to Moscow', 59.9139, 10.7522, 55.7558, 37.6173, 1643.217_360_284_66],
  ['London to New York', 51.47, -0.4543, 40.6413, -73.7781, 5540.018_970_166_09],
  ['Sydney to New York', -33.8688, 151.2093, 40.7128, -74.006, 15_988.777_591_649_3],
  ['across the date line', 10, 179.9, 10, -179.9, 21.901_155_086_876_6],
  ['eleven metres in Zurich', 47.3769, 8.5417, 47.377, 8.5417, 0.011_119_508_023_353_3],
  ['antipodes on the equator', 0, 0, 0, 180, 20_015.114_442_035_9],
  ['pole to pole', 90, 0, -90, 45, 20_015.114_442_035_9],
])('%s', (_, latitude1, longitude1, latitude2, longitude2, km) => {
  expect(greatCircleKm(latitude1, longitude1, latitude2, longitude2)).toBeCloseTo(km, 7);
});

test('is 0 in place, the same both ways, and NaN where a place is unknown', () => {
  expect(greatCircleKm(1, 2, 1, 2)).toBe(0);
  expect(greatCircleKm(1, 2, 3, 4)).toBe(greatCircleKm(3, 4, 1, 2));
  expect(greatCircleKm(Number.NaN, 2, 3, 4)).toBeNaN();
});
