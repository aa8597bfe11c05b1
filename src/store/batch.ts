import { LOAD_SETTINGS } from './load-settings.ts';
import type { Store } from './store.ts';

/** A batch is loaded into staging tables first and then published by moving their partitions, which
 *  the engine does by renaming, at once or not at all. Whatever moment the process dies at, the next
 *  `recover` either drops what was staged or finishes the moving: no record is lost or doubled.
 *
 *  State lies in `ledger`, one row a step: loading → publishing → done. */
export const STAGED_TABLES = [
  'sign_ins',
  'AuditLogs',
  'copies',
  'pending',
  'touched_days',
  'reject_rows',
] as const;
export type StagedTable = (typeof STAGED_TABLES)[number];

/** Their copies are held in memory together. Chosen by hand. */
const IDS_FOLDED_AT_ONCE = 5000;

/** Tables that hold something only while a batch is being made. */
const PASSED_TABLES = ['staged_repeats', 'fresh_copies'];

/** What was read and what became of it. read = inserted + updated + duplicates + rejected. */
export interface TableCounts {
  inserted: number;
  updated: number;
  duplicates: number;
}

export interface Settled {
  readonly byTable: ReadonlyMap<string, TableCounts>;
  /** records whose id came once and was not known */
  readonly once: number;
  /** ids whose row must be folded from several copies */
  readonly toFold: number;
}

export class Batch {
  readonly number: number;
  readonly #store: Store;

  private constructor(store: Store, number: number) {
    this.#store = store;
    this.number = number;
  }

  /** Clears what an interrupted run left behind, then opens the next batch. */
  static async begin(store: Store): Promise<Batch> {
    const last = await recover(store);
    const batch = new Batch(store, last + 1);
    await record(store, batch.number, 'loading');
    return batch;
  }

