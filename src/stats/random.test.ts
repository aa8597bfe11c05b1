import { describe, expect, test } from 'vitest';
import { Random, randomOf, seedWords } from './random.ts';
import { RowSampler } from './sample-rows.ts';

describe('Random', () => {
  test('draws the numbers of xoshiro128**', () => {
    // The published C code carried over to Python integers, from the state 1, 2, 3, 4.
    const random = new Random([1, 2, 3, 4]);
    expect(Array.from({ length: 10 }, () => random.uint32())).toEqual([
      11_520, 0, 5_927_040, 70_819_200, 2_031_721_883, 1_637_235_492, 1_287_239_034, 3_734_860_849,
      3_729_100_597, 4_258_142_804,
    ]);
  });

  test('refuses the state from which it would draw zeros for ever', () => {
    expect(() => new Random([0, 0, 0, 0])).toThrow(RangeError);
  });

  test('draws below a bound evenly', () => {
    const random = randomOf(1);
    const counts = new Float64Array(7);
    for (let draw = 0; draw < 70_000; draw += 1) counts[random.below(7)]! += 1;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(22.46); // 0.999-quantile with 6 degrees of freedom, R qchisq
  });

  test('draws below a bound without bias where a remainder alone would be off by half', () => {
    // 2^32 mod 3 * 2^30 = 2^30: a plain remainder would put half of all draws in the first third.
    const random = randomOf(2);
    let low = 0;
    for (let draw = 0; draw < 30_000; draw += 1) low += random.below(3 * 2 ** 30) < 2 ** 30 ? 1 : 0;
    expect(Math.abs(low - 10_000)).toBeLessThan(4 * Math.sqrt(30_000 * (1 / 3) * (2 / 3)));
  });

  test('draws normal numbers with mean 0 and variance 1', () => {
    const random = randomOf('normal');
    const draws = Array.from({ length: 40_000 }, () => random.normal());
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const variance = draws.reduce((sum, draw) => sum + draw * draw, 0) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(draws.length));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / draws.length));
  });
});

describe('randomOf', () => {
  test('tells seeds, their types and their streams apart', () => {
    const seeds = [0, 1, -1, 2 ** 31, 0.5, '', '0', '1', 'a', 'b', 'ab', 'ba'];
    const states = seeds.flatMap((seed) =>
      [0, 1, 2, 1000].map((stream) => [seed, stream] as const),
    );
    const texts = states.map(([seed, stream]) => seedWords(seed, stream).join());
    expect(new Set(texts).size).toBe(states.length);
  });

  test('gives neighbouring streams unrelated numbers', () => {
    // Mean of the correlation of signs over 1,000 pairs of streams: 0 with standard error 1 / sqrt(64,000).
    let agreeing = 0;
    for (let stream = 0; stream < 1000; stream += 1) {
      const a = randomOf('tenant', stream);
      const b = randomOf('tenant', stream + 1);
      for (let draw = 0; draw < 64; draw += 1) {
        agreeing += a.uniform() < 0.5 === b.uniform() < 0.5 ? 1 : -1;
      }
    }
    expect(Math.abs(agreeing / 64_000)).toBeLessThan(4 / Math.sqrt(64_000));
  });
});

describe('RowSampler', () => {
  test('draws without replacement, the same rows whatever was drawn before', () => {
    const sampler = new RowSampler(100, 40);
    const first = new Int32Array(40);
    const again = new Int32Array(40);
    sampler.draw(randomOf('a'), 40, first);
    sampler.draw(randomOf('b'), 30, again);
    sampler.draw(randomOf('a'), 40, again);
    expect(new Set(first).size).toBe(40);
    expect(again).toEqual(first);
  });

  test('draws every row equally often', () => {
    const sampler = new RowSampler(10, 3);
    const sample = new Int32Array(3);
    const counts = new Float64Array(10);
    const random = randomOf('even');
    for (let round = 0; round < 20_000; round += 1) {
      sampler.draw(random, 3, sample);
      for (const row of sample) counts[row]! += 1;
    }
    for (const count of counts) expect(Math.abs(count - 6000)).toBeLessThan(4 * Math.sqrt(4200));
  });
});
