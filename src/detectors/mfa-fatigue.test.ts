import { mfaFatigue } from './mfa-fatigue.ts';
import { LIMA, MINUTE, neverSeen, NOW, REFUSED, signIn, testDetector } from './test-support.ts';

const STRANGE = { network: neverSeen(LIMA.network) };
const refusals = [3, 2, 1].map((minutes) =>
  signIn({ ...LIMA, ...REFUSED, id: `refused-${minutes}`, timeMs: NOW - minutes * MINUTE }),
);

testDetector(mfaFatigue, {
  quiet: {
    'a user with a new telephone, at home': {
      signIn: REFUSED,
      failures: { mfaRefusedLastHour: 3, attemptsLastHour: 3 },
    },
    'two refusals': {
      signIn: { ...LIMA, ...REFUSED },
      values: STRANGE,
      failures: { mfaRefusedLastHour: 2, attemptsLastHour: 2 },
    },
    'the fourth: it was told at the third': {
      signIn: { ...LIMA, ...REFUSED },
      values: STRANGE,
      failures: { mfaRefusedLastHour: 4, attemptsLastHour: 4 },
    },
  },
  fires: {
    'the third refusal': {
      on: {
        signIn: { ...LIMA, ...REFUSED },
        values: STRANGE,
        failures: { mfaRefusedLastHour: 3, attemptsLastHour: 3 },
        recent: refusals.slice(1),
      },
      facts: { refusedLastHour: 3, gaveInAtLast: false },
      score: [0.99, 1],
      signIns: ['refused-2', 'refused-1'],
    },
    'then the user gives in': {
      on: {
        signIn: LIMA,
        values: STRANGE,
        failures: { mfaRefusedLastHour: 5, attemptsLastHour: 6 },
        recent: refusals,
      },
      facts: { refusedLastHour: 5, gaveInAtLast: true },
      signIns: ['refused-3', 'refused-2', 'refused-1'],
    },
  },
});
