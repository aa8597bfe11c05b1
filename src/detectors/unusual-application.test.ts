import { unusualApplication } from './unusual-application.ts';
import { EMPTY_HISTORY, neverSeen, testDetector, usual, WRONG } from './test-support.ts';

const NEVER = {
  signIn: { application: 'Azure CLI' },
  values: { application: neverSeen('Azure CLI') },
};

testDetector(unusualApplication, {
  quiet: {
    'whoever it was did not know the secret': {
      ...NEVER,
      signIn: { application: 'Azure CLI', ...WRONG },
    },
    'a value of every eighth day': {
      values: { application: usual('Azure CLI', { share: 0.027 }) },
    },
    'a user who has new ones all the time': {
      signIn: { application: 'Azure CLI' },
      values: { application: neverSeen('Azure CLI', { noveltyRate: 0.4 }) },
    },
    'what every second colleague uses': {
      signIn: { application: 'Azure CLI' },
      values: { application: neverSeen('Azure CLI', { tenantUsers: 16 }) },
      activeUsers: 32,
    },
    'nothing is known yet': { ...NEVER, ...EMPTY_HISTORY },
  },
  fires: {
    // noveltyRate 0.0033 x 5 sign-ins a day = one day in 60
    'never seen': {
      on: NEVER,
      facts: { application: 'Azure CLI', isNew: true, otherUsers: 0 },
      score: [0.98, 0.985],
    },
    // Laplace: (0.01 x 300 + 1) / (60 + 2), and the rate of new ones
    'seen three times in 60 days': {
      on: { values: { application: usual('Azure CLI', { share: 0.01, tenantUsers: 0 }) } },
      facts: { isNew: false, usualSharePercent: 1 },
      score: [1 - 4 / 62 - 0.0165 - 1e-9, 1 - 4 / 62 - 0.0165 + 1e-9],
    },
  },
});
