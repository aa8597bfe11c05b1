import { between, createBaselineTables, DAY_MS, countTenantDays } from '../baselines/index.ts';
import { DETECTORS } from '../detectors/index.ts';
import {
  AddressFailures,
  BehaviorWriter,
  createBehaviorTables,
  TenantMemory,
} from '../evidence/index.ts';
import { investigationPriority, judge, prepareJudgement, type Judgement } from '../risk/index.ts';
import type { DetectOutput } from '../schema/outputs.ts';
import type { JudgementSettings } from '../schema/settings.ts';
import { RowText, withLease, type Store } from '../store/index.ts';
import {
  judgePage,
  readPage,
  type HeldChange,
  type Page,
  type StretchSources,
} from './judge-page.ts';
import type { OnProgress } from './progress.ts';
import { hasNews, trainDay, Trainings, type Stretch } from './trainings.ts';
import { createVerdictTables } from './verdict-tables.ts';
import { VerdictWriter } from './verdict-writer.ts';

export interface DetectOptions {
  readonly settings: JudgementSettings;
  /** judge everything from here on again; default: what was not judged yet */
  readonly sinceMs?: number;
  /** of what was not judged yet only what is this late; the rest goes on waiting */
  readonly pendingSinceMs?: number;
  /** when this runs, epoch ms; verdicts do not depend on it */
  readonly nowMs: number;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

/** A page ends at whichever comes first: some 150 MB of sign-ins at most. */
const PAGE_ENTITIES = 2000;
const PAGE_SIGN_INS = 60_000;

/** Judges what was not judged yet: stretch by stretch of event time, a page of entities at a time. Each
 *  verdict rests on what was known before its sign-in, so the same records give the same verdicts in
 *  whatever pieces they came.
 *  @throws OddsockError 'store-busy' while another process learns or judges in the same store */
export function detect(store: Store, options: DetectOptions): Promise<DetectOutput> {
  return withLease(store, 'judgement', () => judgePending(store, options));
}

async function judgePending(store: Store, options: DetectOptions): Promise<DetectOutput> {
  const startedMs = performance.now();
  // A mistake in the configuration is told before anything is done.
  const judgement = prepareJudgement(options.settings, DETECTORS);
  await createBaselineTables(store);
  await createBehaviorTables(store);
  await createVerdictTables(store);
  const trainings = await Trainings.read(store, options.settings);
  const run = new DetectRun(store, options, judgement, trainings);
  const range = await judgedRange(store, options);
  if (range !== null) await run.judge(range);
  return { ...run.counts, seconds: (performance.now() - startedMs) / 1000 };
}

/** What is to be judged. */
interface JudgedRange {
  readonly fromMs: number;
  /** exclusive: nothing is stored from there on */
  readonly toMs: number;
  /** everything in the range; false = what is pending, and what follows it within a day */
  readonly all: boolean;
  /** pending records of later loads stay pending */
  readonly batch: number;
  /** to be judged, at least */
  readonly signIns: number;
}

async function judgedRange(
  store: Store,
  { sinceMs, pendingSinceMs = 0 }: DetectOptions,
): Promise<JudgedRange | null> {
  const [row] = await store.rows<{
    newestMs: number;
    oldestMs: number;
    pending: number;
    batch: number;
  }>(
    `SELECT
       (SELECT toUnixTimestamp64Milli(max(CreatedDateTime)) FROM sign_ins
        WHERE toDate(CreatedDateTime) >= (SELECT max(Day) FROM touched_days)) AS newestMs,
       toInt64(min(TimeMs)) AS oldestMs, toInt64(count()) AS pending, toInt64(max(Batch)) AS batch
     FROM pending WHERE TimeMs >= {pendingSinceMs:Int64}`,
    { pendingSinceMs },
  );
  if (row === undefined) return null;
  const { newestMs, oldestMs, pending, batch } = row;
  const toMs = newestMs + 1;
  if (sinceMs === undefined) {
    const range = { fromMs: oldestMs, toMs, all: false, batch, signIns: pending };
    return pending === 0 ? null : range;
  }
  if (sinceMs > newestMs) return null;
  const signIns = await countSignIns(store, sinceMs, toMs);
  return { fromMs: sinceMs, toMs, all: true, batch, signIns };
}

async function countSignIns(store: Store, fromMs: number, toMs: number): Promise<number> {
  const [row] = await store.rows<{ signIns: number }>(
    `SELECT toInt64(count()) AS signIns FROM sign_ins WHERE ${between(fromMs, toMs)}`,
  );
  return row?.signIns ?? 0;
}

class DetectRun {
  readonly counts = { judged: 0, anomalies: 0, behaviours: 0 };
  readonly #store: Store;
  readonly #options: DetectOptions;
  readonly #judgement: Judgement;
  readonly #trainings: Trainings;
  readonly #writer: BehaviorWriter;
  readonly #verdicts: VerdictWriter;
  #expected = 0;

