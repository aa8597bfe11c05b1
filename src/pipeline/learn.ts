import {
  countTenantDays,
  createBaselineTables,
  DAY_MS,
  learnEntities,
  learnTenantBaseline,
  learnTenantModel,
  TenantSample,
} from '../baselines/index.ts';
import { OddsockError } from '../schema/error.ts';
import type { LearnOutput } from '../schema/outputs.ts';
import type { JudgementSettings } from '../schema/settings.ts';
import { isoTimeOf } from '../schema/time.ts';
import type { Store } from '../store/index.ts';
import { findEntity } from './entities.ts';
import { entityPages } from './entity-pages.ts';
import type { OnProgress } from './progress.ts';

export interface LearnOptions {
  readonly settings: JudgementSettings;
  /** learn from what lies before this moment; default: all that is stored */
  readonly asOfMs?: number;
  /** only this user: id, principal name or display name */
  readonly user?: string;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

/** Learns what is normal as of a moment, and stores it. From then on it counts for every verdict after
 *  that moment, until a later training does.
 *  @throws OddsockError 'nothing-to-learn' when nothing lies before the moment */
export async function learn(store: Store, options: LearnOptions): Promise<LearnOutput> {
  const startedMs = performance.now();
  const { settings } = options;
  await createBaselineTables(store);
  const asOfMs = options.asOfMs ?? (await afterNewestSignIn(store));
  const entity = options.user === undefined ? null : await findEntity(store, options.user);
  const fromMs = asOfMs - settings.learning.memoryDays * DAY_MS;
  const pages = await entityPages(store, fromMs, asOfMs, entity?.id ?? null);
  if (pages.length === 0) {
    throw new OddsockError(
      'nothing-to-learn',
      `No sign-ins are stored from before ${isoTimeOf(asOfMs)}.`,
      { hint: 'Load logs with "oddsock ingest PATH", or give a later --as-of.' },
    );
  }
  options.onProgress?.({ stage: 'Counting', done: 0, total: null, unit: 'days' });
  const days = await countTenantDays(store, LAST_DAY);
  const total = pages.reduce((sum, page) => sum + page.length, 0);
  const sample = entity === null ? new TenantSample() : null;
  let users = 0;
  const learned = await learnEntities(store, pages, asOfMs, settings, sample, (count) => {
    users += count;
    options.onProgress?.({ stage: 'Learning', done: users, total, unit: 'users' });
    options.signal?.throwIfAborted();
  });
  if (sample !== null) {
    await learnTenantBaseline(store, asOfMs, settings);
    await learnTenantModel(store, sample, asOfMs, settings);
  }
  const seconds = (performance.now() - startedMs) / 1000;
  await store.insert(
    'trainings',
    ['AsOfMs', 'EntityId', 'Users', 'Models', 'Events', 'Seconds'],
    'TabSeparated',
    `${[asOfMs, entity?.id ?? '', users, learned.models, learned.events, seconds].join('\t')}\n`,
  );
  return {
    asOf: isoTimeOf(asOfMs),
    windowDays: settings.learning.windowDays,
    users,
    models: learned.models,
    borrowed: users - learned.models,
    events: learned.events,
    daysCounted: days,
    seconds,
  };
}

/** Every day that is stored is counted, also those after the moment: judging will want them. */
const LAST_DAY = 65_535;

async function afterNewestSignIn(store: Store): Promise<number> {
  const [row] = await store.rows<{ ms: number }>(
    'SELECT toInt64(ceil(toFloat64(max(CreatedDateTime)) * 1000) + 1) AS ms FROM sign_ins',
  );
  return row?.ms ?? 0;
}

