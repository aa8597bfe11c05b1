import { UNKNOWN_ZONE } from '../geo/index.ts';
import { readBlocks, type Block, type Lists, type Numbers, type Store } from '../store/index.ts';
import type { Texts } from '../store/index.ts';
import { DAY_MS, Habits, KIND_COUNT, type ValueHabit, type ValueHabits } from './habits.ts';

/** What judging goes on from: an entity's baseline, of which only what is asked for is decoded. */
export interface KnownEntity {
  readonly habits: Habits<string>;
  /** IANA name; 'UTC' when no place is known */
  readonly zone: string;
  /** UTC days since 1970 with a sign-in that taught, ascending */
  readonly activeDays: Numbers;
}

/** The condition, which is on the key alone, is asked before the other columns are read: else all of them
 *  are, of whole blocks. */
export const KEY_FIRST = 'optimize_move_to_prewhere_if_final = 1';

/** The entities that have a baseline trained as of just this moment, by id. */
export async function readKnownEntities(
  store: Store,
  entities: readonly string[],
  asOfMs: number,
): Promise<Map<string, KnownEntity>> {
  const blocks = await readBlocks(
    store,
    `SELECT
       EntityId, HalfLifeDays, SignIns, EverTaught, EverDays, LongestGapDays, FirstTaughtMs, LastTaughtMs, FailureWeight, AttemptWeight,
       KindTotals, KindTimes, KindOnce, toString(Zone) AS Zone, HourWeights,
       Kinds, Values, Counts, Times, FirstMs, LastMs, RecentBits,
       arrayFilter((day, signIns) -> signIns > 0, DailyDays, DailySignIns) AS ActiveDays
     FROM baselines FINAL
     WHERE EntityId IN {entities:Array(String)} AND AsOfMs = {asOfMs:Int64}
     SETTINGS ${KEY_FIRST}`,
    { entities, asOfMs },
  );
  const known = new Map<string, KnownEntity>();
  for (const block of blocks) {
    const columns = columnsOf(block);
    for (let row = 0; row < block.rows; row++) {
      known.set(columns.entityIds.at(row), knownEntity(columns, row, asOfMs));
    }
  }
  return known;
}

/** Of whom there is no baseline. */
export function unknownEntity(asOfMs: number, halfLifeDays: number): KnownEntity {
  return {
    habits: new Habits<string>(asOfMs, halfLifeDays),
    zone: UNKNOWN_ZONE,
    activeDays: new Uint16Array(),
  };
}

type Columns = ReturnType<typeof columnsOf>;

function columnsOf(block: Block) {
  return {
    entityIds: block.texts('EntityId'),
    halfLifeDays: block.numbers('HalfLifeDays'),
    signIns: block.numbers('SignIns'),
    everTaught: block.numbers('EverTaught'),
    everDays: block.numbers('EverDays'),
    longestGapDays: block.numbers('LongestGapDays'),
    firstTaughtMs: block.numbers('FirstTaughtMs'),
    lastTaughtMs: block.numbers('LastTaughtMs'),
    failureWeights: block.numbers('FailureWeight'),
    attemptWeights: block.numbers('AttemptWeight'),
    kindTotals: block.numberLists('KindTotals'),
    kindTimes: block.numberLists('KindTimes'),
    kindOnce: block.numberLists('KindOnce'),
    zones: block.texts('Zone'),
    hourWeights: block.numberLists('HourWeights'),
    activeDays: block.numberLists('ActiveDays'),
    kinds: block.numberLists('Kinds'),
    values: {
      texts: block.textLists('Values').items,
      counts: block.numberLists('Counts').items,
      times: block.numberLists('Times').items,
      firstMs: block.numberLists('FirstMs').items,
      lastMs: block.numberLists('LastMs').items,
      recentBits: block.numberLists('RecentBits').items,
    },
  };
}

