import { DAY_MS, RECENT_DAYS, USERS_KEPT } from '../baselines/index.ts';
import { HABIT_KIND_NAMES } from '../schema/habit-kinds.ts';
import { readBlocks, type Block, type Lists, type Numbers, type Store } from '../store/index.ts';

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

/** The tenant's days that are counted: newest batch and active entities by day. */
type CountedDays = ReadonlyMap<number, { readonly batch: number; readonly entities: number }>;

/** What the tenant saw, day by day. Whole days only, so that no verdict depends on what came later on
 *  its own day. */
export class TenantMemory {
  readonly #store: Store;
  readonly #windowDays: number;
  readonly #memoryDays: number;
  readonly #counted: CountedDays;
  /** What so many have that it makes no difference who asks: every page asks about it again. */
  readonly #common = HABIT_KIND_NAMES.map(() => new Map<string, SeenValue>());

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
   *  @param wanted   values of each kind, in the order of HABIT_KIND_NAMES
   *  @param fromDay  first day that will be asked about, the same in every call
   *  @param toDay    the day after the last one, too */
  async read(
    wanted: readonly ReadonlySet<string>[],
    fromDay: number,
    toDay: number,
  ): Promise<TenantValues> {
    const blocks: Block[] = [];
    const common = this.#common;
    const keys = wanted.flatMap((ofKind, kind) =>
      Array.from(ofKind, (value) => ({ kind, value })).filter(
        ({ value }) => !common[kind]!.has(value),
      ),
    );
    for (const some of chunksOf(keys, KEYS_AT_ONCE)) {
      // Named otherwise than the column: the condition would mean this, and no index would serve it.
      const found = await readBlocks(
        this.#store,
        `SELECT Kind, toLowCardinality(Value) AS Word, Day, Batch, Users, ManagedUsers
         FROM tenant_days
         WHERE (Kind, Value) IN (SELECT arrayJoin(arrayZip({kinds:Array(UInt8)}, {values:Array(String)})))
           AND Day >= ${Math.max(0, fromDay - this.#memoryDays)} AND Day < ${toDay}`,
        { kinds: some.map(({ kind }) => kind + 1), values: some.map(({ value }) => value) },
      );
      blocks.push(...found);
    }
    const values = new TenantValues(blocks, this.#counted, this.#windowDays, common);
    for (const seen of values.common(fromDay, toDay)) common[seen.kind]!.set(seen.value, seen);
    return values;
  }
}

/** Values of one statement: its parameters stay below a megabyte. */
const KEYS_AT_ONCE = 20_000;

/** What the tenant saw of the values that a page asks about. */
export class TenantValues {
  readonly #values = HABIT_KIND_NAMES.map(() => new Map<string, SeenValue>());
  readonly #columns: readonly DayColumns[];
  readonly #counted: CountedDays;
  readonly #active = new Map<number, number>();
  readonly #windowDays: number;
  readonly #common: readonly ReadonlyMap<string, SeenValue>[];

