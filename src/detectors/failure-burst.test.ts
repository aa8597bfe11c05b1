import { failureBurst } from './failure-burst.ts';
import { REFUSED, testDetector, WRONG } from './test-support.ts';

testDetector(failureBurst, {
  quiet: {
    'four wrong passwords after a holiday': {
      signIn: WRONG,
      failures: { lastHour: 4, attemptsLastHour: 4 },
    },
    'between two steps: it was told at the fifth': {
      signIn: WRONG,
      failures: { lastHour: 7, attemptsLastHour: 7 },
    },
    'a script with an old password, which always fails': {
      signIn: WRONG,
      failures: { lastHour: 10, attemptsLastHour: 10, usualFailures: 900, usualAttempts: 1000 },
    },
    'the refusal of a second factor, of which another detector tells': {
      signIn: REFUSED,
      failures: { lastHour: 5, attemptsLastHour: 5 },
    },
    'an interrupt, which is no failure': {
      signIn: { resultCode: 50_140, resultClass: 'interrupt' },
      failures: { lastHour: 5, attemptsLastHour: 6 },
    },
  },
  fires: {
    // all five of Beta(4 m, 4 (1 - m)), m = 3.5 / 160: the product of (4 m + i) / (4 + i)
    'the fifth wrong password in an hour': {
      on: { signIn: WRONG, failures: { lastHour: 5, attemptsLastHour: 5 } },
      facts: { failuresLastHour: 5, attemptsLastHour: 5, usualFailurePercent: 2 },
      score: [0.999_626, 0.999_628],
    },
    'and the tenth': {
      on: { signIn: WRONG, failures: { lastHour: 10, attemptsLastHour: 12 } },
      facts: { failuresLastHour: 10 },
    },
  },
});
