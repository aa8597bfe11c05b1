import { HABIT_KINDS, HABIT_KIND_NAMES } from '../schema/habit-kinds.ts';
import { HOURS_OF_WEEK } from '../stats/index.ts';
import { countDaysBefore, markDay } from './recent-days.ts';

export const KIND_COUNT = HABIT_KIND_NAMES.length;
/** Index of each kind's parent, -1 = none; parents come before their children. */
const PARENT_OF = HABIT_KIND_NAMES.map((kind) => {
  const { parent } = HABIT_KINDS[kind];
  return parent === null ? -1 : HABIT_KIND_NAMES.indexOf(parent);
});
export const DAY_MS = 86_400_000;
/** Hour of a sign-in that a program made in the user's name: it comes at any hour, so it neither has nor
 *  teaches one. */
export const BACKGROUND = -1;

/** What is remembered of one value of one kind. */
export interface ValueHabit {
  /** decayed number of sign-ins, as of `Habits.refMs` */
  count: number;
  /** undecayed number in the window */
  times: number;
  firstMs: number;
  lastMs: number;
  /** UTC days on which it was seen, counted from that of `lastMs` (recent-days.ts) */
  recentBits: number;
}

/** The values of one kind. A Map is one; what a baseline stores is another (known-entity.ts). */
export interface ValueHabits<Key> extends Iterable<readonly [Key, ValueHabit]> {
  readonly size: number;
  get(value: Key): ValueHabit | undefined;
  set(value: Key, habit: ValueHabit): unknown;
}

/** On how many of the ten UTC days before `day` (since 1970) a value was seen. */
export function recentDaysOf(
  { recentBits, lastMs }: Pick<ValueHabit, 'recentBits' | 'lastMs'>,
  day: number,
): number {
  return countDaysBefore(recentBits, dayOf(lastMs), day);
}

/** One sign-in as habits see it. `Key` is the text of a value, or a hash of it where only counts
 *  matter; '' and 0 = the log does not say. */
export interface HabitEvent<Key extends string | number> {
  readonly timeMs: number;
  /** hour of the week in the entity's own zone, 0 = Monday 00:00; BACKGROUND = nobody was there */
  readonly hour: number;
  /** one per kind, in the order of HABIT_KIND_NAMES */
  readonly values: ArrayLike<Key>;
  /** right secret and not stopped: only then do places, devices and applications teach */
  readonly teaches: boolean;
  /** wrong secret or refused second factor */
  readonly isFailure: boolean;
}

/** What is usual for one entity: a running fold over its sign-ins in time order. Counts decay with
 *  time, so that habits can change; all counts are kept as of one moment (`refMs`) and scaled when
 *  read, which makes ageing free. */
export class Habits<Key extends string | number> {
  readonly refMs: number;
  readonly kinds: readonly ValueHabits<Key>[];
  /** per kind: decayed sum of counts, undecayed sum, and how many values were seen on one day only */
  readonly totals: Float64Array;
  readonly times: Float64Array;
  readonly once: Float64Array;
  /** decayed sign-ins by hour of the week in the entity's own zone, those in the background left out */
  readonly hours: Float64Array;
  /** sum of `hours` */
  hoursTotal = 0;
  failures = 0;
  attempts = 0;
  /** sign-ins that taught, undecayed, within the window */
  taught = 0;
  /** within memory: sign-ins that taught, days (UTC) with one, and the longest time from one of these to
   *  the next, days */
  everTaught = 0;
  everDays = 0;
  longestGapDays = 0;
  firstTaughtMs: number | null = null;
  lastTaughtMs: number | null = null;
  readonly #decayPerMs: number;
  readonly #probabilities = new Float64Array(KIND_COUNT);

  /** @param refMs         moment that counts are expressed at; any time near the data will do
   *  @param halfLifeDays  a sign-in this old counts half
   *  @param kinds         what is known of each kind's values */
  constructor(
    refMs: number,
    halfLifeDays: number,
    kinds: readonly ValueHabits<Key>[] = HABIT_KIND_NAMES.map(() => new Map<Key, ValueHabit>()),
  ) {
    if (!(halfLifeDays > 0)) throw new RangeError(`halfLifeDays must be > 0, got ${halfLifeDays}`);
    this.refMs = refMs;
    this.#decayPerMs = Math.LN2 / (halfLifeDays * DAY_MS);
    this.kinds = kinds;
    this.totals = new Float64Array(KIND_COUNT);
    this.times = new Float64Array(KIND_COUNT);
    this.once = new Float64Array(KIND_COUNT);
    this.hours = new Float64Array(HOURS_OF_WEEK);
  }