function knownEntity(columns: Columns, row: number, asOfMs: number): KnownEntity {
  const kinds = storedKinds(columns, row, Math.floor(asOfMs / DAY_MS));
  const habits = new Habits<string>(asOfMs, columns.halfLifeDays[row]!, kinds);
  habits.totals.set(listOf(columns.kindTotals, row));
  habits.times.set(listOf(columns.kindTimes, row));
  habits.once.set(listOf(columns.kindOnce, row));
  habits.hours.set(listOf(columns.hourWeights, row));
  habits.hoursTotal = habits.hours.reduce((sum, weight) => sum + weight, 0);
  habits.failures = columns.failureWeights[row]!;
  habits.attempts = columns.attemptWeights[row]!;
  habits.taught = columns.signIns[row]!;
  habits.everTaught = columns.everTaught[row]!;
  habits.everDays = columns.everDays[row]!;
  habits.longestGapDays = columns.longestGapDays[row]!;
  habits.firstTaughtMs = orNull(columns.firstTaughtMs[row]!);
  habits.lastTaughtMs = orNull(columns.lastTaughtMs[row]!);
  return {
    habits,
    zone: columns.zones.at(row),
    activeDays: listOf(columns.activeDays, row),
  };
}

function listOf({ starts, items }: Lists<Numbers>, row: number): Numbers {
  return items.subarray(starts[row], starts[row + 1]);
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** The values of each kind: they are stored kind by kind. */
function storedKinds({ kinds, values }: Columns, row: number, asOfDay: number): StoredValues[] {
  const end = kinds.starts[row + 1]!;
  let at = kinds.starts[row]!;
  const stored: StoredValues[] = [];
  for (let kind = 1; kind <= KIND_COUNT; kind++) {
    const start = at;
    while (at < end && kinds.items[at] === kind) at++;
    stored.push(new StoredValues(values, start, at, asOfDay));
  }
  if (at < end)
    throw new RangeError('the values of a baseline are not in the order of their kinds');
  return stored;
}

/** Values of one kind as a baseline stores them. Most are never asked about: a value is looked for where
 *  it lies, and kept as an object from then on. */
class StoredValues implements ValueHabits<string> {
  readonly #columns: StoredColumns;
  readonly #start: number;
  readonly #end: number;
  readonly #asOfDay: number;
  /** null = looked for and not there */
  readonly #touched = new Map<string, ValueHabit | null>();
  #fresh = 0;

  constructor(columns: StoredColumns, start: number, end: number, asOfDay: number) {
    this.#columns = columns;
    this.#start = start;
    this.#end = end;
    this.#asOfDay = asOfDay;
  }

  get size(): number {
    return this.#end - this.#start + this.#fresh;
  }

  get(value: string): ValueHabit | undefined {
    const touched = this.#touched.get(value);
    if (touched !== undefined) return touched ?? undefined;
    const { texts } = this.#columns;
    for (let at = this.#start; at < this.#end; at++) {
      if (!texts.isAt(at, value)) continue;
      const habit = this.#habitAt(at);
      this.#touched.set(value, habit);
      return habit;
    }
    this.#touched.set(value, null);
    return undefined;
  }

  set(value: string, habit: ValueHabit): void {
    if (this.get(value) === undefined) this.#fresh++;
    this.#touched.set(value, habit);
  }

  /** Stored ones first, in their order; then the others in the order in which they came. */
  *[Symbol.iterator](): Generator<readonly [string, ValueHabit]> {
    const stored = new Set<string>();
    for (let at = this.#start; at < this.#end; at++) {
      const value = this.#columns.texts.at(at);
      stored.add(value);
      yield [value, this.#touched.get(value) ?? this.#habitAt(at)];
    }
    for (const [value, habit] of this.#touched) {
      if (habit !== null && !stored.has(value)) yield [value, habit];
    }
  }

  #habitAt(at: number): ValueHabit {
    const { counts, times, firstMs, lastMs, recentBits } = this.#columns;
    // Stored bits are counted from the day of the training, ours from the day the value was last seen.
    const daysSince = this.#asOfDay - Math.floor(lastMs[at]! / DAY_MS);
    return {
      count: counts[at]!,
      times: times[at]!,
      firstMs: firstMs[at]!,
      lastMs: lastMs[at]!,
      recentBits: recentBits[at]! >>> daysSince,
    };
  }
}

interface StoredColumns {
  readonly texts: Texts;
  readonly counts: Numbers;
  readonly times: Numbers;
  readonly firstMs: Numbers;
  readonly lastMs: Numbers;
  readonly recentBits: Numbers;
}
