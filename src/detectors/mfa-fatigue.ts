import { z } from 'zod';
import { burstChance, isStep } from './burst.ts';
import { scoreOf } from './chance.ts';
import { defineDetector } from './detector.ts';
import { isNewValue } from './familiar.ts';

/** Whoever makes second factors be refused has the password. From the user's own network it is a user
 *  with a new telephone. */
export const mfaFatigue = defineDetector({
  id: 'mfa-fatigue',
  title: 'Second factor refused again and again',
  aspect: 'secret',
  techniques: ['T1621'],
  description:
    'Several refused second factors in an hour from a network that is not the user’s, or a sign-in after them.',
  needsNoHistory: true,
  needs: ['signIn', 'values', 'recent', 'failures'],
  options: z.strictObject({
    minRefused: z
      .number()
      .int()
      .min(2)
      .default(3)
      .describe('refusals in an hour at which it speaks, and again at 2, 4, 8 … times as many'),
    minScore: z.number().gt(0).max(1).default(0.9).describe('less is not worth a word'),
  }),
  *detect({ signIn, values, recent, failures }, { minRefused, minScore }) {
    const refused = failures.mfaRefusedLastHour;
    if (refused < minRefused || !isNewValue(values.network)) return;
    const isRefusal = signIn.resultClass === 'mfaRefused' && isStep(refused, minRefused);
    if (!isRefusal && signIn.resultClass !== 'success') return;
    const attempts = Math.max(failures.attemptsLastHour, refused);
    const chance = burstChance(refused, attempts, failures);
    if (chance > 1 - minScore) return;
    yield {
      score: scoreOf(chance),
      facts: { refusedLastHour: refused, gaveInAtLast: signIn.resultClass === 'success' },
      signIns: recent
        .filter(({ resultClass }) => resultClass === 'mfaRefused')
        .slice(-20)
        .map(({ id }) => id),
    };
  },
});
