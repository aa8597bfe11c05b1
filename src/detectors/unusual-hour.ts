import { z } from 'zod';
import { everyDays, scoreOf } from './chance.ts';
import { defineDetector } from './detector.ts';
import { isNewValue, knewSecret } from './familiar.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The hours in which the user is at most as active as in this one hold at most `relativeDensity` of
 *  all sign-ins (each of the 168 holds no more than its own share), which bounds the chance. Background
 *  refreshes come at any hour: they neither have nor teach one. Abroad the clock is another. */
export const unusualHour = defineDetector({
  id: 'unusual-hour',
  title: 'Unusual hour or weekday',
  aspect: 'time',
  techniques: ['T1078.004'],
  description: 'A sign-in at an hour of the week at which the user is hardly ever active.',
  needsNoHistory: false,
  needs: ['signIn', 'values', 'history', 'hour'],
  options: z.strictObject({
    minScore: z
      .number()
      .gt(0)
      .max(1)
      .default(0.9)
      .describe('0.9: what one ordinary day in ten brings is not worth a word'),
  }),
  *detect({ signIn, values, history, hour }, { minScore }) {
    const chance = Math.min(1, hour.relativeDensity * Math.max(1, hour.signInsPerDay));
    if (chance > 1 - minScore || history.isLearning) return;
    if (hour.isBackground || isNewValue(values.country) || !knewSecret(signIn)) return;
    yield {
      score: scoreOf(chance),
      facts: {
        weekday: WEEKDAYS[Math.floor(hour.hourOfWeek / 24)] ?? '',
        hourOfDay: hour.hourOfWeek % 24,
        zone: hour.zone,
        isZoneKnown: hour.isZoneKnown,
        usualDensityPercent: hour.relativeDensity * 100,
        expectedEveryDays: everyDays(chance),
      },
    };
  },
});
