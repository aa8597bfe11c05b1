import { expect, test } from 'vitest';
import { needlessTrainings } from './needless-trainings.ts';
import type { TrainingNote } from './training-notes.ts';

const DAY_MS = 86_400_000;
const MAY_MS = Date.UTC(2026, 4, 1);

/** As of a day in May. */
function training(day: number, more: Partial<TrainingNote> = {}): TrainingNote {
  const asOfMs = MAY_MS + (day - 1) * DAY_MS;
  return { asOfMs, entityId: '', isDaily: false, batch: 1, isForgotten: false, ...more };
}

/** Days in May of those that may be forgotten, of trainings that are kept for 3 days and valid for 10. */
function needless(notes: readonly TrainingNote[], today = 30): number[] {
  const learning = { keepDays: 3, validDays: 10 };
  return needlessTrainings(notes, learning, training(today).asOfMs).map(
    ({ asOfMs }) => (asOfMs - MAY_MS) / DAY_MS + 1,
  );
}

const daily = { isDaily: true };
const ofAnn = { entityId: 'ann' };

test('one that was asked for is kept until another one has replaced it for long enough', () => {
  expect(needless([training(1), training(2), training(4)])).toEqual([]);
  expect(needless([training(1), training(2), training(5)])).toEqual([1]);
  expect(needless([training(1), training(2), training(30)])).toEqual([1, 2]);
});

test('one as of a moment that is not there yet replaces nothing yet', () => {
  expect(needless([training(1), training(28)], 12)).toEqual([]);
  expect(needless([training(1), training(28)], 14)).toEqual([1]);
});

test('of daily ones the newest two are kept', () => {
  expect(needless([1, 2, 3, 4].map((day) => training(day, daily)))).toEqual([1, 2]);
  expect(needless([training(1, daily), training(2, daily), training(20)])).toEqual([1, 2]);
});

test('one that is too old to count is needless once days are walked again', () => {
  expect(needless([training(1), training(13, daily)])).toEqual([]);
  expect(needless([training(1), training(14, daily)])).toEqual([1]);
});

test('a daily one replaces none that counts for longer', () => {
  expect(needless([training(5), ...[6, 7, 8, 9].map((day) => training(day, daily))])).toEqual([
    6, 7,
  ]);
});

test('those of single users go a month at a time, when everybody was trained since', () => {
  const [early, late] = [training(7, ofAnn), training(15, ofAnn)];
  expect(needless([early, late, training(8), training(19)])).toEqual([]);
  expect(needless([early, late, training(8), training(16), training(19)])).toEqual([7, 15, 8]);
  expect(needless([early, late])).toEqual([]);
});

test('what lies in one partition is kept for whichever is needed', () => {
  expect(
    needless([training(3), training(3, daily), training(4, daily), training(5, daily)]),
  ).toEqual([]);
});

test('what was forgotten is not forgotten again, and counts as a replacement', () => {
  const forgotten = { isForgotten: true };
  expect(needless([training(1, forgotten), training(9)])).toEqual([]);
  expect(needless([training(1), training(2, forgotten), training(9)])).toEqual([1]);
});