  /** @param blocks  rows of tenant_days
   *  @param common  what is known of other values, by kind */
  constructor(
    blocks: readonly Block[],
    counted: CountedDays,
    windowDays: number,
    common: readonly ReadonlyMap<string, SeenValue>[] = HABIT_KIND_NAMES.map(() => new Map()),
  ) {
    this.#counted = counted;
    this.#windowDays = windowDays;
    this.#common = common;
    this.#columns = blocks.map((block) => ({
      days: block.numbers('Day'),
      users: block.numberLists('Users'),
      managed: block.numberLists('ManagedUsers'),
    }));
    for (const [index, block] of blocks.entries()) this.#add(index, block);
  }

  /** @param kind        index in HABIT_KIND_NAMES
   *  @param entityHash  who asks: does not count */
  evidence(kind: number, value: string, day: number, entityHash: number): TenantEvidence {
    const seen = this.#values[kind]!.get(value) ?? this.#common[kind]!.get(value);
    if (seen === undefined) return NOTHING;
    const { users, managed, lastMs, recentDays } = this.#answer(seen, day);
    return {
      users: others(users, entityHash),
      managedUsers: others(managed, entityHash),
      lastMs,
      recentDays,
    };
  }

  /** Values that more users than are counted had before the first of some days, with the answers for all
   *  these days and nothing else. */
  *common(fromDay: number, toDay: number): Generator<SeenValue> {
    for (const ofKind of this.#values) {
      for (const seen of ofKind.values()) {
        if (this.#answer(seen, fromDay).users.length <= USERS_KEPT) continue;
        const answers = Array.from({ length: toDay - fromDay }, (_, index) =>
          this.#answer(seen, fromDay + index),
        );
        yield { kind: seen.kind, value: seen.value, places: [], answers };
      }
    }
  }

  /** Entities active on the busiest of the ten days before; 0 = not known. */
  activeEntities(day: number): number {
    let most = this.#active.get(day);
    if (most !== undefined) return most;
    most = 0;
    for (let other = day - RECENT_DAYS; other < day; other++) {
      most = Math.max(most, this.#counted.get(other)?.entities ?? 0);
    }
    this.#active.set(day, most);
    return most;
  }

  #add(index: number, block: Block): void {
    if (block.rows > ROW_MASK) throw new RangeError(`a block has ${block.rows} rows`);
    const kinds = block.numbers('Kind');
    const texts = block.texts('Word');
    const batches = block.numbers('Batch');
    const { days } = this.#columns[index]!;
    let last: SeenValue | null = null;
    for (let row = 0; row < block.rows; row++) {
      // rows of older batches were counted again
      if (this.#counted.get(days[row]!)?.batch !== batches[row]) continue;
      const value = texts.at(row);
      const kind = kinds[row]! - 1;
      // The days of a value lie together.
      if (last === null || last.kind !== kind || last.value !== value) {
        last = this.#values[kind]!.get(value) ?? { kind, value, places: [], answers: [] };
        this.#values[kind]!.set(value, last);
      }
      last.places.push((index << ROW_BITS) | row);
    }
  }

  #answer({ places, answers }: SeenValue, day: number): Answer {
    for (const answer of answers) if (answer.day === day) return answer;
    if (places.length === 0) throw new RangeError(`day ${day} lies outside of what was read`);
    if (answers.length === 0) places.sort((a, b) => this.#dayAt(a) - this.#dayAt(b));
    const users: number[] = [];
    const managed: number[] = [];
    let lastDay = -1;
    let recentDays = 0;
    for (const place of places) {
      const other = this.#dayAt(place);
      if (other >= day) break;
      if (other === lastDay) continue; // the same, counted twice by the same batch
      lastDay = other;
      if (other >= day - RECENT_DAYS) recentDays++;
      if (other < day - this.#windowDays) continue;
      const columns = this.#columns[place >>> ROW_BITS]!;
      addUpTo(users, columns.users, place & ROW_MASK);
      addUpTo(managed, columns.managed, place & ROW_MASK);
    }
    const lastMs = lastDay < 0 ? null : lastDay * DAY_MS;
    const answer = { day, users, managed, lastMs, recentDays };
    answers.push(answer);
    return answer;
  }

  #dayAt(place: number): number {
    return this.#columns[place >>> ROW_BITS]!.days[place & ROW_MASK]!;
  }
}

/** A place is a block and a row in it, in one small integer: blocks have some 65,000 rows. */
const ROW_BITS = 20;
const ROW_MASK = 2 ** ROW_BITS - 1;

interface DayColumns {
  readonly days: Numbers;
  readonly users: Lists;
  readonly managed: Lists;
}

/** What is known of one value, and what was answered of it. */
export interface SeenValue {
  readonly kind: number;
  readonly value: string;
  /** rows of tenant_days */
  readonly places: number[];
  readonly answers: Answer[];
}

interface Answer {
  /** the day before which it was seen */
  readonly day: number;
  /** one more than is ever reported, so that the asker can be taken off */
  readonly users: readonly number[];
  readonly managed: readonly number[];
  readonly lastMs: number | null;
  readonly recentDays: number;
}

const NOTHING: TenantEvidence = { users: 0, managedUsers: 0, lastMs: null, recentDays: 0 };

function* chunksOf<Value>(values: readonly Value[], size: number): Generator<readonly Value[]> {
  for (let start = 0; start < values.length; start += size) {
    yield values.slice(start, start + size);
  }
}

/** Adds the hashes of a row that are not there yet: few enough to be looked through. */
function addUpTo(distinct: number[], { starts, items }: Lists, row: number): void {
  for (let at = starts[row]!; at < starts[row + 1]!; at++) {
    if (distinct.length > USERS_KEPT) return;
    const hash = items[at]!;
    if (!distinct.includes(hash)) distinct.push(hash);
  }
}

function others(users: readonly number[], entityHash: number): number {
  return Math.min(USERS_KEPT, users.length - Number(users.includes(entityHash)));
}
