import { z } from 'zod';
import { chanceOfValue, everyDays, scoreOf } from './chance.ts';
import { defineDetector } from './detector.ts';
import { knewSecret } from './familiar.ts';

const BY_DEVICE_CODE: readonly string[] = ['deviceCode', 'deviceCodeFlow'];

/** Protocols a stranger would choose from. */
const PROTOCOLS = 4;

/** The code is what is phished: the victim signs in himself, at home, on his own device, so nothing else
 *  may be odd about it. Developers and meeting rooms use device codes daily, and are known for it. */
export const deviceCodeFirstUse = defineDetector({
  id: 'device-code-first-use',
  title: 'First sign-in by device code',
  aspect: 'session',
  techniques: ['T1528', 'T1566'],
  description: 'A sign-in by device code of a user who never or hardly ever signs in that way.',
  needsNoHistory: false,
  needs: ['signIn', 'values', 'history', 'activeUsers'],
  options: z.strictObject({
    minScore: z.number().gt(0).max(1).default(0.9).describe('less is not worth a word'),
  }),
  *detect({ signIn, values, history, activeUsers }, { minScore }) {
    if (!BY_DEVICE_CODE.includes(values.protocol.value)) return;
    if (history.isLearning || signIn.entityKind !== 'user' || !knewSecret(signIn)) return;
    const chance = chanceOfValue(values.protocol, history, activeUsers, PROTOCOLS);
    if (chance > 1 - minScore) return;
    yield {
      score: scoreOf(chance),
      facts: {
        protocol: values.protocol.value,
        isNew: values.protocol.isNew,
        application: signIn.application,
        otherUsers: values.protocol.tenantUsers,
        expectedEveryDays: everyDays(chance),
      },
    };
  },
});
