import { greatCircleKm } from '../geo/index.ts';
import { HABIT_KIND_NAMES } from '../schema/habit-kinds.ts';
import { KIND_COUNT, type HabitEvent, type Habits } from './habits.ts';
import { SettledHours } from './settled-hours.ts';
import { SlidingWindow } from './sliding-window.ts';

const HOUR_MS = 3_600_000;

/** What a forest reads of a sign-in, in this order: the surprise of each habit and of the hour (nats),
 *  then, as log(1 + x), hours since the entity's sign-in before, kilometres from its last place, and
 *  failures in the hour before. What the log does not say surprises nobody: 0. Nor does the hour of a
 *  sign-in in the background. */
export const FEATURES: readonly string[] = [
  ...HABIT_KIND_NAMES,
  'hour',
  'hoursSinceLast',
  'distanceKm',
  'failuresLastHour',
];
export const FEATURE_COUNT = FEATURES.length;

export interface PlacedEvent<Key extends string | number> extends HabitEvent<Key> {
  /** degrees; NaN = unknown */
  readonly latitude: number;
  readonly longitude: number;
}

/** An entity's sign-ins in time order, as far as features look back. The same code makes the rows that
 *  train a forest and the row that it judges: each from what was known before the sign-in. */
export class FeatureFold<Key extends string | number> {
  readonly habits: Habits<Key>;
  previousMs: number | null = null;
  readonly #surprises = new Float64Array(KIND_COUNT);
  readonly #failureTimes = new SlidingWindow<number>((timeMs) => timeMs);
  readonly #hours: SettledHours;
  #latitude = NaN;
  #longitude = NaN;

  constructor(habits: Habits<Key>) {
    this.habits = habits;
    this.#hours = new SettledHours(habits);
  }

  /** Surprise of each habit kind of the last `features` call, nats. */
  get surprises(): Float64Array {
    return this.#surprises;
  }

  /** Writes FEATURE_COUNT numbers from `start` on.
   *  @returns the sum of the surprises of values and hour, nats: how odd it is by counting alone */
  features(event: PlacedEvent<Key>, out: Float32Array, start = 0): number {
    const { habits } = this;
    habits.surprises(event, this.#surprises);
    let sum = 0;
    for (let kind = 0; kind < KIND_COUNT; kind++) {
      out[start + kind] = this.#surprises[kind]!;
      sum += this.#surprises[kind]!;
    }
    const hour = this.#hours.surprise(event);
    let at = start + KIND_COUNT;
    out[at++] = hour;
    out[at++] =
      this.previousMs === null
        ? 0
        : Math.log1p(Math.max(0, event.timeMs - this.previousMs) / HOUR_MS);
    const km = greatCircleKm(this.#latitude, this.#longitude, event.latitude, event.longitude);
    out[at++] = Number.isNaN(km) ? 0 : Math.log1p(km);
    this.#failureTimes.forgetBefore(event.timeMs - HOUR_MS + 1);
    out[at] = Math.log1p(this.#failureTimes.size);
    return sum + hour;
  }

  observe(event: PlacedEvent<Key>): void {
    this.habits.observe(event);
    if (event.teaches) {
      this.#hours.observe(event.timeMs, event.hour, this.habits.weightOf(event.timeMs));
    }
    this.remember(event);
  }

  /** A sign-in whose habits are counted already. */
  remember(event: PlacedEvent<Key>): void {
    this.previousMs = event.timeMs;
    if (event.isFailure) this.#failureTimes.add(event.timeMs);
    if (event.teaches && !Number.isNaN(event.latitude)) {
      this.#latitude = event.latitude;
      this.#longitude = event.longitude;
    }
  }
}
