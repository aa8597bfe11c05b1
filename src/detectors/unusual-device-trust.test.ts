import { unusualDeviceTrust } from './unusual-device-trust.ts';
import { EMPTY_HISTORY, MANAGED, neverSeen, testDetector, usual, WRONG } from './test-support.ts';

const NEVER = {
  signIn: { deviceId: '' },
  values: { deviceTrust: neverSeen('Windows, unregistered') },
};

testDetector(unusualDeviceTrust, {
  quiet: {
    'whoever it was did not know the secret': {
      ...NEVER,
      signIn: { deviceId: '', ...WRONG },
    },
    'a value of every eighth day': {
      values: { deviceTrust: usual('Windows, unregistered', { share: 0.027 }) },
    },
    'a user who has new ones all the time': {
      signIn: { deviceId: '' },
      values: { deviceTrust: neverSeen('Windows, unregistered', { noveltyRate: 0.4 }) },
    },
    'a device that the organisation manages': {
      signIn: { ...MANAGED },
      values: { deviceTrust: neverSeen('Windows, unregistered') },
    },
    'nothing is known yet': { ...NEVER, ...EMPTY_HISTORY },
  },
  fires: {
    // noveltyRate 0.0033 x 5 sign-ins a day = one day in 60
    'never seen': {
      on: NEVER,
      facts: { deviceTrust: 'Windows, unregistered', isNew: true, otherUsers: 0 },
      score: [0.98, 0.985],
    },
    // Laplace: (0.01 x 300 + 1) / (60 + 2), and the rate of new ones
    'seen three times in 60 days': {
      on: {
        values: { deviceTrust: usual('Windows, unregistered', { share: 0.01, tenantUsers: 0 }) },
      },
      facts: { isNew: false, usualSharePercent: 1 },
      score: [1 - 4 / 62 - 0.0165 - 1e-9, 1 - 4 / 62 - 0.0165 + 1e-9],
    },
  },
});
