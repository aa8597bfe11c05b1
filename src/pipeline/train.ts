import {
  countTenantDays,
  DAY_MS,
  learnEntities,
  learnTenantBaseline,
  learnTenantModel,
  LEARNED_TABLES,
  mergeTraining,
  TenantSample,
} from '../baselines/index.ts';
import type { JudgementSettings } from '../schema/settings.ts';
import { mergeParts, type Store } from '../store/index.ts';
import { entityPages } from './entity-pages.ts';

export interface Training {
  readonly users: number;
  readonly models: number;
  readonly events: number;
  /** days whose tenant-wide counts were made or made again */
  readonly daysCounted: number;
  /** the newest load that was there */
  readonly batch: number;
  readonly seconds: number;
}

export interface TrainOptions {
  readonly asOfMs: number;
  readonly settings: JudgementSettings;
  /** null = all, and the tenant */
  readonly entityId: string | null;
  /** made by walking forward: counts for its day only, and is soon forgotten */
  readonly isDaily: boolean;
  readonly onEntities?: (done: number, total: number) => void;
}

/** Some 100 MB of packed sign-ins at most. */
const PAGE_ENTITIES = 2000;
const PAGE_SIGN_INS = 500_000;

/** Every day that is stored is counted, also those after the moment: judging will want them. */
const LAST_DAY = 65_535;

/** Trains as of a moment. It counts when it is noted in `trainings` afterwards (noteTraining). */
export async function train(store: Store, options: TrainOptions): Promise<Training> {
  const startedMs = performance.now();
  const { asOfMs, settings, entityId, isDaily, onEntities } = options;
  const [newest] = await store.rows<{ batch: number }>(
    'SELECT toInt64(max(Batch)) AS batch FROM touched_days',
  );
  const daysCounted = await countTenantDays(store, LAST_DAY);
  const pages = await knownPages(store, asOfMs, settings, entityId === null ? null : [entityId]);
  const total = pages.reduce((sum, page) => sum + page.length, 0);
  const sample = entityId === null ? new TenantSample() : null;
  let users = 0;
  const kind = { sample, isSingle: entityId !== null };
  const learned = await learnEntities(store, pages, asOfMs, settings, kind, (count) => {
    users += count;
    onEntities?.(users, total);
  });
  if (sample !== null) {
    await learnTenantBaseline(store, asOfMs, settings);
    await learnTenantModel(store, sample, asOfMs, settings);
  }
  if (entityId === null && !isDaily) await mergeTraining(store, asOfMs);
  await mergeParts(store, LEARNED_TABLES);
  const seconds = (performance.now() - startedMs) / 1000;
  return { users, ...learned, daysCounted, batch: newest?.batch ?? 0, seconds };
}

/** Makes what some entities had in a training of everybody that was forgotten; the tenant's own baseline
 *  and model are there still. It stays forgotten, so that this is dropped again.
 *  @param pages  entities */
export async function trainAgain(
  store: Store,
  asOfMs: number,
  settings: JudgementSettings,
  pages: readonly (readonly string[])[],
): Promise<void> {
  const known: string[][] = [];
  for (const entities of pages)
    known.push(...(await knownPages(store, asOfMs, settings, entities)));
  await learnEntities(store, known, asOfMs, settings);
}

/** @param entities  null = all that have signed in */
function knownPages(
  store: Store,
  asOfMs: number,
  { learning }: JudgementSettings,
  entities: readonly string[] | null,
): Promise<string[][]> {
  return entityPages(store, {
    fromMs: asOfMs - learning.memoryDays * DAY_MS,
    toMs: asOfMs,
    pageEntities: PAGE_ENTITIES,
    pageSignIns: PAGE_SIGN_INS,
    ...(entities !== null && {
      where: 'EntityId IN {entities:Array(String)}',
      parameters: { entities },
    }),
  });
}
