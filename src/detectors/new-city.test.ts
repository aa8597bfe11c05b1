import { newCity } from './new-city.ts';
import { EMPTY_HISTORY, LIMA, neverSeen, testDetector, usual, WRONG } from './test-support.ts';

const NEVER = { signIn: LIMA, values: { city: neverSeen('Lima, PE') } };

testDetector(newCity, {
  quiet: {
    'whoever it was did not know the secret': {
      ...NEVER,
      signIn: { ...LIMA, ...WRONG },
    },
    'a value of every eighth day': { values: { city: usual('Lima, PE', { share: 0.027 }) } },
    'a user who has new ones all the time': {
      signIn: LIMA,
      values: { city: neverSeen('Lima, PE', { noveltyRate: 0.4 }) },
    },
    'an egress of the organisation': {
      signIn: LIMA,
      values: {
        city: neverSeen('Lima, PE'),
        address: neverSeen('203.0.113.7', { tenantManagedUsers: 3 }),
      },
    },
    'nothing is known yet': { ...NEVER, ...EMPTY_HISTORY },
  },
  fires: {
    // noveltyRate 0.0033 x 5 sign-ins a day = one day in 60
    'never seen': {
      on: NEVER,
      facts: { city: 'Lima, PE', isNew: true, otherUsers: 0 },
      score: [0.98, 0.985],
    },
    // Laplace: (0.01 x 300 + 1) / (60 + 2), and the rate of new ones
    'seen three times in 60 days': {
      on: { values: { city: usual('Lima, PE', { share: 0.01, tenantUsers: 0 }) } },
      facts: { isNew: false, usualSharePercent: 1 },
      score: [1 - 4 / 62 - 0.0165 - 1e-9, 1 - 4 / 62 - 0.0165 + 1e-9],
    },
  },
});
