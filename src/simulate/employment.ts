import type { Random } from '../stats/index.ts';
import type { DayNumber } from './calendar.ts';
import { chance, wholeBetween } from './draws.ts';

/** How much somebody signs in: as usual, about once in ten days, or not at all after the first days. */
export type Activity = 'regular' | 'rare' | 'dormant';

/** One account in 33 is dormant, in small tenants too; one in sixteen is used rarely, of guests most. */
export function activityOf(random: Random, number: number, isGuest: boolean): Activity {
  if (number % 33 === 7) return 'dormant';
  return chance(random, isGuest ? 0.6 : 0.06) ? 'rare' : 'regular';
}

/** The days between which somebody is with the company and not absent for long. */
export interface Employment {
  readonly joinedDay: DayNumber;
  readonly leftDay: DayNumber;
  readonly absentFromDay: DayNumber;
  readonly absentToDay: DayNumber;
}

const ALWAYS: Employment = {
  joinedDay: Number.NEGATIVE_INFINITY,
  leftDay: Number.POSITIVE_INFINITY,
  absentFromDay: Number.POSITIVE_INFINITY,
  absentToDay: Number.NEGATIVE_INFINITY,
};

/** One in twenty came in the period, half of them in its last ten days; one in fifty left; one in fifty was
 *  away for weeks (children, illness) and came back. */
export function employment(
  random: Random,
  firstDay: DayNumber,
  lastDay: DayNumber,
  activity: Activity,
): Employment {
  const dice = random.uniform();
  const days = lastDay - firstDay + 1;
  if (activity !== 'regular') return ALWAYS;
  if (dice < 0.025) return { ...ALWAYS, joinedDay: lastDay - random.below(Math.min(days, 10)) };
  if (dice < 0.05) return { ...ALWAYS, joinedDay: firstDay + random.below(days) };
  if (dice < 0.07) return { ...ALWAYS, leftDay: firstDay + random.below(days) };
  if (dice >= 0.09) return ALWAYS;
  const absentFromDay = firstDay + wholeBetween(random, -30, 10);
  return { ...ALWAYS, absentFromDay, absentToDay: absentFromDay + wholeBetween(random, 30, 75) };
}
