import { newAddress } from './new-address.ts';
import { EMPTY_HISTORY, LIMA, neverSeen, testDetector, usual, WRONG } from './test-support.ts';

const NEVER = { signIn: LIMA, values: { address: neverSeen('203.0.113.7') } };

testDetector(newAddress, {
  quiet: {
    'whoever it was did not know the secret': {
      ...NEVER,
      signIn: { ...LIMA, ...WRONG },
    },
    'a value of every eighth day': { values: { address: usual('203.0.113.7', { share: 0.027 }) } },
    'a user who has new ones all the time': {
      signIn: LIMA,
      values: { address: neverSeen('203.0.113.7', { noveltyRate: 0.4 }) },
    },
    'an address of the organisation': {
      signIn: LIMA,
      values: { address: neverSeen('203.0.113.7', { tenantManagedUsers: 3 }) },
    },
    'nothing is known yet': { ...NEVER, ...EMPTY_HISTORY },
  },
  fires: {
    // noveltyRate 0.0033 x 5 sign-ins a day = one day in 60
    'never seen': {
      on: NEVER,
      facts: { address: '203.0.113.7', isNew: true, otherUsers: 0 },
      score: [0.98, 0.985],
    },
    // Laplace: (0.01 x 300 + 1) / (60 + 2), and the rate of new ones
    'seen three times in 60 days': {
      on: { values: { address: usual('203.0.113.7', { share: 0.01, tenantUsers: 0 }) } },
      facts: { isNew: false, usualSharePercent: 1 },
      score: [1 - 4 / 62 - 0.0165 - 1e-9, 1 - 4 / 62 - 0.0165 + 1e-9],
    },
  },
});
