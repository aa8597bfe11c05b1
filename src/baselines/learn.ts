import type { JudgementSettings } from '../schema/settings.ts';
import { randomOf } from '../stats/index.ts';
import { RowText, type Store } from '../store/index.ts';
import { FEATURE_COUNT, type PlacedEvent } from './features.ts';
import { DAY_MS } from './habits.ts';
import { learnBaselinesSql } from './learn-sql.ts';
import {
  encodeModel,
  trainingRows,
  trainModel,
  type TrainedModel,
  type TrainingRows,
} from './model.ts';
import { findSleepers } from './sleepers.ts';
import { readTrainingEvents, unpackTrainingEvents } from './training-events.ts';
import { inferZones, zoneParameters } from './zones.ts';

/** The key of the tenant's own baseline and model. */
export const TENANT = '';

/** Rows that the tenant's model is trained on: enough for any sample size, little to hold. */
const TENANT_ROWS = 4096;

export interface Learned {
  readonly models: number;
  readonly events: number;
}

export interface LearnOptions {
  /** gets the training rows too, for the tenant's model; null = not wanted */
  readonly sample?: TenantSample | null;
  /** of a training of one entity; default: of everybody */
  readonly isSingle?: boolean;
}

/** Learns baselines and models of some entities as of a moment. Two at once: while this thread folds
 *  and trains one page, the engine counts the habits of the next where they lie.
 *  @param pages   entities; a page's sign-ins are held in memory, about 80 bytes each
 *  @param onPage  told how many entities are done */
export async function learnEntities(
  store: Store,
  pages: readonly (readonly string[])[],
  asOfMs: number,
  settings: JudgementSettings,
  { sample = null, isSingle = false }: LearnOptions = {},
  onPage: (entities: number) => void = () => undefined,
): Promise<Learned> {
  let [models, events] = [0, 0];
  const prepare = (index: number): Promise<PreparedPage | null> => {
    const page = pages[index];
    const prepared =
      page === undefined ? null : preparePage(store, page, asOfMs, settings, isSingle);
    // Awaited a page later; until then a failure must not count as unhandled.
    prepared?.catch(() => undefined);
    return prepared ?? Promise.resolve(null);
  };
  let next = prepare(0);
  for (let index = 0; index < pages.length; index++) {
    const page = await next;
    next = prepare(index + 1);
    if (page === null) continue;
    const learned = await trainPage(store, page, asOfMs, settings, { sample, isSingle });
    models += learned.models;
    events += learned.events;
    onPage(page.entities.length);
  }
  return { models, events };
}

interface PreparedPage {
  readonly entities: readonly string[];
  readonly zones: ReadonlyMap<string, string>;
  readonly packedEvents: Uint8Array;
}

async function preparePage(
  store: Store,
  entities: readonly string[],
  asOfMs: number,
  { learning }: JudgementSettings,
  isSingle: boolean,
): Promise<PreparedPage> {
  const sleepers = await findSleepers(store, entities, asOfMs, learning);
  const zones = await inferZones(store, entities, asOfMs, learning, sleepers);
  const kind = { isSingle, hasSleepers: sleepers.size > 0 };
  await store.command(learnBaselinesSql(asOfMs, learning, kind), {
    entities,
    ...zoneParameters(entities, zones, asOfMs, learning),
    ...(sleepers.size > 0 && {
      sleepers: [...sleepers.keys()],
      sleeperWindowMs: [...sleepers.values()].map(
        (lastMs) => lastMs - learning.windowDays * DAY_MS,
      ),
    }),
  });
  const packedEvents = await readTrainingEvents(store, entities, asOfMs, learning);
  return { entities, zones, packedEvents };
}

async function trainPage(
  store: Store,
  { entities, zones, packedEvents }: PreparedPage,
  asOfMs: number,
  { learning, forest }: JudgementSettings,
  { sample, isSingle }: Required<LearnOptions>,
): Promise<Learned> {
  const text = new RowText();
  let [models, events] = [0, 0];
  for (const entity of unpackTrainingEvents(packedEvents, entities, zones)) {
    events += entity.events.length;
    const rows = trainingRows(entity.events, asOfMs, learning.halfLifeDays);
    sample?.add(rows);
    if (rows.count < forest.minSignIns) continue;
    const trained = trainModel(rows, forest, entity.entityId);
    addModel(text, { entityId: entity.entityId, asOfMs, isSingle }, trained);
    models++;
  }
  await insertModels(store, text);
  return { models, events };
}

/** A sample of all entities' training rows, each as likely as any other: Algorithm R (Vitter 1985,
 *  https://doi.org/10.1145/3147.3165). Give pages in a fixed order, and it is the same again. */
export class TenantSample {
  readonly #rows = new Float32Array(TENANT_ROWS * FEATURE_COUNT);
  readonly #sums = new Float64Array(TENANT_ROWS);
  readonly #events: PlacedEvent<number>[] = [];
  readonly #random = randomOf('tenant-sample');
  #seen = 0;
  #days = 0;

  add({ rows, count, sums, days, events }: TrainingRows): void {
    this.#days = Math.max(this.#days, days);
    for (let row = 0; row < count; row++) {
      const place = this.#seen < TENANT_ROWS ? this.#seen : this.#random.below(this.#seen + 1);
      this.#seen++;
      if (place >= TENANT_ROWS) continue;
      const from = row * FEATURE_COUNT;
      this.#rows.set(rows.subarray(from, from + FEATURE_COUNT), place * FEATURE_COUNT);
      this.#sums[place] = sums[row]!;
      this.#events[place] = events[row]!;
    }
  }

  rows(): TrainingRows {
    const count = Math.min(this.#seen, TENANT_ROWS);
    return {
      rows: this.#rows.subarray(0, count * FEATURE_COUNT),
      count,
      days: this.#days,
      sums: this.#sums.subarray(0, count),
      events: this.#events,
    };
  }
}

/** Trains the model that entities with too little history borrow.
 *  @returns false when the whole tenant has too little */
export async function learnTenantModel(
  store: Store,
  sample: TenantSample,
  asOfMs: number,
  { forest }: JudgementSettings,
): Promise<boolean> {
  const rows = sample.rows();
  if (rows.count < forest.minSignIns) return false;
  const text = new RowText();
  const key = { entityId: TENANT, asOfMs, isSingle: false };
  addModel(text, key, trainModel(rows, forest, TENANT));
  await insertModels(store, text);
  return true;
}

interface ModelKey {
  readonly entityId: string;
  readonly asOfMs: number;
  readonly isSingle: boolean;
}

function addModel(
  rows: RowText,
  { entityId, asOfMs, isSingle }: ModelKey,
  trained: TrainedModel,
): void {
  const { trainedOn, days, gate } = trained;
  const { forest, calibration, oneHot } = encodeModel(trained);
  rows.add([
    entityId,
    asOfMs,
    trainedOn,
    days,
    gate,
    forest,
    calibration,
    oneHot,
    isSingle ? 1 : 0,
  ]);
}

async function insertModels(store: Store, rows: RowText): Promise<void> {
  const columns = [
    'EntityId',
    'AsOfMs',
    'TrainedOn',
    'Days',
    'Gate',
    'Forest',
    'Calibration',
    'OneHot',
    'IsSingle',
  ];
  await store.insert('models', columns, 'TabSeparated', rows.take());
}