  /** Weight at `refMs` of a sign-in at `timeMs`: above 1 when it is later. */
  weightOf(timeMs: number): number {
    return Math.exp((timeMs - this.refMs) * this.#decayPerMs);
  }

  observe(event: HabitEvent<Key>): void {
    const weight = this.weightOf(event.timeMs);
    if (event.isFailure) this.failures += weight;
    this.attempts += weight;
    if (!event.teaches) return;
    this.taught++;
    this.#remember(event.timeMs);
    this.firstTaughtMs ??= event.timeMs;
    this.lastTaughtMs = event.timeMs;
    if (event.hour !== BACKGROUND) {
      this.hours[event.hour]! += weight;
      this.hoursTotal += weight;
    }
    for (let kind = 0; kind < KIND_COUNT; kind++) {
      const value = event.values[kind];
      if (value === undefined || value === '' || value === 0) continue;
      this.totals[kind]! += weight;
      this.times[kind]! += 1;
      this.#count(kind, value, event.timeMs, weight);
    }
  }

  #remember(timeMs: number): void {
    this.everTaught++;
    const gapDays = this.lastTaughtMs === null ? 1 : dayOf(timeMs) - dayOf(this.lastTaughtMs);
    if (gapDays > 0) this.everDays++;
    if (this.lastTaughtMs !== null) this.longestGapDays = Math.max(this.longestGapDays, gapDays);
  }

  #count(kind: number, value: Key, timeMs: number, weight: number): void {
    const values = this.kinds[kind]!;
    const habit = values.get(value);
    if (habit === undefined) {
      const fresh = { count: weight, times: 1, firstMs: timeMs, lastMs: timeMs, recentBits: 1 };
      values.set(value, fresh);
      this.once[kind]! += 1;
      return;
    }
    const isOnce = isOneDay(habit);
    habit.count += weight;
    habit.times++;
    habit.recentBits = markDay(habit.recentBits, dayOf(habit.lastMs), dayOf(timeMs));
    habit.lastMs = timeMs;
    if (isOnce && !isOneDay(habit)) this.once[kind]! -= 1;
  }

  /** -log p of an event's values, backed off along their parents, into `out` (KIND_COUNT nats).
   *  A value that the log does not give costs nothing: 0.
   *
   *  Interpolated with the parent as in hierarchical Dirichlet smoothing: the more was seen, the less
   *  the parent counts. `refMs` cancels out but for the prior, whose weight is in sign-ins of now: it
   *  decays with the newest event. */
  surprises(event: Pick<HabitEvent<Key>, 'values'>, out: Float64Array): void {
    const scale = this.lastTaughtMs === null ? 1 : this.weightOf(this.lastTaughtMs);
    const prior = PRIOR_SIGN_INS * scale;
    const probabilities = this.#probabilities;
    for (let kind = 0; kind < KIND_COUNT; kind++) {
      const value = event.values[kind];
      const parent = PARENT_OF[kind]!;
      const ofParent = parent < 0 ? 1 : probabilities[parent]!;
      if (value === undefined || value === '' || value === 0) {
        probabilities[kind] = ofParent;
        out[kind] = 0;
        continue;
      }
      const seen = this.kinds[kind]!;
      const weight = this.totals[kind]! + prior;
      // Of what the parent makes likely, a new child gets the share of one more value.
      const backOff = ofParent / (seen.size + 1);
      const own = (seen.get(value)?.count ?? 0) / weight;
      const probability = Math.min(1, own + (prior / weight) * backOff);
      probabilities[kind] = probability;
      out[kind] = -Math.log(probability);
    }
  }

  /** Sign-ins an ordinary day of those that have an hour: their decayed number, held against that of one a
   *  day for so long.
   *  @param days  of history that the counts come from */
  hourlyPerDay(timeMs: number, days: number): number {
    const perMs = this.#decayPerMs * DAY_MS;
    const ofOneADay = -Math.expm1(-perMs * Math.max(1, days)) / perMs;
    return this.hoursTotal / this.weightOf(timeMs) / ofOneADay;
  }

  /** Chance that the next sign-in is the first with a new value: Good & Turing's estimate, never 0. Values
   *  seen on one day only are counted, not values seen once: sign-ins come in bursts, and fifty from
   *  one hotel are still one new place.
   *  Good 1953, https://doi.org/10.1093/biomet/40.3-4.237 */
  noveltyRate(kind: number): number {
    return Math.min(1, (this.once[kind]! + 1) / (this.times[kind]! + 2));
  }
}

/** All that is remembered of a value lies on one day (UTC), within the window. */
function isOneDay({ times, firstMs, lastMs }: ValueHabit): boolean {
  return times > 0 && dayOf(firstMs) === dayOf(lastMs);
}

function dayOf(timeMs: number): number {
  return Math.floor(timeMs / DAY_MS);
}

/** Weight of the prior, in sign-ins. Chosen by hand: one imagined sign-in. */
const PRIOR_SIGN_INS = 1;
