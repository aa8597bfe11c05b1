import { HOURS_OF_WEEK, weekDensityAt } from '../stats/index.ts';
import { BACKGROUND, type HabitEvent, type Habits } from './habits.ts';

/** One night is one event: what was done in these hours does not make the next minutes usual. Chosen by
 *  hand: a working day is over before the next one begins. */
const UNSETTLED_MS = 12 * 3_600_000;

interface Unsettled {
  readonly timeMs: number;
  readonly hour: number;
  readonly weight: number;
}

/** The hours of the week as they were known half a day ago: those of `Habits.hours` but for the newest. */
export class SettledHours {
  readonly #hours: Float64Array;
  #newest: Unsettled[] = [];

  /** @param habits  all that is in it is settled */
  constructor(habits: Pick<Habits<never>, 'hours'>) {
    this.#hours = Float64Array.from(habits.hours);
  }

  /** -log of how likely an hour is, relative to an even week; 0 in the background. */
  surprise({ timeMs, hour }: Pick<HabitEvent<never>, 'timeMs' | 'hour'>): number {
    if (hour === BACKGROUND) return 0;
    this.#settle(timeMs - UNSETTLED_MS);
    return -Math.log(weekDensityAt(this.#hours, hour) * HOURS_OF_WEEK);
  }

  /** Goes on to the next sign-in that teaches. */
  observe(timeMs: number, hour: number, weight: number): void {
    if (hour !== BACKGROUND) this.#newest.push({ timeMs, hour, weight });
  }

  #settle(untilMs: number): void {
    let settled = 0;
    for (const { timeMs, hour, weight } of this.#newest) {
      if (timeMs > untilMs) break;
      this.#hours[hour]! += weight;
      settled++;
    }
    if (settled > 0) this.#newest = this.#newest.slice(settled);
  }
}
