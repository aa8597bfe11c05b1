import { between, countTenantDays, createBaselineTables, DAY_MS } from '../baselines/index.ts';
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
import { begun, begunAhead } from './begun-ahead.ts';
import { entityPages } from './entity-pages.ts';
import {
  judgePage,
  readPage,
  type HeldChange,
  type Page,
  type StretchSources,
} from './judge-page.ts';
import { judgingStart } from './judging-start.ts';
import type { OnProgress } from './progress.ts';
import { withdrawSuperseded } from './superseded.ts';
import { TrainingKeeper } from './training-keeper.ts';
import { Trainings, type Stretch } from './trainings.ts';
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

/** More would not be quicker: the sooner the first page is read, the sooner both cores are at work. */
const PAGE_ENTITIES = 1700;
const PAGE_SIGN_INS = 40_000;

/** Pages that are read while one is judged: of the next the tenant's part, too, of the one after it what
 *  does not depend on anything. */
const PAGES_AHEAD = 2;

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
  const range = await judgedRange(store, options, await startOf(store, options));
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
  /** something stored must be withdrawn first */
  readonly hasSuperseded: boolean;
}

/** Of what is pending only what is not older is judged. */
async function startOf(store: Store, { sinceMs, pendingSinceMs }: DetectOptions): Promise<number> {
  // a run for one sign-in says nothing about where judging begins
  return pendingSinceMs ?? (await judgingStart(store, sinceMs));
}

