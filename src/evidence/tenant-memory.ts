import { DAY_MS, RECENT_DAYS, USERS_KEPT } from '../baselines/index.ts';
import { compactRows, type Store } from '../store/index.ts';

/** What the tenant saw of one value, before a day. */
export interface TenantEvidence {
  /** users other than this one, exact up to USERS_KEPT */
  readonly users: number;
  readonly managedUsers: number;
  /** newest day, epoch ms; null = never */
  readonly lastMs: number | null;
  /** days of the ten before */
  readonly recentDays: number;
}

type DayRow = readonly [
  day: number,
  batch: number,
  users: readonly number[],
  managed: readonly number[],
];
type Row = readonly [kind: number, value: string, days: readonly DayRow[]];

/** The tenant's days that are counted: newest batch and active entities by day. */
type CountedDays = ReadonlyMap<number, { readonly batch: number; readonly entities: number }>;

/** What the tenant saw, day by day. Whole days only, so that no verdict depends on what came later on
 *  its own day. */
export class TenantMemory {
  readonly #store: Store;
  readonly #windowDays: number;
  readonly #memoryDays: number;
  readonly #counted: CountedDays;

  private constructor(store: Store, counted: CountedDays, windowDays: number, memoryDays: number) {
    this.#store = store;
    this.#counted = counted;
    this.#windowDays = windowDays;
    this.#memoryDays = memoryDays;
  }

  static async open(
    store: Store,
    { windowDays, memoryDays }: { readonly windowDays: number; readonly memoryDays: number },
  ): Promise<TenantMemory> {
    const rows = await store.rows<{ day: number; batch: number; entities: number }>(
      `SELECT Day AS day, toInt64(max(Batch)) AS batch, argMax(ActiveEntities, Batch) AS entities
       FROM tenant_days_made GROUP BY Day`,
    );
    const counted = new Map(rows.map(({ day, ...rest }) => [day, rest]));
    return new TenantMemory(store, counted, windowDays, memoryDays);
  }

  /** Reads what was seen of some values.
   *  @param wanted   keys of `keyOf`
   *  @param fromDay  first day that will be asked about
   *  @param toDay    the day after the last one */
  async read(wanted: ReadonlySet<string>, fromDay: number, toDay: number): Promise<TenantValues> {
    const values = new Map<string, readonly DayRow[]>();
    for (const keys of chunksOf([...wanted], KEYS_AT_ONCE)) {
      const sql = `
        SELECT Kind, Value, arraySort(groupArray((Day, Batch, Users, ManagedUsers)))
        FROM tenant_days
        WHERE (Kind, Value) IN (SELECT arrayJoin(arrayZip({kinds:Array(UInt8)}, {values:Array(String)})))
          AND Day >= ${Math.max(0, fromDay - this.#memoryDays)} AND Day < ${toDay}
        GROUP BY Kind, Value`;
      const parameters = {
        kinds: keys.map((key) => key.charCodeAt(0)),
        values: keys.map((key) => key.slice(1)),
      };
      for (const [kind, value, days] of await compactRows<Row>(this.#store, sql, parameters)) {
        // rows of older batches were counted again
        const current = days.filter(([day, batch]) => this.#counted.get(day)?.batch === batch);
        values.set(keyOf(kind - 1, value), current);
      }
    }
    return new TenantValues(values, this.#counted, this.#windowDays);
  }
}

/** Values of one statement: its parameters stay below a megabyte. */
const KEYS_AT_ONCE = 20_000;

/** What is known of one value, and what was answered of it, by day. */
interface SeenValue {
  readonly days: readonly DayRow[];
  readonly answers: Map<number, Answer>;
}

interface Answer {
  /** one more than is ever reported, so that the asker can be taken off */
  readonly users: ReadonlySet<number>;
  readonly managed: ReadonlySet<number>;
  readonly lastMs: number | null;
  readonly recentDays: number;
}

/** What the tenant saw of the values that a page asks about. */
export class TenantValues {
  readonly #values: ReadonlyMap<string, SeenValue>;
  readonly #counted: CountedDays;
  readonly #windowDays: number;

  constructor(
    values: ReadonlyMap<string, readonly DayRow[]>,
    counted: CountedDays,
    windowDays: number,
  ) {
    this.#values = new Map(
      Array.from(values, ([key, days]) => [key, { days, answers: new Map<number, Answer>() }]),
    );
    this.#counted = counted;
    this.#windowDays = windowDays;
  }

  /** @param entityHash  who asks: does not count */
  evidence(kind: number, value: string, day: number, entityHash: number): TenantEvidence {
    const seen = this.#values.get(keyOf(kind, value));
    if (seen === undefined) return NOTHING;
    let answer = seen.answers.get(day);
    if (answer === undefined) {
      answer = this.#answer(seen.days, day);
      seen.answers.set(day, answer);
    }
    return {
      users: others(answer.users, entityHash),
      managedUsers: others(answer.managed, entityHash),
      lastMs: answer.lastMs,
      recentDays: answer.recentDays,
    };
  }

  /** Entities active on the busiest of the ten days before; 0 = not known. */
  activeEntities(day: number): number {
    let most = 0;
    for (let other = day - RECENT_DAYS; other < day; other++) {
      most = Math.max(most, this.#counted.get(other)?.entities ?? 0);
    }
    return most;
  }

  #answer(days: readonly DayRow[], day: number): Answer {
    const users = new Set<number>();
    const managed = new Set<number>();
    let lastDay = -1;
    let recentDays = 0;
    for (const [other, , usersOfDay, managedOfDay] of days) {
      if (other >= day) break;
      lastDay = other;
      if (other >= day - RECENT_DAYS) recentDays++;
      if (other < day - this.#windowDays) continue;
      addUpTo(users, usersOfDay);
      addUpTo(managed, managedOfDay);
    }
    return { users, managed, lastMs: lastDay < 0 ? null : lastDay * DAY_MS, recentDays };
  }
}

/** One text for a value of a kind (index in HABIT_KIND_NAMES). */
export function keyOf(kind: number, value: string): string {
  return String.fromCharCode(kind + 1) + value;
}

const NOTHING: TenantEvidence = { users: 0, managedUsers: 0, lastMs: null, recentDays: 0 };

function* chunksOf<Value>(values: readonly Value[], size: number): Generator<readonly Value[]> {
  for (let start = 0; start < values.length; start += size) {
    yield values.slice(start, start + size);
  }
}

function addUpTo(set: Set<number>, hashes: readonly number[]): void {
  for (const hash of hashes) {
    if (set.size > USERS_KEPT) return;
    set.add(hash);
  }
}

function others(users: ReadonlySet<number>, entityHash: number): number {
  return Math.min(USERS_KEPT, users.size - Number(users.has(entityHash)));
}
