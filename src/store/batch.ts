import { LOAD_SETTINGS } from './load-settings.ts';
import { noting } from './patch-parts.ts';
import type { Store } from './store.ts';

/** A batch is loaded into staging tables first and then published: the partitions of staging are attached
 *  to the tables that readers see, which the engine does with links, not by copying. Whatever moment the
 *  process dies at, the next `recover` either drops what was staged or publishes it again from the
 *  beginning: staging is whole until everything is attached. No record is lost or doubled.
 *
 *  State lies in `ledger`, one row a step: loading → publishing → attached → done. */
export const STAGED_TABLES = [
  'sign_ins',
  'AuditLogs',
  'copies',
  'pending',
  'touched_days',
  'reject_rows',
] as const;
export type StagedTable = (typeof STAGED_TABLES)[number];

/** The column that tells which batch a row came with. A reject that comes again replaces itself. */
const BATCH_COLUMNS: Readonly<Record<Exclude<StagedTable, 'reject_rows'>, string>> = {
  sign_ins: 'RowVersion',
  AuditLogs: 'RowVersion',
  copies: 'Batch',
  pending: 'Batch',
  touched_days: 'Batch',
};

/** Where each staging table is published to. */
const TARGETS: Readonly<Record<string, StagedTable>> = {
  ...Object.fromEntries(STAGED_TABLES.map((table) => [`stage_${table}`, table])),
  fresh_copies: 'copies',
};

/** To truncate a table the engine makes an empty part, of a dozen files, for each that there was; of more
 *  parts than these a new table is quicker. Measured. */
const FEW_PARTS = 3;

/** Their copies are held in memory together. Chosen by hand. */
const IDS_FOLDED_AT_ONCE = 5000;

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