async function judgedRange(
  store: Store,
  { sinceMs }: DetectOptions,
  startMs: number,
): Promise<JudgedRange | null> {
  const [row] = await store.rows<{
    newestMs: number;
    oldestMs: number;
    pending: number;
    batch: number;
    superseded: number;
  }>(
    `SELECT
       (SELECT toUnixTimestamp64Milli(max(CreatedDateTime)) FROM sign_ins
        WHERE toDate(CreatedDateTime) >= (SELECT max(Day) FROM touched_days)) AS newestMs,
       toInt64(min(TimeMs)) AS oldestMs, toInt64(count()) AS pending, toInt64(max(Batch)) AS batch,
       (SELECT toInt64(count()) FROM pending WHERE RowVersion = 0) AS superseded
     FROM pending WHERE TimeMs >= {startMs:Int64}`,
    { startMs },
  );
  if (row === undefined) return null;
  const { newestMs, oldestMs, pending, batch, superseded } = row;
  const toMs = newestMs + 1;
  const hasSuperseded = superseded > 0;
  if (sinceMs === undefined) {
    const range = { fromMs: oldestMs, toMs, all: false, batch, signIns: pending, hasSuperseded };
    return pending === 0 ? null : range;
  }
  if (sinceMs > newestMs) return null;
  const signIns = await countSignIns(store, sinceMs, toMs);
  return { fromMs: sinceMs, toMs, all: true, batch, signIns, hasSuperseded };
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
    if (range.hasSuperseded) await withdrawSuperseded(store, this.#options.nowMs);
    await countTenantDays(store, Math.ceil(range.toMs / DAY_MS) - 1);
    const { settings } = this.#options;
    const addressFailures = begun(AddressFailures.open(store, range.fromMs, range.toMs));
    const pendingDays = range.all ? null : await readPendingDays(store, range.fromMs);
    const keeper = new TrainingKeeper(store, this.#trainings, settings, range.toMs);
    for (const stretch of this.#trainings.stretches(range.fromMs, range.toMs)) {
      const state = await keeper.stateFor(stretch);
      // A training that is made again changes the verdicts of its whole day.
      const all = range.all || state === 'outdated';
      if (!all && !hasPending(pendingDays, stretch)) continue;
      const concerned = { stretch, all, startMs: range.fromMs };
      const pages = await judgedPages(store, concerned);
      if (pages.length === 0) continue;
      await keeper.provide(stretch, state, pages, () => this.#forgetJudged(range, stretch));
      const ownAsOf = this.#trainings.ownAt(stretch);
      const tenant = begun(TenantMemory.open(store, settings.learning));
      const known = { settings, tenant, addressFailures, ownAsOf };
      await this.#judgeStretch(pages, { ...known, ...concerned });
    }
    await forgetPending(store, range);
    await keeper.close();
  }

  /** On a long way the days that are behind: whoever is stopped would else walk them again, now without
   *  their trainings. Not where a day that was judged before is still to come: who is stopped before it is
   *  would else have nothing pending that leads there, outdated or not. */
  async #forgetJudged(range: JudgedRange, { fromMs, asOfMs }: Stretch): Promise<void> {
    if (this.#trainings.notes.some((note) => note.isDaily && note.asOfMs >= asOfMs)) return;
    // A pending sign-in is felt for a day.
    await forgetPending(this.#store, range, fromMs - DAY_MS);
  }

  /** Three things at once: the engine reads the next pages, this thread judges one, and what was judged
   *  before is written. */
  async #judgeStretch(
    pages: readonly (readonly string[])[],
    sources: StretchSources,
  ): Promise<void> {
    const { stretch } = sources;
    const [first] = pages;
    // The engine answers in turn: nothing may be asked for other pages before all is for the first.
    const isFirstAsked = Promise.withResolvers<void>();
    const read = begunAhead(pages, PAGES_AHEAD, async (entities) => {
      if (entities !== first) await isFirstAsked.promise;
      return readPage(this.#store, entities, sources, isFirstAsked.resolve);
    });
    let written: Promise<void> = Promise.resolve();
    for await (const page of read) {
      this.#options.signal?.throwIfAborted();
      const { judged, held } = this.#judgePage(page, sources);
      await written;
      written = begun(this.#write(page, stretch, judged, held));
    }
    await written;
    await this.#writer.replaceOlder(stretch.fromMs, stretch.toMs);
  }

  #judgePage(page: Page, sources: StretchSources): ReturnType<typeof judgePage> {
    return judgePage(page, sources, (evidence, activeDays, usual) => {
      const verdict = judge(evidence, this.#judgement);
      this.#writer.add(evidence, investigationPriority(verdict.score), activeDays);
      this.#verdicts.add(verdict, evidence, usual);
      if (verdict.kind === 'anomaly') this.counts.anomalies++;
      if (verdict.kind === 'behaviour') this.counts.behaviours++;
      return verdict;
    });
  }

  /** The verdicts that were added since the last call. */
  async #write(
    { entities }: Page,
    { fromMs, toMs }: Stretch,
    judged: number,
    held: readonly HeldChange[],
  ): Promise<void> {
    const { nowMs, onProgress } = this.#options;
    await Promise.all([
      this.#writer.flush(),
      this.#verdicts.flush(entities, fromMs, toMs),
      writeHeld(this.#store, held, nowMs),
    ]);
    this.counts.judged += judged;
    const done = this.counts.judged;
    const total = Math.max(done, this.#expected);
    onProgress?.({ stage: 'Judging', done, total, unit: 'sign-ins' });
  }
}

/** Days (UTC, since 1970) with pending sign-ins that are to be judged. */
async function readPendingDays(store: Store, fromMs: number): Promise<Set<number>> {
  const rows = await store.rows<{ day: number }>(
    `SELECT DISTINCT toInt64(intDiv(TimeMs, ${DAY_MS})) AS day FROM pending WHERE TimeMs >= ${fromMs}`,
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

/** The entities that have something to be judged in a stretch. */
function judgedPages(
  store: Store,
  { stretch, all, startMs }: Pick<StretchSources, 'stretch' | 'all' | 'startMs'>,
): Promise<string[][]> {
  const { fromMs, toMs, asOfMs } = stretch;
  const pendingFromMs = Math.max(startMs, fromMs - DAY_MS);
  const concerned = all
    ? `SELECT EntityId FROM sign_ins WHERE ${between(fromMs, toMs)}`
    : `SELECT EntityId FROM pending WHERE TimeMs >= ${pendingFromMs} AND TimeMs < ${toMs}`;
  return entityPages(store, {
    fromMs: Math.min(asOfMs, fromMs - DAY_MS),
    toMs,
    where: `EntityId IN (${concerned})`,
    pageEntities: PAGE_ENTITIES,
    pageSignIns: PAGE_SIGN_INS,
  });
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

/** What was judged is not pending anymore; what was loaded meanwhile stays.
 *  @param untilMs  exclusive; what is later was not judged yet */
async function forgetPending(
  store: Store,
  { fromMs, batch }: JudgedRange,
  untilMs = Number.MAX_SAFE_INTEGER,
): Promise<void> {
  const stays = `Batch > ${batch} OR TimeMs < ${fromMs} OR TimeMs >= ${untilMs}`;
  const [row] = await store.rows<{ rows: number }>(
    `SELECT toInt64(count()) AS rows FROM pending WHERE ${stays}`,
  );
  if (row?.rows === 0) await store.command('TRUNCATE TABLE pending');
  else await store.command(`DELETE FROM pending WHERE NOT (${stays})`);
}
