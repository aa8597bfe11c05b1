import { EMPTY_HISTORY, LIMA, neverSeen, testDetector, WRONG } from './test-support.ts';
import { unusualHour } from './unusual-hour.ts';

/** Sunday, 03:00 to 04:00. */
const NIGHT = { hourOfWeek: 147, relativeDensity: 0.01, surprise: 9.7 };

testDetector(unusualHour, {
  quiet: {
    'an hour that is a little unusual': { hour: { relativeDensity: 0.03 } },
    'a token refreshed in the background': {
      signIn: { kind: 'nonInteractive' },
      hour: { ...NIGHT, isBackground: true },
    },
    'abroad, where the clock is another': {
      signIn: LIMA,
      values: { country: neverSeen('PE') },
      hour: NIGHT,
    },
    'a stranger who guesses at night': { signIn: WRONG, hour: NIGHT },
    'nothing is known yet': { ...EMPTY_HISTORY, hour: NIGHT },
  },
  fires: {
    // at most 1 % of the sign-ins are at such hours: with five a day, one in 20 days
    'at night, by somebody who works by day': {
      on: { hour: NIGHT },
      facts: { weekday: 'Sunday', hourOfDay: 3, zone: 'Europe/Oslo', expectedEveryDays: 20 },
      score: [0.95, 0.95],
    },
    'and so for a service principal': {
      on: { signIn: { kind: 'servicePrincipal', entityKind: 'servicePrincipal' }, hour: NIGHT },
    },
  },
});
