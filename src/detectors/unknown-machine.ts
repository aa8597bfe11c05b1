import { z } from 'zod';
import { everyDays, newPerDayAtAll, scoreOf, sharedWith } from './chance.ts';
import { defineDetector } from './detector.ts';
import type { EarlierSignIn } from '../schema/sign-in.ts';
import { isNewValue, isTenantEgress, knewSecret, MIN_EGRESS_USERS } from './familiar.ts';

/** Home providers, VPNs and hosters that somebody in the same country chooses from, to the order of
 *  magnitude; by hand. */
const STRANGERS = 20;

/** What a password stolen next door looks like: the city is the user's, everybody has a Windows that
 *  nobody manages, the telephone is on new networks daily and the laptop on the VPN. Only together they say something:
 *  such a machine was never there. A machine that moves brings its session along; whoever has only
 *  the password begins one. Where even the kind of machine is new the device's own detectors say so,
 *  and it is not said twice. */
export const unknownMachine = defineDetector({
  id: 'unknown-machine',
  title: 'Unknown machine on strange provider',
  aspect: 'place',
  techniques: ['T1078.004'],
  description:
    'A new session of a computer that the organisation does not know, through a provider where none of this user’s ever was.',
  needsNoHistory: false,
  needs: ['signIn', 'values', 'history', 'recent', 'activeUsers'],
  options: z.strictObject({
    minScore: z.number().gt(0).max(1).default(0.9).describe('less is not worth a word'),
    minEgressUsers: MIN_EGRESS_USERS,
  }),
  *detect(evidence, { minScore, minEgressUsers }) {
    const { signIn, values, history, recent, activeUsers } = evidence;
    const { unknownMachineAsn } = values;
    if (!isNewValue(unknownMachineAsn) || history.isLearning) return;
    if (isNewValue(values.deviceTrust) || !knewSecret(signIn) || isContinued(signIn, recent))
      return;
    const chance =
      newPerDayAtAll(unknownMachineAsn, history) *
      sharedWith(unknownMachineAsn, activeUsers, STRANGERS);
    if (chance > 1 - minScore || isTenantEgress(evidence, minEgressUsers)) return;
    yield {
      score: scoreOf(chance),
      facts: {
        asn: unknownMachineAsn.value,
        isNewProvider: isNewValue(values.asn),
        operatingSystem: signIn.operatingSystem,
        otherUsers: unknownMachineAsn.tenantUsers,
        expectedEveryDays: everyDays(chance),
      },
    };
  },
});

/** The session began somewhere else, or before: nobody typed a secret here. */
function isContinued(signIn: EarlierSignIn, recent: readonly EarlierSignIn[]): boolean {
  if (signIn.authenticationMethod === PREVIOUSLY) return true;
  const { sessionId, network } = signIn;
  return (
    sessionId !== '' &&
    recent.some((earlier) => earlier.sessionId === sessionId && earlier.network !== network)
  );
}

/** As Microsoft says that no factor was asked for. */
const PREVIOUSLY = 'Previously satisfied';
