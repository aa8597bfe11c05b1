import type { Random } from '../stats/index.ts';
import type { Department } from './departments.ts';
import { between, chance, normalWithin, pick, wholeBetween } from './draws.ts';

/** When and where somebody works. */
export interface Schedule {
  /** wall clock, minutes after midnight */
  readonly startMinute: number;
  readonly lengthMinutes: number;
  readonly startDeviationMinutes: number;
  /** by weekday, 0 = Sunday */
  readonly worksOn: readonly boolean[];
  readonly isAtHomeOn: readonly number[];
  readonly isNight: boolean;
}

/** The habits of one person. @param isRemote  there is no office to go to */
export function scheduleOf(random: Random, department: Department, isRemote: boolean): Schedule {
  const isShift = chance(random, department.shiftShare);
  const isNight = isShift && chance(random, department.nightShare);
  const isPartTime = chance(random, department.partTimeShare);
  const hour = isNight ? 21.8 : isShift ? pick(random, [6, 6, 13.8]) : department.startHour;
  const start = normalWithin(random, hour, isShift ? 0.15 : department.startDeviation, 5, 22.5);
  const workdays = isShift && chance(random, 0.5) ? pick(random, SHIFT_WEEKS) : WEEK;
  const skips = isPartTime && chance(random, 0.6) ? [random.below(5) + 1, random.below(5) + 1] : [];
  const homeShare = isRemote ? 1 : Math.min(1, department.homeShare * between(random, 0.2, 1.8));
  return {
    startMinute: Math.round(start * 60),
    lengthMinutes: isPartTime && skips.length === 0 ? 300 : wholeBetween(random, 465, 560),
    startDeviationMinutes: isShift ? 8 : between(random, 8, 40),
    worksOn: workdays.map((works, weekday) => works && !skips.includes(weekday)),
    // People have their days at home: the same weekdays again and again.
    isAtHomeOn: workdays.map(() => (isRemote ? 1 : chance(random, homeShare) ? 0.9 : 0.04)),
    isNight,
  };
}

const WEEK = [false, true, true, true, true, true, false];
const SHIFT_WEEKS = [
  [true, false, true, true, true, true, false],
  [true, true, true, false, false, true, true],
  [false, true, true, true, false, true, true],
];
