import { expect, test } from 'vitest';
import { randomOf } from '../stats/index.ts';
import {
  guid,
  normalWithin,
  pick,
  pickWeighted,
  poisson,
  requestId,
  sample,
  type WeightedItems,
} from './draws.ts';

const GUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

test('ids are version 4 GUIDs, those of requests end in 00, and none comes twice', () => {
  const random = randomOf('ids');
  const ids = Array.from({ length: 2000 }, (_, index) => (index % 2 ? guid : requestId)(random));
  expect(new Set(ids).size).toBe(2000);
  expect(ids.filter((id) => !GUID.test(id))).toEqual([]);
  expect(ids.filter((id, index) => index % 2 === 0 && !id.endsWith('00'))).toEqual([]);
});

test('weights are kept', () => {
  const random = randomOf('weights');
  const letters: WeightedItems<'a' | 'b' | 'c'> = [
    ['a', 6],
    ['b', 4],
    ['c', 0],
  ];
  const counts = { a: 0, b: 0, c: 0 };
  for (let index = 0; index < 10_000; index += 1) counts[pickWeighted(random, letters)] += 1;
  expect(counts.c).toBe(0);
  // 6,000 expected; five standard deviations of the binomial distribution are 245
  expect(Math.abs(counts.a - 6000)).toBeLessThan(245);
});

test('Poisson counts have the mean and variance of their parameter', () => {
  const random = randomOf('poisson');
  const counts = Array.from({ length: 10_000 }, () => poisson(random, 3.2));
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
  expect(mean).toBeCloseTo(3.2, 1);
  expect(variance).toBeCloseTo(3.2, 0);
  expect(poisson(random, 0)).toBe(0);
});

test('a sample has no item twice and never more than there are', () => {
  const random = randomOf('sample');
  const items = [1, 2, 3, 4, 5];
  expect(new Set(sample(random, items, 3)).size).toBe(3);
  expect(sample(random, items, 9).toSorted((a, b) => a - b)).toEqual(items);
  expect(items).toEqual([1, 2, 3, 4, 5]);
});

test('of nothing nothing can be picked', () => {
  const random = randomOf('nothing');
  expect(() => pick(random, [])).toThrow('nothing to pick from');
  expect(() => pickWeighted(random, [['a', 0]])).toThrow('nothing to pick from');
});

test('normal draws stay within their bounds', () => {
  const random = randomOf('normal');
  const draws = Array.from({ length: 1000 }, () => normalWithin(random, 0, 5, -1, 2));
  expect(Math.min(...draws)).toBe(-1);
  expect(Math.max(...draws)).toBe(2);
});