  /** Drops what was staged so far, as if nothing had been loaded. */
  async clear(): Promise<void> {
    await truncateStaging(this.#store);
  }

  /** Sorts out repeats among the staged copies, and between them and the stored ones. Afterwards
   *  `staged_repeats` lists the ids that came more than once, now or before, and `stage_copies` holds
   *  each new copy once. Then stage the fields: of the ids that came once from what arrived, of the
   *  others from `copiesToFold`. */
  async settle(): Promise<Settled> {
    const store = this.#store;
    await store.command(`
      INSERT INTO staged_repeats
      WITH
        arrived AS (
          SELECT Id, ContentHash, count() AS Times, min(Position) AS First, any(TableName) AS Named
          FROM stage_copies
          WHERE Id IN (
            SELECT Id FROM stage_copies GROUP BY Id HAVING count() > 1
            UNION ALL
            SELECT Id FROM copies WHERE Id IN (SELECT Id FROM stage_copies)
          )
          GROUP BY Id, ContentHash
        ),
        known AS (
          SELECT Id, ContentHash FROM copies WHERE Id IN (SELECT Id FROM arrived)
        )
      SELECT
        Id, any(Named) AS TableName, sum(Times) AS Arrived,
        countIf((Id, ContentHash) NOT IN (SELECT Id, ContentHash FROM known)) AS Fresh,
        Id IN (SELECT Id FROM known) AS Known
      FROM arrived
      GROUP BY Id`);
    const byTable = await this.#count();
    await this.#keepFreshCopies();
    return { byTable, ...(await this.#amounts()) };
  }

  async #count(): Promise<Map<string, TableCounts>> {
    const rows = await this.#store.rows<{ table: string } & TableCounts>(`
      SELECT
        TableName AS table,
        toInt64(sum(Inserted)) AS inserted, toInt64(sum(Updated)) AS updated,
        toInt64(sum(Duplicates)) AS duplicates
      FROM (
        SELECT
          TableName, count() AS Inserted, 0 AS Updated, 0 AS Duplicates
        FROM stage_copies
        WHERE Id NOT IN (SELECT Id FROM staged_repeats)
        GROUP BY TableName
        UNION ALL
        SELECT
          TableName, countIf(Fresh > 0 AND NOT Known) AS Inserted,
          sum(toInt64(Fresh) - (Fresh > 0 AND NOT Known)) AS Updated,
          sum(toInt64(Arrived) - toInt64(Fresh)) AS Duplicates
        FROM staged_repeats
        GROUP BY TableName
      )
      GROUP BY TableName
      ORDER BY TableName`);
    return new Map(
      rows.map(({ table, inserted, updated, duplicates }) => [
        table,
        { inserted, updated, duplicates },
      ]),
    );
  }

  async #amounts(): Promise<{ once: number; toFold: number }> {
    const [row] = await this.#store.rows<{ once: number; toFold: number }>(`
      SELECT
        (SELECT toInt64(count()) FROM stage_copies
          WHERE Id NOT IN (SELECT Id FROM staged_repeats)) AS once,
        (SELECT toInt64(countIf(Fresh > 0)) FROM staged_repeats) AS toFold`);
    return { once: row?.once ?? 0, toFold: row?.toFold ?? 0 };
  }

  /** Of each distinct new copy of a repeated id the first to arrive stays. */
  async #keepFreshCopies(): Promise<void> {
    const store = this.#store;
    const [repeats] = await store.rows<{ ids: number }>(
      'SELECT toInt64(count()) AS ids FROM staged_repeats',
    );
    if (repeats?.ids === 0) return;
    // The keys first: sorting whole records would hold them all in memory.
    await store.command(`
      INSERT INTO fresh_copies
      SELECT * FROM stage_copies
      WHERE (Id, ContentHash, Position) IN (
        SELECT Id, ContentHash, min(Position) FROM stage_copies
        WHERE Id IN (SELECT Id FROM staged_repeats WHERE Fresh > 0)
          AND (Id, ContentHash) NOT IN (
            SELECT Id, ContentHash FROM copies WHERE Id IN (SELECT Id FROM staged_repeats))
        GROUP BY Id, ContentHash)
      SETTINGS ${LOAD_SETTINGS}`);
    await deleteIds(store, 'stage_copies', 'SELECT Id FROM staged_repeats');
    await store.command('ALTER TABLE fresh_copies MOVE PARTITION tuple() TO TABLE stage_copies');
  }

  /** Of each id that must be folded every distinct copy, stored and staged, in the order of arrival:
   *  one id at a time. */
  async *copiesToFold(): AsyncGenerator<readonly CopyRow[]> {
    for (let after = ''; ;) {
      const ids = await this.#store.rows<{ id: string }>(
        `SELECT Id AS id FROM staged_repeats WHERE Fresh > 0 AND Id > {after:String}
         ORDER BY Id LIMIT ${IDS_FOLDED_AT_ONCE}`,
        { after },
      );
      const last = ids.at(-1);
      if (last === undefined) return;
      yield* this.#copiesBetween(after, last.id);
      after = last.id;
    }
  }

  async *#copiesBetween(after: string, to: string): AsyncGenerator<readonly CopyRow[]> {
    const copies = (table: string): string => `
      SELECT Id, hex(ContentHash) AS Hash, toFloat64(Batch) * 1e12 + Position AS Arrival, Raw,
        Batch = ${this.number} AS IsNew
      FROM ${table}
      WHERE Id > {after:String} AND Id <= {to:String}
        AND Id IN (
          SELECT Id FROM staged_repeats
          WHERE Fresh > 0 AND Id > {after:String} AND Id <= {to:String})`;
    const blocks = this.#store.stream<CopyRow>(
      `SELECT Id, Hash, Arrival, IsNew, Raw
       FROM (${copies('copies')} UNION ALL ${copies('stage_copies')})
       ORDER BY Id, Arrival`,
      { after, to },
    );
    let group: CopyRow[] = [];
    for await (const block of blocks) {
      for (const copy of block) {
        if (group[0] !== undefined && group[0][0] !== copy[0]) {
          yield group;
          group = [];
        }
        group.push(copy);
      }
    }
    if (group.length > 0) yield group;
  }

  /** Moves everything staged to where readers see it. After this resolves it is there for good. */
  async publish(): Promise<void> {
    await this.#store.command(`
      INSERT INTO stage_pending
      SELECT EntityId, toUnixTimestamp64Milli(CreatedDateTime), Id, RowVersion, ${this.number}
      FROM stage_sign_ins`);
    await this.#store.command(`
      INSERT INTO stage_touched_days
      SELECT DISTINCT toDate(CreatedDateTime), ${this.number} FROM stage_sign_ins
      UNION DISTINCT
      SELECT DISTINCT toDate(CreatedDateTime), ${this.number} FROM sign_ins
      WHERE Id IN (SELECT Id FROM staged_repeats WHERE Fresh > 0)`);
    await record(this.#store, this.number, 'publishing');
    await finishPublishing(this.#store, this.number);
  }
}

export type CopyRow = readonly [
  id: string,
  contentHash: string,
  /** order of arrival, only to be compared */
  arrival: number,
  /** came with this batch */
  isNew: boolean,
  raw: string,
];

/** Makes good an interrupted batch. @returns the number of the newest batch, 0 = there was none */
export async function recover(store: Store): Promise<number> {
  const [last] = await store.rows<{ batch: number; state: string }>(`
    SELECT toInt64(Batch) AS batch, argMax(State, Step) AS state
    FROM ledger GROUP BY Batch ORDER BY Batch DESC LIMIT 1`);
  if (last === undefined) return 0;
  if (last.state === 'publishing') await finishPublishing(store, last.batch);
  if (last.state === 'loading') await truncateStaging(store);
  return last.batch;
}

async function finishPublishing(store: Store, batch: number): Promise<void> {
  // Only ids whose new row still waits in staging may lose their old one: after a crash some have
  // been moved already, and their new row must stay.
  for (const table of ['sign_ins', 'AuditLogs']) {
    await deleteIds(
      store,
      table,
      `SELECT Id FROM staged_repeats
       WHERE Id IN (SELECT Id FROM stage_sign_ins UNION ALL SELECT Id FROM stage_AuditLogs)`,
    );
  }
  for (const { table, partition } of await filledPartitions(store)) {
    if (!table.startsWith('stage_')) continue;
    await store.command(
      `ALTER TABLE ${table} MOVE PARTITION ID '${partition}' TO TABLE ${table.slice('stage_'.length)}`,
    );
  }
  await truncateStaging(store);
  await record(store, batch, 'done');
}

/** Deletes the rows of some ids. A deletion looks at every row of a partition, so only those are named
 *  that hold any: finding them is a look into the index.
 *  @param ids  a query of ids */
async function deleteIds(store: Store, table: string, ids: string): Promise<void> {
  const partitions = await store.rows<{ id: string }>(
    `SELECT DISTINCT _partition_id AS id FROM ${table} WHERE Id IN (${ids})`,
  );
  for (const { id } of partitions) {
    await store.command(`DELETE FROM ${table} IN PARTITION ID '${id}' WHERE Id IN (${ids})`);
  }
}

async function truncateStaging(store: Store): Promise<void> {
  const filled = new Set((await filledPartitions(store)).map(({ table }) => table));
  for (const table of filled) await store.command(`TRUNCATE TABLE ${table}`);
}

/** Partitions with rows of the tables that a batch passes through, in the order of those tables. */
async function filledPartitions(store: Store): Promise<{ table: string; partition: string }[]> {
  const names = [...STAGED_TABLES.map((table) => `stage_${table}`), ...PASSED_TABLES];
  return store.rows(
    `SELECT DISTINCT table, partition_id AS partition FROM system.parts
     WHERE database = currentDatabase() AND table IN {names:Array(String)} AND active AND rows > 0
     ORDER BY indexOf({names:Array(String)}, table), partition`,
    { names },
  );
}

const STEPS = { loading: 1, publishing: 2, done: 3 } as const;

async function record(store: Store, batch: number, state: keyof typeof STEPS): Promise<void> {
  await store.insert(
    'ledger',
    ['Batch', 'State', 'Step'],
    'TabSeparated',
    `${batch}\t${state}\t${STEPS[state]}\n`,
  );
}
