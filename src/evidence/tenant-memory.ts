import { DAY_MS, RECENT_DAYS, USERS_KEPT } from '../baselines/index.ts';
import type { Store } from '../store/index.ts';

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

/** What the tenant saw, day by day, of the values that somebody asks about. Whole days only, so that
 *  no verdict depends on what came later on its own day. */
export class TenantMemory {
  readonly #store: Store;
  readonly #windowDays: number;
  readonly #memoryDays: number;
  /** newest batch and active entities by day: rows of older batches were counted again */
  readonly #made: ReadonlyMap<number, { readonly batch: number; readonly entities: number }>;
  #values = new Map<string, readonly DayRow[]>();
  #answers = new Map<string, { users: Set<number>; managed: Set<number> }>();

  private constructor(
    store: Store,
    made: ReadonlyMap<number, { readonly batch: number; readonly entities: number }>,
    windowDays: number,
    memoryDays: number,
  ) {
    this.#store = store;
    this.#made = made;
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
    const made = new Map(rows.map(({ day, ...rest }) => [day, rest]));
    return new TenantMemory(store, made, windowDays, memoryDays);
  }

  /** Forgets the values of the page before, and reads those of the next.
   *  @param wanted  keys of `keyOf`
   *  @param fromDay  first day that will be asked about */
  async load(wanted: ReadonlySet<string>, fromDay: number, toDay: number): Promise<void> {
    this.#values = new Map();
    this.#answers = new Map();
    if (wanted.size === 0) return;
    const kinds: number[] = [];
    const values: string[] = [];
    for (const key of wanted) {
      kinds.push(key.charCodeAt(0));
      values.push(key.slice(1));
    }
    const sql = `
      SELECT Kind, Value, arraySort(groupArray((Day, Batch, Users, ManagedUsers)))
      FROM tenant_days
      WHERE (Kind, Value) IN (SELECT arrayJoin(arrayZip({kinds:Array(UInt8)}, {values:Array(String)})))
        AND Day >= ${Math.max(0, fromDay - this.#memoryDays)} AND Day < ${toDay}
      GROUP BY Kind, Value`;
    for await (const rows of this.#store.stream<Row>(sql, { kinds, values })) {
      for (const [kind, value, days] of rows) {
        const current = days.filter(([day, batch]) => this.#made.get(day)?.batch === batch);
        this.#values.set(keyOf(kind - 1, value), current);
      }
    }
  }

  /** @param entityHash  who asks: does not count */
  evidence(kind: number, value: string, day: number, entityHash: number): TenantEvidence {
    const key = keyOf(kind, value);
    const days = this.#values.get(key);
    if (days === undefined) return NOTHING;
    const { users, managed } = this.#usersOf(key, days, day);
    let lastDay = -1;
    let recentDays = 0;
    for (const [other] of days) {
      if (other >= day) break;
      lastDay = other;
      if (other >= day - RECENT_DAYS) recentDays++;
    }
    return {
      users: others(users, entityHash),
      managedUsers: others(managed, entityHash),
      lastMs: lastDay < 0 ? null : lastDay * DAY_MS,
      recentDays,
    };
  }

  /** Entities active on the busiest of the ten days before; 0 = not known. */
  activeEntities(day: number): number {
    let most = 0;
    for (let other = day - RECENT_DAYS; other < day; other++) {
      most = Math.max(most, this.#made.get(other)?.entities ?? 0);
    }
    return most;
  }

  /** One more than is ever reported, so that the asker can be taken off. */
  #usersOf(key: string, days: readonly DayRow[], day: number) {
    const cacheKey = `${day}:${key}`;
    let answer = this.#answers.get(cacheKey);
    if (answer !== undefined) return answer;
    answer = { users: new Set(), managed: new Set() };
    for (const [other, , users, managed] of days) {
      if (other >= day) break;
      if (other < day - this.#windowDays) continue;
      addUpTo(answer.users, users);
      addUpTo(answer.managed, managed);
    }
    this.#answers.set(cacheKey, answer);
    return answer;
  }
}

/** One text for a value of a kind (index in HABIT_KIND_NAMES). */
export function keyOf(kind: number, value: string): string {
  return String.fromCharCode(kind + 1) + value;
}

const NOTHING: TenantEvidence = { users: 0, managedUsers: 0, lastMs: null, recentDays: 0 };

function addUpTo(set: Set<number>, hashes: readonly number[]): void {
  for (const hash of hashes) {
    if (set.size > USERS_KEPT) return;
    set.add(hash);
  }
}

function others(users: ReadonlySet<number>, entityHash: number): number {
  return Math.min(USERS_KEPT, users.size - Number(users.has(entityHash)));
}
