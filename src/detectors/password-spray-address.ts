import { z } from 'zod';
import { poissonTail } from '../stats/index.ts';
import { COUNTED_USERS, scoreOf, USUAL_DAYS } from './chance.ts';
import { defineDetector } from './detector.ts';
import { isTenantEgress, knewSecret, MIN_EGRESS_USERS } from './familiar.ts';

/** Innocent addresses with many users see failures of many, so the number is held against the users
 *  who are at home there. Where more are than are counted, or where the user is at home, it says
 *  nothing. */
export const passwordSprayAddress = defineDetector({
  id: 'password-spray-address',
  title: 'Right secret from a spraying address',
  aspect: 'secret',
  techniques: ['T1110.003'],
  description:
    'The right secret from an address that had wrong ones for many users the day before.',
  needsNoHistory: true,
  needs: ['signIn', 'values', 'addressFailures'],
  options: z.strictObject({
    minUsers: z
      .number()
      .int()
      .min(2)
      .default(5)
      .describe('users with wrong secrets from the address (Sentinel: 5 in 20 minutes)'),
    failingUsersPerDay: z
      .number()
      .gt(0)
      .max(1)
      .default(0.1)
      .describe('share of users who mistype on a day; chosen by hand, on the high side'),
    minEgressUsers: MIN_EGRESS_USERS,
  }),
  *detect(evidence, { minUsers, failingUsersPerDay, minEgressUsers }) {
    const { signIn, values, addressFailures } = evidence;
    const { users, attempts } = addressFailures;
    if (users < minUsers || !knewSecret(signIn)) return;
    if (values.address.recentDays >= USUAL_DAYS) return;
    const atHome = values.address.tenantUsers;
    if (atHome >= COUNTED_USERS || isTenantEgress(evidence, minEgressUsers)) return;
    yield {
      score: scoreOf(poissonTail(users, (atHome + 1) * failingUsersPerDay)),
      facts: {
        ipAddress: signIn.ipAddress,
        usersWithWrongSecrets: users,
        wrongSecrets: attempts,
        usersAtHomeThere: atHome,
      },
    };
  },
});
