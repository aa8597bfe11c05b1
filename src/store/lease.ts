import { hostname } from 'node:os';
import { OddsockError } from '../schema/error.ts';
import { EngineError } from './engine-error.ts';
import type { Store } from './store.ts';

/** Work of which only one may run at a time in a store. */
export type LeasedJob = keyof typeof DOES;

export interface Lease {
  /** Call before what another run must not do, too.
   *  @throws OddsockError 'lease-lost' when this one was silent for so long that another took over */
  assertHeld(): Promise<void>;
}

const DOES = { ingest: 'loading logs into', judgement: 'learning from or judging' } as const;

const BEAT_MS = 15_000;

/** Longer than any pause of a living process but a computer that sleeps. Chosen by hand. */
const DEAD_AFTER_SECONDS = 60;

const TABLE_EXISTS = 57;

/** Does work that must not run twice at a time in a store. A data directory is held as a whole
 *  (`holdDirectory`); on a server a run takes a lease and keeps telling that it lives.
 *
 *  The lease is a table whose name ends in a generation: the engine makes each only once, so of those who
 *  want the next one gets it. The times compared are all the server's.
 *  @throws OddsockError 'store-busy' while another run holds it */
export async function withLease<T>(
  store: Store,
  job: LeasedJob,
  work: (lease: Lease) => Promise<T>,
): Promise<T> {
  if (store.embedded) return work({ assertHeld: () => Promise.resolve() });
  const generation = await acquire(store, job);
  // A beat that fails is not the work's failure: the next one may come through.
  const beating = setInterval(() => {
    beat(store, job, generation, 'held').catch(() => undefined);
  }, BEAT_MS);
  try {
    return await work({ assertHeld: () => assertHeld(store, job, generation) });
  } finally {
    clearInterval(beating);
    await beat(store, job, generation, 'released').catch(() => undefined);
  }
}

async function acquire(store: Store, job: LeasedJob): Promise<number> {
  await store.command(`
    CREATE TABLE IF NOT EXISTS lease_beats
      (Job LowCardinality(String), Generation UInt32, State LowCardinality(String), Holder String,
       At DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC'))
    ENGINE = MergeTree ORDER BY (Job, Generation, At) TTL toDateTime(At) + INTERVAL 1 DAY`);
  const last = await newest(store, job);
  if (last?.isAlive === true) throw busy(store, job, last.holder);
  const generation = (last?.generation ?? 0) + 1;
  try {
    await store.command(`CREATE TABLE ${tableOf(job, generation)} (Held UInt8) ENGINE = Memory`);
  } catch (error) {
    const isTaken = error instanceof EngineError && error.engineCode === TABLE_EXISTS;
    throw isTaken ? busy(store, job, 'just begun') : error;
  }
  await beat(store, job, generation, 'held');
  if (last !== null)
    await store.command(`DROP TABLE IF EXISTS ${tableOf(job, last.generation)} SYNC`);
  return generation;
}

interface Held {
  readonly generation: number;
  readonly holder: string;
  readonly isAlive: boolean;
}

async function newest(store: Store, job: LeasedJob): Promise<Held | null> {
  const [table] = await store.rows<{ generation: number; age: number }>(
    `SELECT
       toUInt32(substring(name, length({prefix:String}) + 1)) AS generation,
       dateDiff('second', metadata_modification_time, now()) AS age
     FROM system.tables
     WHERE database = currentDatabase() AND startsWith(name, {prefix:String})
     ORDER BY generation DESC LIMIT 1`,
    { prefix: tableOf(job, '') },
  );
  if (table === undefined) return null;
  const { generation } = table;
  const [last] = await store.rows<{ state: string; holder: string; age: number }>(
    `SELECT
       argMax(State, At) AS state, any(Holder) AS holder,
       dateDiff('second', max(At), now64(3, 'UTC')) AS age
     FROM lease_beats WHERE Job = {job:String} AND Generation = {generation:UInt32}
     HAVING count() > 0`,
    { job, generation },
  );
  const age = last?.age ?? table.age;
  const isAlive = last?.state !== 'released' && age < DEAD_AFTER_SECONDS;
  return { generation, holder: last?.holder ?? 'just begun', isAlive };
}

async function assertHeld(store: Store, job: LeasedJob, generation: number): Promise<void> {
  const last = await newest(store, job);
  if (last?.generation === generation) return;
  throw new OddsockError(
    'lease-lost',
    `This run was silent for more than ${DEAD_AFTER_SECONDS} s, and another Oddsock has taken its place.`,
    { hint: 'What was stored so far stays; run the command again once the other is done.' },
  );
}

async function beat(
  store: Store,
  job: LeasedJob,
  generation: number,
  state: 'held' | 'released',
): Promise<void> {
  const holder = `process ${process.pid} on ${hostname().replaceAll(/[\s\\]/g, '_')}`;
  const line = `${job}\t${generation}\t${state}\t${holder}\n`;
  const columns = ['Job', 'Generation', 'State', 'Holder'];
  await store.insert('lease_beats', columns, 'TabSeparated', line);
}

function tableOf(job: LeasedJob, generation: number | ''): string {
  return `lease_${job}_${generation}`;
}

function busy(store: Store, job: LeasedJob, holder: string): OddsockError {
  return new OddsockError(
    'store-busy',
    `Another Oddsock (${holder}) is ${DOES[job]} ${store.location}.`,
    {
      hint: `Run the command again once it is done; if it has died, after ${DEAD_AFTER_SECONDS} s.`,
    },
  );
}
