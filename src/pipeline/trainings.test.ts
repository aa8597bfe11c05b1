import { expect, test } from 'vitest';
import type { TrainingNote } from '../baselines/index.ts';
import { learningSettings } from '../schema/settings.ts';
import { Trainings } from './trainings.ts';

const DAY_MS = 86_400_000;
const MAY_MS = Date.UTC(2026, 4, 1);

/** Learned as of a day in May. */
function learned(day: number, entityId = ''): TrainingNote {
  return { asOfMs: may(day), entityId, isDaily: false, batch: 1, isForgotten: false };
}

function may(day: number): number {
  return MAY_MS + (day - 1) * DAY_MS;
}

/** Days in May of each training that counts for an entity from a day to another, as they change. */
function daysOf(rows: readonly TrainingNote[], entityId: string, from: number, to: number) {
  const trainings = new Trainings(rows, learningSettings.parse({ validDays: 10 }));
  return Array.from(trainings.stretches(may(from), may(to)), (stretch) => {
    const asOfMs = trainings.ownAt(stretch).get(entityId) ?? stretch.asOfMs;
    return (asOfMs - MAY_MS) / DAY_MS + 1;
  });
}

test('a training counts from its moment on, until the next one or for as long as it is valid', () => {
  expect(daysOf([learned(3), learned(5)], 'ann', 2, 7)).toEqual([2, 3, 5]);
  expect(daysOf([learned(3)], 'ann', 12, 15)).toEqual([3, 13, 14]);
});

test('that of one user counts for nobody else, and until the next one of all', () => {
  const rows = [learned(3), learned(5, 'ann'), learned(7)];
  expect(daysOf(rows, 'ann', 3, 9)).toEqual([3, 5, 7]);
  expect(daysOf(rows, 'bob', 3, 9)).toEqual([3, 3, 7]);
});

test('where days are walked it counts for the rest of its day', () => {
  expect(daysOf([learned(3.5, 'ann')], 'ann', 3, 5)).toEqual([3, 3.5, 4]);
});