/** What of the batch's copies is new, once it is settled. */
export const NEW_COPIES = '(SELECT * FROM stage_copies UNION ALL SELECT * FROM fresh_copies)';

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
    await emptyStaging(this.#store);
  }

  /** Sorts out repeats among the staged copies, and between them and the stored ones. Afterwards
   *  `staged_repeats` lists the ids that came more than once, now or before, and NEW_COPIES holds each
   *  new copy once. Then stage the fields: of the ids that came once from what arrived, of the
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
        (SELECT toInt64(count()) FROM ${NEW_COPIES}
          WHERE Id NOT IN (SELECT Id FROM staged_repeats)) AS once,
        (SELECT toInt64(countIf(Fresh > 0)) FROM staged_repeats) AS toFold`);
    return { once: row?.once ?? 0, toFold: row?.toFold ?? 0 };
  }

  /** Of each distinct new copy of a repeated id the first to arrive stays. Deleting the others would
   *  wait for merges to end: what stays of the parts that hold any is written anew instead. */
  async #keepFreshCopies(): Promise<void> {
    const store = this.#store;
    const parts = await store.rows<{ part: string; touched: boolean }>(
      `SELECT _part AS part, countIf(Id IN (SELECT Id FROM staged_repeats)) > 0 AS touched
       FROM stage_copies GROUP BY part`,
    );
    const touched = parts.filter((each) => each.touched).map(({ part }) => part);
    if (touched.length === 0) return;
    // The keys first: sorting whole records would hold them all in memory.
    await store.command(
      `INSERT INTO fresh_copies
       SELECT * FROM stage_copies
       WHERE _part IN {parts:Array(String)} AND (
         Id NOT IN (SELECT Id FROM staged_repeats)
         OR (Id, ContentHash, Position) IN (
           SELECT Id, ContentHash, min(Position) FROM stage_copies
           WHERE Id IN (SELECT Id FROM staged_repeats WHERE Fresh > 0)
             AND (Id, ContentHash) NOT IN (
               SELECT Id, ContentHash FROM copies WHERE Id IN (SELECT Id FROM staged_repeats))
           GROUP BY Id, ContentHash))
       SETTINGS ${LOAD_SETTINGS}`,
      { parts: touched },
    );
    if (touched.length === parts.length) return store.command('TRUNCATE TABLE stage_copies');
    for (const part of touched) await store.command(`ALTER TABLE stage_copies DROP PART '${part}'`);
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
       FROM (${copies('copies')} UNION ALL ${copies(NEW_COPIES)})
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

  /** Shows everything staged to readers. After this resolves it is there for good. */
  async publish(): Promise<void> {
    await this.#store.command(`
      INSERT INTO stage_pending
      SELECT EntityId, toUnixTimestamp64Milli(CreatedDateTime), Id, RowVersion, ${this.number}
      FROM stage_sign_ins`);
    // Of what was elsewhere or at another time before, a row of version 0: judgement takes back what it said.
    await this.#store.command(`
      INSERT INTO stage_pending
      SELECT EntityId, toUnixTimestamp64Milli(CreatedDateTime), Id, 0, ${this.number} FROM sign_ins
      WHERE Id IN (SELECT Id FROM staged_repeats WHERE Fresh > 0 AND Known)
        AND (EntityId, CreatedDateTime, Id) NOT IN (
          SELECT EntityId, CreatedDateTime, Id FROM stage_sign_ins)`);
    await this.#store.command(`
      INSERT INTO stage_touched_days
      SELECT DISTINCT toDate(CreatedDateTime), ${this.number} FROM stage_sign_ins
      UNION DISTINCT
      SELECT DISTINCT toDate(CreatedDateTime), ${this.number} FROM sign_ins
      WHERE Id IN (SELECT Id FROM staged_repeats WHERE Fresh > 0)`);
    await record(this.#store, this.number, 'publishing');
    await attachStaged(this.#store, this.number);
    await leaveStaging(this.#store, this.number);
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
  if (last.state === 'publishing') {
    await detachPublished(store, last.batch);
    await attachStaged(store, last.batch);
  }
  if (last.state === 'publishing' || last.state === 'attached') {
    await leaveStaging(store, last.batch);
  }
  if (last.state === 'loading') await emptyStaging(store);
  return last.batch;
}

/** Takes back what of a batch may have been published, in whole or in half. */
async function detachPublished(store: Store, batch: number): Promise<void> {
  for (const [table, column] of Object.entries(BATCH_COLUMNS)) {
    await deleteRows(store, table, `${column} = ${batch}`);
  }
}

async function attachStaged(store: Store, batch: number): Promise<void> {
  for (const table of ['sign_ins', 'AuditLogs']) {
    const replaced = `Id IN (SELECT Id FROM staged_repeats WHERE Fresh > 0 AND Known)`;
    await deleteRows(store, table, `${replaced} AND RowVersion != ${batch}`);
  }
  for (const { table, partition } of await stagedPartitions(store)) {
    const target = TARGETS[table];
    if (target === undefined) continue;
    await store.command(`ALTER TABLE ${target} ATTACH PARTITION ID '${partition}' FROM ${table}`);
  }
  await record(store, batch, 'attached');
}

async function leaveStaging(store: Store, batch: number): Promise<void> {
  await emptyStaging(store);
  await record(store, batch, 'done');
}

/** Deletes rows, where the engine can by only noting which are gone (a patch part, made at once): an
 *  ordinary deletion looks at every row of a partition and waits until a merge leaves room for it.
 *  @param where  what the rows have in common */
async function deleteRows(store: Store, table: string, where: string): Promise<void> {
  const partitions = await store.rows<{ id: string; version: string }>(
    `SELECT DISTINCT _partition_id AS id, version() AS version FROM ${table} WHERE ${where}`,
  );
  for (const { id, version } of partitions) {
    await store.command(
      `DELETE FROM ${table} IN PARTITION ID '${id}' WHERE ${where} ${noting(version)}`,
    );
  }
}

async function emptyStaging(store: Store): Promise<void> {
  const partsOf = new Map<string, number>();
  for (const { table, parts } of await stagedPartitions(store)) {
    partsOf.set(table, (partsOf.get(table) ?? 0) + parts);
  }
  for (const [table, parts] of partsOf) {
    await store.command(
      parts <= FEW_PARTS
        ? `TRUNCATE TABLE ${table}`
        : `CREATE OR REPLACE TABLE ${table} AS ${table}
           SETTINGS database_atomic_wait_for_drop_and_detach_synchronously = 1`,
    );
  }
}

/** Partitions of the tables that hold something only while a batch is being made. */
async function stagedPartitions(
  store: Store,
): Promise<{ table: string; partition: string; parts: number }[]> {
  const names = [...Object.keys(TARGETS), 'staged_repeats'];
  return store.rows(
    `SELECT table, partition_id AS partition, toInt64(count()) AS parts FROM system.parts
     WHERE database = currentDatabase() AND table IN {names:Array(String)} AND active
     GROUP BY table, partition_id
     ORDER BY indexOf({names:Array(String)}, table), partition`,
    { names },
  );
}

const STEPS = { loading: 1, publishing: 2, attached: 3, done: 4 } as const;

async function record(store: Store, batch: number, state: keyof typeof STEPS): Promise<void> {
  await store.insert(
    'ledger',
    ['Batch', 'State', 'Step'],
    'TabSeparated',
    `${batch}\t${state}\t${STEPS[state]}\n`,
  );
}
