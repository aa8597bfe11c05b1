import { z } from 'zod';
import type { EarlierSignIn } from '../schema/sign-in.ts';
import { burstChance } from './burst.ts';
import { scoreOf } from './chance.ts';
import { defineDetector } from './detector.ts';
import { isNewValue, isTenantEgress, knewSecret, MIN_EGRESS_USERS } from './familiar.ts';

/** Only wrong secrets of the same source count: the bots that guess at everybody say nothing of a user
 *  who signs in from elsewhere. At a network that is the user's own it is the user who mistypes. */
export const rightSecretAfterGuessing = defineDetector({
  id: 'right-secret-after-guessing',
  title: 'Right secret after guessing',
  aspect: 'secret',
  techniques: ['T1110.001'],
  description: 'The right secret from a network that is not the user’s, after a run of wrong ones.',
  needsNoHistory: true,
  needs: ['signIn', 'values', 'recent', 'failures'],
  options: z.strictObject({
    minWrong: z
      .number()
      .int()
      .min(1)
      .default(5)
      .describe('wrong secrets in the day before; people who forgot give up or reset before'),
    minEgressUsers: MIN_EGRESS_USERS,
    minScore: z.number().gt(0).max(1).default(0.9).describe('less is not worth a word'),
  }),
  *detect(evidence, { minWrong, minEgressUsers, minScore }) {
    const { signIn, values, recent, failures } = evidence;
    if (failures.wrongSecretsLastDay < minWrong || !isNewValue(values.network)) return;
    if (!knewSecret(signIn) || signIn.resultClass === 'mfaRefused') return;
    const wrong = recent.filter(
      (earlier) => earlier.resultClass === 'wrongSecret' && isSameSource(earlier, signIn),
    );
    if (wrong.length < minWrong || isTenantEgress(evidence, minEgressUsers)) return;
    const chance = burstChance(wrong.length, wrong.length + 1, failures);
    if (chance > 1 - minScore) return;
    const firstMs = wrong[0]?.timeMs ?? signIn.timeMs;
    yield {
      score: scoreOf(chance),
      facts: {
        wrongSecrets: wrong.length,
        overMinutes: (signIn.timeMs - firstMs) / 60_000,
        addresses: new Set(wrong.map(({ ipAddress }) => ipAddress)).size,
      },
      signIns: wrong.slice(-20).map(({ id }) => id),
    };
  },
});

/** A guesser changes addresses more easily than provider or tool. */
function isSameSource(a: EarlierSignIn, b: EarlierSignIn): boolean {
  return (
    (a.network !== '' && a.network === b.network) ||
    (a.asn !== 0 && a.asn === b.asn) ||
    (a.userAgent !== '' && a.userAgent === b.userAgent && a.country === b.country)
  );
}
