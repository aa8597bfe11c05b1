import { z } from 'zod';
import { isStep } from './burst.ts';
import { everyDays, newPerDay, scoreOf } from './chance.ts';
import { defineDetector } from './detector.ts';
import { isNewValue } from './familiar.ts';

const HOUR_MS = 3_600_000;

/** One new application is nothing: colleagues have it, too. Whoever looks through an account, his own or
 *  another's, opens one after the other. The first comes at the user's own rate of new ones, each
 *  further one of the same sitting with `anotherChance`. */
export const newApplications = defineDetector({
  id: 'new-applications',
  title: 'Several new applications at once',
  aspect: 'application',
  techniques: ['T1078.004', 'T1213'],
  description: 'Within hours several applications that the user has never used.',
  needsNoHistory: false,
  needs: ['signIn', 'values', 'history', 'firstUses'],
  options: z.strictObject({
    minApplications: z
      .number()
      .int()
      .min(2)
      .default(2)
      .describe('new ones at which it speaks, and again at 2, 4, 8 … times as many'),
    withinHours: z.number().positive().max(24).default(3).describe('one sitting'),
    anotherChance: z
      .number()
      .gt(0)
      .max(1)
      .default(0.2)
      .describe('how often one new application is followed by another (a new task); by hand'),
    minScore: z.number().gt(0).max(1).default(0.9).describe('less is not worth a word'),
  }),
  *detect({ signIn, values, history, firstUses }, options) {
    const { application } = values;
    if (!isNewValue(application) || history.isLearning) return;
    if (signIn.resultClass !== 'success' || application.times === 0) return;
    const earlier = firstUses.filter(
      (each) =>
        each.application !== signIn.application &&
        signIn.timeMs - each.timeMs <= options.withinHours * HOUR_MS,
    );
    const names = [...new Set(earlier.map((each) => each.application)), signIn.application];
    if (!isStep(names.length, options.minApplications)) return;
    const first = Math.min(1, newPerDay(application, history));
    const chance = first * options.anotherChance ** (names.length - 1);
    if (chance > 1 - options.minScore) return;
    yield {
      score: scoreOf(chance),
      facts: {
        applications: names.join(', '),
        withinHours: (signIn.timeMs - (earlier[0]?.timeMs ?? signIn.timeMs)) / HOUR_MS,
        expectedEveryDays: everyDays(chance),
      },
      signIns: earlier.slice(-20).map(({ id }) => id),
    };
  },
});
