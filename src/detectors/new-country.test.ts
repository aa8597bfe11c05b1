import { newCountry } from './new-country.ts';
import {
  DAY,
  EMPTY_HISTORY,
  LIMA,
  NOW,
  neverSeen,
  testDetector,
  usual,
  WRONG,
} from './test-support.ts';

const PERU = neverSeen('PE');

testDetector(newCountry, {
  quiet: {
    'a wrong secret from abroad: everybody is guessed at': {
      signIn: { ...LIMA, ...WRONG },
      values: { country: PERU },
    },
    'a country that comes every other day': {
      values: { country: usual('SE', { share: 0.1, count: 14 }) },
    },
    'a user who is in a new country every week': {
      signIn: LIMA,
      values: { country: neverSeen('PE', { noveltyRate: 0.03 }) },
    },
    'a country in which many colleagues are': {
      values: { country: neverSeen('DE', { tenantUsers: 16 }) },
      history: { days: 12, signIns: 60 },
      activeUsers: 40,
    },
    'an egress of the organisation that was moved abroad': {
      values: { country: PERU, network: neverSeen('203.0.113.0/24', { tenantManagedUsers: 3 }) },
    },
    'a country that the log does not say': { values: { country: neverSeen('') } },
    'nothing is known yet': { ...EMPTY_HISTORY, values: { country: PERU } },
  },
  fires: {
    // noveltyRate 0.0033 x 5 sign-ins a day = one day in 60
    'a country never seen': {
      on: { signIn: LIMA, values: { country: PERU } },
      facts: { country: 'PE', isNew: true, usualSharePercent: 0, lastSeenDays: null },
      score: [0.98, 0.985],
    },
    // Laplace: (0.01 x 300 + 1) / (60 + 2), and the rate of new ones
    'a country seen three times in 60 days': {
      on: {
        values: { country: usual('SE', { share: 0.01, tenantUsers: 0, lastMs: NOW - 20 * DAY }) },
      },
      facts: { country: 'SE', isNew: false, usualSharePercent: 1, lastSeenDays: 20 },
      score: [1 - 4 / 62 - 0.0165 - 1e-9, 1 - 4 / 62 - 0.0165 + 1e-9],
    },
    'only one colleague is there: it may be another victim': {
      on: { signIn: LIMA, values: { country: neverSeen('PE', { tenantUsers: 1 }) } },
      score: [0.98, 0.985],
    },
    'stopped by conditional access, with the right password': {
      on: {
        signIn: { ...LIMA, resultCode: 53_003, resultClass: 'policy' },
        values: { country: PERU },
      },
    },
  },
});
