import { newApplications } from './new-applications.ts';
import {
  EMPTY_HISTORY,
  HOUR,
  MINUTE,
  neverSeen,
  NOW,
  signIn,
  testDetector,
  WRONG,
} from './test-support.ts';

/** 300 sign-ins in 60 days, one application of them seen on one day only: (1 + 1) / 302 x 5 a day. */
const PAYROLL = {
  signIn: { application: 'Payroll' },
  values: { application: neverSeen('Payroll', { times: 300, noveltyRate: 2 / 302 }) },
};
const FIRST = (2 / 302) * 5;
const firstUse = (application: string, timeMs: number) =>
  signIn({ id: application, application, timeMs });

testDetector(newApplications, {
  quiet: {
    'a single new one': PAYROLL,
    'another one on the same morning': {
      ...PAYROLL,
      firstUses: [firstUse('People', NOW - 4 * HOUR)],
    },
    'the same one again': { ...PAYROLL, firstUses: [firstUse('Payroll', NOW - MINUTE)] },
    'a usual one after a new one': { firstUses: [firstUse('People', NOW - MINUTE)] },
    'a third one: told at the second and the fourth': {
      ...PAYROLL,
      firstUses: [firstUse('People', NOW - 2 * MINUTE), firstUse('Code', NOW - MINUTE)],
    },
    'somebody who has new ones all the time': {
      signIn: PAYROLL.signIn,
      values: { application: neverSeen('Payroll', { times: 300, noveltyRate: 0.2 }) },
      firstUses: [firstUse('People', NOW - MINUTE)],
    },
    'not let in': {
      signIn: { ...PAYROLL.signIn, ...WRONG },
      values: PAYROLL.values,
      firstUses: [firstUse('People', NOW - MINUTE)],
    },
    'the first days of a new colleague': {
      ...PAYROLL,
      ...EMPTY_HISTORY,
      firstUses: [firstUse('People', NOW - MINUTE)],
    },
  },
  fires: {
    'a second one within the hour': {
      on: { ...PAYROLL, firstUses: [firstUse('People', NOW - HOUR)] },
      facts: { applications: 'People, Payroll', withinHours: 1 },
      score: [1 - FIRST * 0.2001, 1 - FIRST * 0.1999],
      signIns: ['People'],
    },
    'a fourth one': {
      on: {
        ...PAYROLL,
        firstUses: ['People', 'Code', 'Code', 'Design'].map((name, at) =>
          firstUse(name, NOW - HOUR + at * MINUTE),
        ),
      },
      facts: { applications: 'People, Code, Design, Payroll' },
      score: [1 - FIRST * 0.00801, 1 - FIRST * 0.00799],
    },
  },
});
