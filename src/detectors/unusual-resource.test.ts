import { unusualResource } from './unusual-resource.ts';
import { EMPTY_HISTORY, neverSeen, testDetector, usual, WRONG } from './test-support.ts';

const NEVER = {
  signIn: { resource: 'Azure Key Vault' },
  values: { resource: neverSeen('Azure Key Vault') },
};

testDetector(unusualResource, {
  quiet: {
    'whoever it was did not know the secret': {
      ...NEVER,
      signIn: { resource: 'Azure Key Vault', ...WRONG },
    },
    'a value of every eighth day': {
      values: { resource: usual('Azure Key Vault', { share: 0.027 }) },
    },
    'a user who has new ones all the time': {
      signIn: { resource: 'Azure Key Vault' },
      values: { resource: neverSeen('Azure Key Vault', { noveltyRate: 0.4 }) },
    },
    'what every second colleague uses': {
      signIn: { resource: 'Azure Key Vault' },
      values: { resource: neverSeen('Azure Key Vault', { tenantUsers: 16 }) },
      activeUsers: 32,
    },
    'nothing is known yet': { ...NEVER, ...EMPTY_HISTORY },
  },
  fires: {
    // noveltyRate 0.0033 x 5 sign-ins a day = one day in 60
    'never seen': {
      on: NEVER,
      facts: { resource: 'Azure Key Vault', isNew: true, otherUsers: 0 },
      score: [0.98, 0.985],
    },
    // Laplace: (0.01 x 300 + 1) / (60 + 2), and the rate of new ones
    'seen three times in 60 days': {
      on: { values: { resource: usual('Azure Key Vault', { share: 0.01, tenantUsers: 0 }) } },
      facts: { isNew: false, usualSharePercent: 1 },
      score: [1 - 4 / 62 - 0.0165 - 1e-9, 1 - 4 / 62 - 0.0165 + 1e-9],
    },
  },
});
