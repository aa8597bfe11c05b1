import { z } from 'zod';
import { burstChance, isStep } from './burst.ts';
import { scoreOf } from './chance.ts';
import { defineDetector } from './detector.ts';

/** Says that somebody hammers at the account, not that he got in: alone it is weather. */
export const failureBurst = defineDetector({
  id: 'failure-burst',
  title: "Failures beyond the user's own rate",
  aspect: 'secret',
  techniques: ['T1110.001'],
  description: 'More wrong secrets and refused second factors in an hour than this user ever has.',
  needsNoHistory: true,
  needs: ['signIn', 'failures'],
  options: z.strictObject({
    minFailures: z
      .number()
      .int()
      .min(1)
      .default(5)
      .describe('failures in an hour at which it speaks, and again at 2, 4, 8 … times as many'),
    minScore: z.number().gt(0).max(1).default(0.9).describe('less is not worth a word'),
  }),
  *detect({ signIn, failures }, { minFailures, minScore }) {
    if (failures.lastHour < minFailures || !isStep(failures.lastHour, minFailures)) return;
    // of refused second factors tells mfa-fatigue
    if (signIn.resultClass !== 'wrongSecret') return;
    const attempts = Math.max(failures.attemptsLastHour, failures.lastHour);
    const chance = burstChance(failures.lastHour, attempts, failures);
    if (chance > 1 - minScore) return;
    yield {
      score: scoreOf(chance),
      facts: {
        failuresLastHour: failures.lastHour,
        attemptsLastHour: attempts,
        failuresLastDay: failures.lastDay,
        usualFailurePercent:
          failures.usualAttempts > 0 ? (failures.usualFailures / failures.usualAttempts) * 100 : 0,
      },
    };
  },
});
