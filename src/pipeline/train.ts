import {
  countTenantDays,
  DAY_MS,
  learnEntities,
  learnTenantBaseline,
  learnTenantModel,
  LEARNED_TABLES,
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
}

export interface TrainOptions {
  readonly asOfMs: number;
  readonly settings: JudgementSettings;
  /** null = all, and the tenant */
  readonly entityId: string | null;
  /** made by walking forward: counts for its day only */
  readonly isDaily: boolean;
  readonly onEntities?: (done: number, total: number) => void;
}

/** Some 100 MB of packed sign-ins at most. */
const PAGE_ENTITIES = 2000;
const PAGE_SIGN_INS = 500_000;

/** Every day that is stored is counted, also those after the moment: judging will want them. */
const LAST_DAY = 65_535;

/** Trains as of a moment, and notes it in `trainings` when all is stored: from then on it counts. */
export async function train(store: Store, options: TrainOptions): Promise<Training> {
  const startedMs = performance.now();
  const { asOfMs, settings, entityId, isDaily, onEntities } = options;
  const [newest] = await store.rows<{ batch: number }>(
    'SELECT toInt64(max(Batch)) AS batch FROM touched_days',
  );
  const daysCounted = await countTenantDays(store, LAST_DAY);
  const fromMs = asOfMs - settings.learning.memoryDays * DAY_MS;
  const pages = await entityPages(store, {
    fromMs,
    toMs: asOfMs,
    pageEntities: PAGE_ENTITIES,
    pageSignIns: PAGE_SIGN_INS,
    ...(entityId !== null && {
      where: 'EntityId = {entityId:String}',
      parameters: { entityId },
    }),
  });
  const total = pages.reduce((sum, page) => sum + page.length, 0);
  const sample = entityId === null ? new TenantSample() : null;
  let users = 0;
  const learned = await learnEntities(store, pages, asOfMs, settings, sample, (count) => {
    users += count;
    onEntities?.(users, total);
  });
  if (sample !== null) {
    await learnTenantBaseline(store, asOfMs, settings);
    await learnTenantModel(store, sample, asOfMs, settings);
  }
  await mergeParts(store, LEARNED_TABLES);
  const seconds = (performance.now() - startedMs) / 1000;
  await store.insert(
    'trainings',
    ['AsOfMs', 'EntityId', 'IsDaily', 'Batch', 'Users', 'Models', 'Events', 'Seconds'],
    'TabSeparated',
    `${[asOfMs, entityId ?? '', isDaily, newest?.batch ?? 0, users, learned.models, learned.events, seconds].join('\t')}\n`,
  );
  return { users, ...learned, daysCounted };
}
