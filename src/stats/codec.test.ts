import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCalibration, encodeCalibration } from './calibration-codec.ts';
import { decodeForest, encodeForest } from './forest-codec.ts';
import { trainForest } from './isolation-forest.ts';
import { randomOf } from './random.ts';
import { calibrate, tailProbability } from './tail-calibration.ts';

const random = randomOf('codec');
const ROWS = Float32Array.from({ length: 300 * 16 }, () => random.normal());
const FOREST = trainForest(ROWS, 300, 16, { seed: 'tenant/user-1' });
const CALIBRATION = calibrate(Array.from({ length: 200 }, () => 0.4 + 0.2 * random.uniform()));

/** Nodes of the forest that the bytes are, 0 when they are refused as they should be. */
function nodesOrRefusal(bytes: Uint8Array): number {
  try {
    return decodeForest(bytes).feature.length;
  } catch (error) {
    if (error instanceof RangeError) return 0;
    throw error;
  }
}

describe('encodeForest', () => {
  test('what comes back is equal in every number', () => {
    expect(decodeForest(encodeForest(FOREST))).toEqual(FOREST);
  });

  test('comes back for any size, seed and kind of rows', () => {
    const shape = fc.record({
      n: fc.integer({ min: 1, max: 60 }),
      d: fc.integer({ min: 1, max: 300 }),
      trees: fc.integer({ min: 1, max: 9 }),
      sampleSize: fc.integer({ min: 1, max: 300 }),
      seed: fc.oneof(fc.double({ noNaN: true }), fc.string({ unit: 'binary' })),
      levels: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(shape, ({ n, d, trees, sampleSize, seed, levels }) => {
        const draw = randomOf(seed);
        const rows = Float32Array.from({ length: n * d }, () => draw.below(levels) - 1);
        const forest = trainForest(rows, n, d, { trees, sampleSize, seed });
        const back = decodeForest(encodeForest(forest));
        expect({ ...back, seed: 0 }).toEqual({ ...forest, seed: 0 });
      }),
      { seed: 23, numRuns: 200 },
    );
  });

  test('takes at most 15 kB for 50 trees of 64 rows and 16 features', () => {
    expect(encodeForest(FOREST).length).toBeLessThanOrEqual(15_000);
  });

  test('reads bytes that lie in the middle of a larger buffer', () => {
    const bytes = encodeForest(FOREST);
    const page = new Uint8Array(bytes.length + 13);
    page.set(bytes, 7);
    expect(decodeForest(page.subarray(7, 7 + bytes.length))).toEqual(FOREST);
  });
});

describe('damaged bytes', () => {
  test('of a forest are refused or still a forest, never a crash, a hang or a giant', () => {
    const bytes = encodeForest(trainForest(ROWS, 300, 16, { trees: 3, sampleSize: 16, seed: 1 }));
    const damage = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1 });
    fc.assert(
      fc.property(damage, fc.nat(bytes.length), (changes, length) => {
        const damaged = bytes.slice(0, length);
        for (const [place, value] of changes) if (place < length) damaged[place] = value;
        expect(nodesOrRefusal(damaged)).toBeLessThanOrEqual(bytes.length);
      }),
      { seed: 29, numRuns: 2000 },
    );
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['text', new TextEncoder().encode('{"trees":[]}')],
    ['another version', encodeForest(FOREST).with(3, 2)],
    ['a missing end', encodeForest(FOREST).slice(0, -1)],
    ['a surplus byte', Uint8Array.of(...encodeForest(FOREST), 0)],
  ])('that are %s are no forest', (_, bytes) => {
    expect(() => decodeForest(bytes)).toThrow(RangeError);
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['a forest', encodeForest(FOREST)],
    ['a missing end', encodeCalibration(CALIBRATION).slice(0, -1)],
  ])('that are %s are no calibration', (_, bytes) => {
    expect(() => decodeCalibration(bytes)).toThrow(RangeError);
  });
});

describe('encodeCalibration', () => {
  test('keeps probabilities to the precision of Float32, in about 100 bytes', () => {
    const bytes = encodeCalibration(CALIBRATION);
    const back = decodeCalibration(bytes);
    expect(bytes.length).toBeLessThan(120);
    for (let score = 0.35; score < 0.9; score += 0.01) {
      const kept = tailProbability(CALIBRATION, score);
      expect(Math.abs(Math.log(tailProbability(back, score) / kept))).toBeLessThan(1e-4);
    }
  });

  test('keeps one that was made from nothing', () => {
    const empty = calibrate([]);
    expect(decodeCalibration(encodeCalibration(empty))).toEqual(empty);
  });
});
