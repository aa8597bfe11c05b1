import { dormantAccount } from './dormant-account.ts';
import {
  DAY,
  EMPTY_HISTORY,
  LIMA,
  MANAGED,
  neverSeen,
  NOW,
  testDetector,
  WRONG,
} from './test-support.ts';

/** 70 days of silence after a single day. */
const SILENT = {
  signIns: 3,
  days: 70,
  isLearning: true,
  previousMs: NOW - 70 * DAY,
  lastTaughtMs: NOW - 70 * DAY,
  usualGapDays: null,
  longestGapDays: 0,
};
const STRANGE = { asn: neverSeen('AS64999'), browser: neverSeen('Firefox') };

testDetector(dormantAccount, {
  quiet: {
    'two weeks of holiday': { history: { lastTaughtMs: NOW - 14 * DAY } },
    'four weeks of holiday': { history: { lastTaughtMs: NOW - 28 * DAY } },
    'who was silent as long before': {
      history: { usualGapDays: 6, longestGapDays: 91, lastTaughtMs: NOW - 90 * DAY },
    },
    'a new account': EMPTY_HISTORY,
    'strangers guess at it': { signIn: WRONG, history: SILENT },
  },
  fires: {
    // Markov: 7 / 70
    'from home, on the old computer': {
      on: { history: SILENT },
      facts: { silenceDays: 70, usualGapDays: null, isNewProvider: false, isNewDevice: false },
      score: [0.9, 0.9],
    },
    'from a provider and with a browser never seen': {
      on: { signIn: LIMA, values: STRANGE, history: SILENT },
      facts: { isNewProvider: true, isNewDevice: true, country: 'PE' },
      score: [0.9959, 0.9961],
    },
    'on a new managed device: somebody came back': {
      on: { signIn: MANAGED, values: { browser: neverSeen('Firefox') }, history: SILENT },
      facts: { isNewDevice: false },
      score: [0.9, 0.9],
    },
    // on every day: 1 / 50
    'while the other detectors still know the habits': {
      on: {
        signIn: LIMA,
        values: STRANGE,
        history: { usualGapDays: 0.99, longestGapDays: 3, lastTaughtMs: NOW - 50 * DAY },
      },
      facts: { usualGapDays: 1, isNewProvider: false },
      score: [0.98, 0.98],
    },
    'not very odd of who comes every other month': {
      on: { history: { usualGapDays: 29, longestGapDays: 29, lastTaughtMs: NOW - 58 * DAY } },
      score: [0.5, 0.5],
    },
  },
});
