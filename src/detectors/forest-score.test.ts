import { expect, test } from 'vitest';
import { forestScore } from './forest-score.ts';
import { claimsOf, EMPTY_HISTORY, testDetector, WRONG } from './test-support.ts';

const ODD = {
  score: 0.71,
  tailProbability: 0.0002,
  isBorrowed: false,
  attribution: [
    { feature: 'application', contribution: 0.11 },
    { feature: 'hour', contribution: 0.06 },
    { feature: 'asn', contribution: 0.02 },
  ],
};

testDetector(forestScore, {
  quiet: {
    'one sign-in in fifty scores as high': { forest: { ...ODD, tailProbability: 0.02 } },
    'whoever it was did not know the secret': { signIn: WRONG, forest: ODD },
    'no model yet': { forest: null },
    'nothing is known yet': { ...EMPTY_HISTORY, forest: ODD },
  },
  fires: {
    // five sign-ins a day, 0.0002 each: one day in 1,000
    'one in five thousand scores as high': {
      on: { forest: ODD },
      facts: { forestScore: 0.71, mostUnusual: 'application', expectedEveryDays: 1000 },
      score: [0.999, 0.999],
    },
    'by the model of the tenant, which it says': {
      on: { forest: { ...ODD, isBorrowed: true } },
      facts: { isBorrowedModel: true },
    },
    'without an attribution': {
      on: { forest: { ...ODD, attribution: [] } },
      facts: { mostUnusual: '' },
    },
  },
});

test.each([
  ['asn', 'place'],
  ['userAgent', 'device'],
  ['protocol', 'secret'],
  ['hoursSinceLast', 'time'],
  ['distanceKm', 'place'],
  ['something else', 'model'],
])('speaks of the aspect of its leading feature: %s is %s', (feature, aspect) => {
  const forest = { ...ODD, attribution: [{ feature, contribution: 0.1 }] };
  expect(claimsOf(forestScore, { forest })[0]?.aspect).toBe(aspect);
});
