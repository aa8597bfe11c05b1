import { expect, test } from 'vitest';
import { scoreRow } from './forest-score.ts';
import { trainForest } from './isolation-forest.ts';
import { fitOneHot, oneHotRow, oneHotRows } from './one-hot.ts';

const TRAINING = [
  ['NO', 'Edge'],
  ['NO', 'Chrome'],
  ['SE', 'Edge'],
  ['NO', 'Edge'],
];

test('gives each value a column in order of field and first appearance', () => {
  const encoding = fitOneHot(TRAINING);
  expect(encoding.width).toBe(4);
  expect([...oneHotRow(encoding, ['SE', 'Chrome'])]).toEqual([0, 1, 0, 1]);
  expect([...oneHotRows(encoding, TRAINING.slice(0, 2))]).toEqual([1, 0, 1, 0, 1, 0, 0, 1]);
});

test('a value that training never had leaves its field all zeros', () => {
  expect([...oneHotRow(fitOneHot(TRAINING), ['RU', 'Edge'])]).toEqual([0, 0, 1, 0]);
});

test('keeps the most frequent values only, when told to', () => {
  const encoding = fitOneHot(TRAINING, 1);
  expect(encoding.width).toBe(2);
  expect([...oneHotRow(encoding, ['NO', 'Chrome'])]).toEqual([1, 0]);
});

test('takes hostile names for what they are', () => {
  const encoding = fitOneHot([['__proto__'], ['constructor'], ['']]);
  expect([...oneHotRow(encoding, ['constructor'])]).toEqual([0, 1, 0]);
  expect([...oneHotRow(encoding, ['toString'])]).toEqual([0, 0, 0]);
});

test('refuses rows of another length', () => {
  expect(() => fitOneHot([['a', 'b'], ['a']])).toThrow('rows must have 2 fields, got 1');
  expect(() => oneHotRow(fitOneHot(TRAINING), ['NO'])).toThrow('must have 2 fields, got 1');
});

test('is why this is not the default: a forest on it does not see a new value', () => {
  const often = Array.from({ length: 300 }, (_, row) => [
    row % 20 === 0 ? 'SE' : 'NO',
    row % 3 === 0 ? 'Chrome' : 'Edge',
  ]);
  const encoding = fitOneHot(often);
  const forest = trainForest(oneHotRows(encoding, often), 300, encoding.width, { seed: 0 });
  const score = (row: readonly string[]): number => scoreRow(forest, oneHotRow(encoding, row));
  expect(score(['RU', 'Edge'])).toBeLessThan(score(['SE', 'Edge']));
});
