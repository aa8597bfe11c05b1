import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  externalKey,
  prepare,
  Refusal,
  type SchemaRow,
  type TextRows,
  type TranslateOptions,
  type Watchlist,
} from '../../src/kql/index.ts';
import { limitsOf } from '../../src/pipeline/hunt-limits.ts';
import { ingest } from '../../src/pipeline/ingest.ts';
import { TENANT_FILES, writeTenant } from '../../src/pipeline/write-tenant.ts';
import { huntSettings } from '../../src/schema/hunt-settings.ts';
import { simulateTenant } from '../../src/simulate/index.ts';
import { EngineError, kqlTables, type Store } from '../../src/store/index.ts';
import { paragraphs, queriesOf, type CorpusQuery } from './queries.ts';

/** What became of one query of a folder. */
export interface Run {
  readonly query: string;
  /** stoodIn: it ran, with empty tables in place of watch lists or outside data; invalid: the analyser
   *  finds it wrong against Microsoft's tables */
  readonly outcome: 'runs' | 'stoodIn' | 'refused' | 'invalid' | 'failed';
  /** why it did not run; '' when it did */
  readonly reason: string;
}

/** Last day of the simulated logs; the queries' ago() counts from the day after. */
const LAST_DATE = '2026-01-30';
const NOW_MS = Date.parse(LAST_DATE) + 86_400_000;
const SETTINGS = limitsOf(huntSettings.parse({ maxSeconds: 120 }));

/** What the engine says where a limit of the hunt is reached: no fault of the translation. */
const LIMITS = [159, 241, 395, 396];

/** Runs the queries of all .kql, .yaml and .md files below a folder on a store with simulated logs. */
export async function runCorpus(folder: string, store: Store, scratch: string): Promise<Run[]> {
  const logs = path.join(scratch, 'logs');
  const tenant = { users: 40, days: 20, seed: '1', lastDate: LAST_DATE };
  await writeTenant(logs, simulateTenant(tenant));
  const { signIns, auditEvents } = TENANT_FILES;
  await ingest(store, [path.join(logs, signIns), path.join(logs, auditEvents)], {});
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:kql|ya?ml|md)$/.test(file))
    .toSorted();
  const runs: Run[] = [];
  for (const file of files) {
    const queries = queriesOf(file, readFileSync(path.join(folder, file), 'utf8'));
    for (const query of queries) runs.push(...(await runWhole(query, store)));
  }
  return runs;
}

/** A text that is not one query may be several, with blank lines between them. */
async function runWhole({ name, text }: CorpusQuery, store: Store): Promise<Run[]> {
  const whole = await runOne({ name, text }, store);
  const parts = paragraphs(text);
  if (whole.outcome !== 'invalid' || parts.length < 2) return [whole];
  const runs: Run[] = [];
  for (const [place, part] of parts.entries()) {
    runs.push(await runOne({ name: `${name}:${place + 1}`, text: part }, store));
  }
  // Where no part stands alone it was one query after all.
  return runs.every(({ outcome }) => outcome === 'invalid') ? [whole] : runs;
}

async function runOne({ name, text }: CorpusQuery, store: Store): Promise<Run> {
  try {
    const stoodIn = await answer(text, store);
    return { query: name, outcome: stoodIn ? 'stoodIn' : 'runs', reason: '' };
  } catch (error) {
    if (error instanceof Refusal) {
      const outcome = error.code === 'kql-invalid' ? 'invalid' : 'refused';
      return { query: name, outcome, reason: error.message };
    }
    if (error instanceof EngineError && LIMITS.includes(error.engineCode ?? 0)) {
      return { query: name, outcome: 'refused', reason: `limit reached (${error.engineCode})` };
    }
    return { query: name, outcome: 'failed', reason: String(error).slice(0, 400) };
  }
}

/** Runs a query. What it reads beside the tables is not at hand: empty tables stand in for it.
 *  @returns did one stand in? */
async function answer(query: string, store: Store): Promise<boolean> {
  const tables = await kqlTables(store);
  const external = new Map<string, TextRows>();
  let watchlists: readonly Watchlist[] = [];
  let text = query;
  for (;;) {
    const options: TranslateOptions = {
      tables,
      watchlists,
      external,
      nowMs: NOW_MS,
      settings: SETTINGS,
    };
    try {
      const prepared = prepare(text, options);
      if (prepared.kind === 'statement') {
        await store.ask(prepared.sql, 'JSONCompactEachRow');
        return watchlists.length + external.size > 0;
      }
      if (prepared.kind === 'external') external.set(externalKey(prepared.request), []);
      else text = prepared.answered(await schemaRows(store, prepared.sql));
    } catch (error) {
      const wider = error instanceof Refusal ? widened(watchlists, error) : undefined;
      if (wider === undefined) throw error;
      watchlists = wider;
    }
  }
}

async function schemaRows(store: Store, sql: string): Promise<SchemaRow[]> {
  const lines = new TextDecoder().decode(await store.ask(sql, 'JSONEachRow')).split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as SchemaRow);
}

/** The watch lists with what the refusal says is missing: a list, or a column that only a list can
 *  have; undefined where that is not it. */
function widened(watchlists: readonly Watchlist[], { message }: Refusal) {
  const list = /There is no watch list (.+)\.$/.exec(message)?.[1];
  if (list !== undefined) return [...watchlists, { name: list, columns: ['SearchKey'], rows: [] }];
  const column = /The name '(.+?)' does not refer to any known column/.exec(message)?.[1];
  const known = watchlists.every(({ columns }) => columns.includes(column ?? ''));
  if (column === undefined || known) return undefined;
  return watchlists.map((each) => ({ ...each, columns: [...each.columns, column] }));
}

/** Lines to print: failures, refusals and wrong queries by reason, and the counts. */
export function corpusReport(runs: readonly Run[]): string[] {
  const of = (outcome: Run['outcome']) => runs.filter((run) => run.outcome === outcome);
  const count = (outcome: Run['outcome']) => of(outcome).length;
  const ran = count('runs') + count('stoodIn');
  const valid = ran + count('refused') + count('failed');
  return [
    ...of('failed').map(({ query, reason }) => `FAILED ${query}\n    ${reason}`),
    ...byReason(of('invalid'), 'wrong'),
    ...byReason(of('refused'), 'refused'),
    `${runs.length} queries; ${count('invalid')} are wrong against Microsoft's tables and counted apart`,
    `${count('stoodIn')} ran with empty tables in place of watch lists and outside data`,
    `${((100 * ran) / Math.max(1, valid)).toFixed(1)} % of ${valid} run`,
    `${ran} run, ${count('refused')} refused, ${count('failed')} engine errors`,
  ];
}

function byReason(runs: readonly Run[], what: string): string[] {
  const reasons = Map.groupBy(runs, ({ reason }) => reason.replace(/^\d+:\d+: /, ''));
  return [...reasons]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(
      ([reason, all]) => `${String(all.length).padStart(5)} ${what}: ${reason} (${all[0]?.query})`,
    );
}
