import { deviceCodeFirstUse } from './device-code-first-use.ts';
import { EMPTY_HISTORY, neverSeen, testDetector, usual, WRONG } from './test-support.ts';

const FIRST = { values: { protocol: neverSeen('deviceCode') } };

testDetector(deviceCodeFirstUse, {
  quiet: {
    'a developer who does it weekly': {
      values: { protocol: usual('deviceCode', { share: 0.03 }) },
    },
    'another protocol for the first time': { values: { protocol: neverSeen('oAuth2') } },
    'a code that was not confirmed': {
      ...FIRST,
      signIn: { resultCode: 70_016, resultClass: 'interrupt' },
    },
    'a wrong password': { ...FIRST, signIn: WRONG },
    'a service principal': { ...FIRST, signIn: { entityKind: 'servicePrincipal' } },
    'nothing is known yet': { ...FIRST, ...EMPTY_HISTORY },
  },
  fires: {
    // noveltyRate 0.0033 x 5 sign-ins a day = one day in 60
    'never done before': {
      on: FIRST,
      facts: { protocol: 'deviceCode', isNew: true, application: 'Microsoft Teams' },
      score: [0.98, 0.985],
    },
    'tokens that came of one': {
      on: { values: { protocol: neverSeen('deviceCodeFlow') } },
    },
  },
});
