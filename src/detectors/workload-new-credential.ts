import { z } from 'zod';
import { chanceOfValue, everyDays, scoreOf } from './chance.ts';
import { defineDetector } from './detector.ts';
import { isNewValue, knewSecret } from './familiar.ts';

const CREDENTIALS = 1_000_000;

/** Keys are rotated, so alone it is maintenance; from a new network it is somebody else's key. */
export const workloadNewCredential = defineDetector({
  id: 'workload-new-credential',
  title: 'Workload uses a new credential',
  aspect: 'secret',
  techniques: ['T1098.001', 'T1078.004'],
  description: 'A service principal signs in with a key or certificate that it never used before.',
  needsNoHistory: false,
  needs: ['signIn', 'values', 'history', 'activeUsers'],
  options: z.strictObject({
    minScore: z.number().gt(0).max(1).default(0.9).describe('less is not worth a word'),
  }),
  *detect({ signIn, values, history, activeUsers }, { minScore }) {
    const { credential } = values;
    if (signIn.entityKind === 'user' || !isNewValue(credential) || history.isLearning) return;
    const chance = chanceOfValue(credential, history, activeUsers, CREDENTIALS);
    if (chance > 1 - minScore || !knewSecret(signIn)) return;
    yield {
      score: scoreOf(chance),
      facts: {
        credentialKeyId: credential.value,
        isNewNetwork: isNewValue(values.network),
        expectedEveryDays: everyDays(chance),
      },
    };
  },
});