  constructor(store: Store, options: DetectOptions, judgement: Judgement, trainings: Trainings) {
    this.#store = store;
    this.#options = options;
    this.#judgement = judgement;
    this.#verdicts = new VerdictWriter(store, options.nowMs);
    this.#trainings = trainings;
    this.#writer = new BehaviorWriter(store, options.nowMs);
  }

  async judge(range: JudgedRange): Promise<void> {
    const store = this.#store;
    this.#expected = range.signIns;
    await countTenantDays(store, Math.ceil(range.toMs / DAY_MS) - 1);
    const { settings } = this.#options;
    const addressFailures = await AddressFailures.open(store, range.fromMs, range.toMs);
    const pendingDays = range.all ? null : await readPendingDays(store);
    for (const stretch of this.#trainings.stretches(range.fromMs, range.toMs)) {
      const all = range.all || (await this.#prepare(stretch, pendingDays));
      if (!all && !hasPending(pendingDays, stretch)) continue;
      if (stretch.isDaily) await trainDay(store, this.#trainings, stretch.asOfMs, settings);
      const tenant = await TenantMemory.open(store, settings.learning);
      const ownAsOf = this.#trainings.ownAt(stretch.fromMs);
      await this.#judgeStretch({ settings, stretch, all, tenant, addressFailures, ownAsOf });
    }
    await forgetPending(store, range);
  }

  /** @returns true when a daily training is out of date: its whole day must be judged again */
  async #prepare(stretch: Stretch, pendingDays: ReadonlySet<number> | null): Promise<boolean> {
    if (!stretch.isDaily || pendingDays === null) return false;
    const batch = this.#trainings.dailyBatch(stretch.asOfMs);
    return batch !== null && hasNews(this.#store, stretch.asOfMs, batch, this.#options.settings);
  }

  /** The next page is read while one is judged: the engine and this thread work side by side. */
  async #judgeStretch(sources: StretchSources): Promise<void> {
    const store = this.#store;
    const pages = await judgedPages(store, sources.stretch, sources.all);
    const read = (index: number): Promise<Page | null> => {
      const entities = pages[index];
      const page = entities === undefined ? null : readPage(store, entities, sources);
      // Awaited a page later; until then a failure must not count as unhandled.
      page?.catch(() => undefined);
      return page ?? Promise.resolve(null);
    };
    let next = read(0);
    for (let index = 0; index < pages.length; index++) {
      this.#options.signal?.throwIfAborted();
      const page = await next;
      next = read(index + 1);
      if (page !== null) await this.#judgePage(page, sources);
    }
    await this.#writer.replaceOlder(sources.stretch.fromMs, sources.stretch.toMs);
  }

  async #judgePage(page: Page, sources: StretchSources): Promise<void> {
    const { nowMs, onProgress } = this.#options;
    const { judged, held } = judgePage(page, sources, (evidence, activeDays, usual) => {
      const verdict = judge(evidence, this.#judgement);
      this.#writer.add(evidence, investigationPriority(verdict.score), activeDays);
      this.#verdicts.add(verdict, evidence, usual);
      if (verdict.kind === 'anomaly') this.counts.anomalies++;
      if (verdict.kind === 'behaviour') this.counts.behaviours++;
      return verdict;
    });
    await this.#writer.flush();
    await this.#verdicts.flush(page.entities, sources.stretch.fromMs, sources.stretch.toMs);
    await writeHeld(this.#store, held, nowMs);
    this.counts.judged += judged;
    const done = this.counts.judged;
    const total = Math.max(done, this.#expected);
    onProgress?.({ stage: 'Judging', done, total, unit: 'sign-ins' });
  }
}

/** Days (UTC, since 1970) with pending sign-ins. */
async function readPendingDays(store: Store): Promise<Set<number>> {
  const rows = await store.rows<{ day: number }>(
    `SELECT DISTINCT toInt64(intDiv(TimeMs, ${DAY_MS})) AS day FROM pending`,
  );
  return new Set(rows.map(({ day }) => day));
}

/** A pending sign-in is felt for a day. */
function hasPending(days: ReadonlySet<number> | null, { fromMs, toMs }: Stretch): boolean {
  if (days === null) return true;
  for (let day = Math.floor(fromMs / DAY_MS) - 1; day * DAY_MS < toMs; day++) {
    if (days.has(day)) return true;
  }
  return false;
}

/** The entities that have something to be judged in a stretch, in pages that fit in memory. */
async function judgedPages(store: Store, stretch: Stretch, all: boolean): Promise<string[][]> {
  const { fromMs, toMs, asOfMs } = stretch;
  const concerned = all
    ? `SELECT EntityId FROM sign_ins WHERE ${between(fromMs, toMs)}`
    : `SELECT EntityId FROM pending WHERE TimeMs >= ${fromMs - DAY_MS} AND TimeMs < ${toMs}`;
  const entities = await store.rows<{ id: string; signIns: number }>(
    `SELECT EntityId AS id, toInt64(count()) AS signIns FROM sign_ins
     WHERE ${between(Math.min(asOfMs, fromMs - DAY_MS), toMs)} AND EntityId IN (${concerned})
     GROUP BY EntityId ORDER BY EntityId`,
  );
  const pages: string[][] = [];
  let page: string[] = [];
  let signIns = 0;
  for (const { id, signIns: own } of entities) {
    const isFull = page.length === PAGE_ENTITIES || signIns + own > PAGE_SIGN_INS;
    if (page.length > 0 && isFull) {
      pages.push(page);
      page = [];
      signIns = 0;
    }
    page.push(id);
    signIns += own;
  }
  if (page.length > 0) pages.push(page);
  return pages;
}

async function writeHeld(store: Store, held: readonly HeldChange[], nowMs: number): Promise<void> {
  if (held.length === 0) return;
  const text = new RowText();
  for (const { entityId, timeMs, signInId, isHeld } of held) {
    text.add([entityId, timeMs, signInId, isHeld ? 1 : 0, nowMs]);
  }
  const columns = ['EntityId', 'TimeMs', 'SignInId', 'IsHeld', 'Version'];
  await store.insert('held_sign_ins', columns, 'TabSeparated', text.take());
}

/** What was judged is not pending anymore; what was loaded meanwhile stays. */
async function forgetPending(store: Store, { fromMs, batch }: JudgedRange): Promise<void> {
  const stays = `Batch > ${batch} OR TimeMs < ${fromMs}`;
  const [row] = await store.rows<{ rows: number }>(
    `SELECT toInt64(count()) AS rows FROM pending WHERE ${stays}`,
  );
  if (row?.rows === 0) await store.command('TRUNCATE TABLE pending');
  else await store.command(`DELETE FROM pending WHERE NOT (${stays})`);
}
