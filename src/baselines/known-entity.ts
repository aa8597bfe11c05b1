import { UNKNOWN_ZONE } from '../geo/index.ts';
import type { Store, TextList } from '../store/index.ts';
import { DAY_MS, Habits, KIND_COUNT, type ValueHabit, type ValueHabits } from './habits.ts';
import { readPacked } from './packed.ts';
import { unpackBaseline, type PackedBaseline } from './packed-baseline.ts';

/** What judging goes on from: an entity's baseline, of which only what is asked for is decoded. */
export interface KnownEntity {
  readonly habits: Habits<string>;
  /** IANA name; 'UTC' when no place is known */
  readonly zone: string;
  /** UTC days since 1970 with a sign-in that taught, ascending */
  readonly activeDays: Iterable<number>;
}

/** The entities that have a baseline trained as of just this moment, by id. */
export function readKnownEntities(
  store: Store,
  entities: readonly string[],
  asOfMs: number,
): Promise<Map<string, KnownEntity>> {
  return readPacked(store, 'baselines', entities, asOfMs, (packed) =>
    knownEntity(unpackBaseline(packed), asOfMs),
  );
}

/** Of whom there is no baseline. */
export function unknownEntity(asOfMs: number, halfLifeDays: number): KnownEntity {
  return {
    habits: new Habits<string>(asOfMs, halfLifeDays),
    zone: UNKNOWN_ZONE,
    activeDays: [],
  };
}

function knownEntity(packed: PackedBaseline, asOfMs: number): KnownEntity {
  const kinds = storedKinds(packed, Math.floor(asOfMs / DAY_MS));
  const habits = new Habits<string>(asOfMs, packed.halfLifeDays, kinds);
  packed.kindTotals.copyTo(habits.totals);
  packed.kindTimes.copyTo(habits.times);
  packed.kindOnce.copyTo(habits.once);
  packed.hourWeights.copyTo(habits.hours);
  habits.hoursTotal = habits.hours.reduce((sum, weight) => sum + weight, 0);
  habits.failures = packed.failureWeight;
  habits.attempts = packed.attemptWeight;
  habits.taught = packed.signIns;
  habits.everTaught = packed.everTaught;
  habits.everDays = packed.everDays;
  habits.longestGapDays = packed.longestGapDays;
  habits.firstTaughtMs = packed.firstTaughtMs;
  habits.lastTaughtMs = packed.lastTaughtMs;
  return { habits, zone: packed.zone, activeDays: packed.taughtDays };
}

/** The values of each kind: they are stored kind by kind. */
function storedKinds(packed: PackedBaseline, asOfDay: number): StoredValues[] {
  const { kinds } = packed;
  const counts: number[] = [];
  let at = 0;
  for (let kind = 1; kind <= KIND_COUNT; kind++) {
    const start = at;
    while (at < kinds.length && kinds.at(at) === kind) at++;
    counts.push(at - start);
  }
  if (at < kinds.length)
    throw new RangeError('the values of a baseline are not in the order of their kinds');
  let start = 0;
  return packed.values.split(counts).map((texts) => {
    const values = new StoredValues(packed, texts, start, asOfDay);
    start += texts.length;
    return values;
  });
}

/** Values of one kind as a baseline stores them. Most are never asked about: a value is looked for where
 *  it lies, and kept as an object from then on. */
class StoredValues implements ValueHabits<string> {
  readonly #packed: PackedBaseline;
  readonly #texts: TextList;
  readonly #start: number;
  readonly #asOfDay: number;
  /** null = looked for and not there */
  readonly #touched = new Map<string, ValueHabit | null>();
  #fresh = 0;

  /** @param texts  the values; what else is known of them begins at `start` in the lists of `packed` */
  constructor(packed: PackedBaseline, texts: TextList, start: number, asOfDay: number) {
    this.#packed = packed;
    this.#texts = texts;
    this.#start = start;
    this.#asOfDay = asOfDay;
  }

  get size(): number {
    return this.#texts.length + this.#fresh;
  }

  get(value: string): ValueHabit | undefined {
    const touched = this.#touched.get(value);
    if (touched !== undefined) return touched ?? undefined;
    const index = this.#texts.indexOf(value);
    const habit = index < 0 ? null : this.#habitAt(index);
    this.#touched.set(value, habit);
    return habit ?? undefined;
  }

  set(value: string, habit: ValueHabit): void {
    if (this.get(value) === undefined) this.#fresh++;
    this.#touched.set(value, habit);
  }

  /** Stored ones first, in their order; then the others in the order in which they came. */
  *[Symbol.iterator](): Generator<readonly [string, ValueHabit]> {
    const stored = new Set<string>();
    for (const value of this.#texts) {
      const habit = this.#touched.get(value) ?? this.#habitAt(stored.size);
      stored.add(value);
      yield [value, habit];
    }
    for (const [value, habit] of this.#touched) {
      if (habit !== null && !stored.has(value)) yield [value, habit];
    }
  }

  #habitAt(index: number): ValueHabit {
    const { counts, times, firstMs, lastMs, recentBits } = this.#packed;
    const at = this.#start + index;
    // Stored bits are counted from the day of the training, ours from the day the value was last seen.
    const daysSince = this.#asOfDay - Math.floor(lastMs.at(at) / DAY_MS);
    return {
      count: counts.at(at),
      times: times.at(at),
      firstMs: firstMs.at(at),
      lastMs: lastMs.at(at),
      recentBits: recentBits.at(at) >>> daysSince,
    };
  }
}
