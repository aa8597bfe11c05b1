import { createBaselineTables, DAY_MS, noteTraining } from '../baselines/index.ts';
import { OddsockError } from '../schema/error.ts';
import type { LearnOutput } from '../schema/outputs.ts';
import type { JudgementSettings } from '../schema/settings.ts';
import { isoTimeOf } from '../schema/time.ts';
import { withLease, type Store } from '../store/index.ts';
import { findEntity } from './entities.ts';
import { forgetNeedless } from './forget-trainings.ts';
import { asStage, type OnProgress } from './progress.ts';
import { LOAD_LOGS } from './store-stage.ts';
import { train } from './train.ts';
import { Trainings } from './trainings.ts';

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
 *  @throws OddsockError 'nothing-to-learn' when nothing lies before the moment, 'store-busy' while another
 *  process learns or judges in the same store */
export function learn(store: Store, options: LearnOptions): Promise<LearnOutput> {
  return withLease(store, 'judgement', () =>
    asStage('Learning', 'users', options.onProgress, () => learnNow(store, options)),
  );
}

async function learnNow(store: Store, options: LearnOptions): Promise<LearnOutput> {
  const startedMs = performance.now();
  const { settings, onProgress, signal } = options;
  await createBaselineTables(store);
  const toMs = await afterNewestSignIn(store);
  const asOfMs = options.asOfMs ?? toMs;
  const entity = options.user === undefined ? null : await findEntity(store, options.user);
  await refuseNothing(store, asOfMs);
  const training = await train(store, {
    asOfMs,
    settings,
    entityId: entity?.id ?? null,
    isDaily: false,
    onEntities: (done, total) => {
      onProgress?.({ stage: 'Learning', done, total, unit: 'users' });
      signal?.throwIfAborted();
    },
  });
  const { users, models, events, daysCounted, batch } = training;
  const note = { asOfMs, entityId: entity?.id ?? '', isDaily: false, batch };
  await noteTraining(store, note, training);
  const trainings = await Trainings.read(store, settings);
  await forgetNeedless(store, trainings, { settings, toMs, inUse: note, least: 0 });
  return {
    asOf: isoTimeOf(asOfMs),
    windowDays: settings.learning.windowDays,
    users,
    models,
    borrowed: users - models,
    events,
    daysCounted,
    seconds: (performance.now() - startedMs) / 1000,
  };
}

async function refuseNothing(store: Store, asOfMs: number): Promise<void> {
  const [row] = await store.rows<{ oldestMs: number | null }>(
    'SELECT if(count() = 0, NULL, toUnixTimestamp64Milli(min(CreatedDateTime))) AS oldestMs FROM sign_ins',
  );
  const oldestMs = row?.oldestMs ?? null;
  if (oldestMs === null) {
    throw new OddsockError('nothing-to-learn', 'No sign-ins are stored yet.', {
      hint: LOAD_LOGS,
    });
  }
  if (oldestMs < asOfMs) return;
  throw new OddsockError(
    'nothing-to-learn',
    `No sign-ins are stored from before ${isoTimeOf(asOfMs)}; the oldest is of ${isoTimeOf(oldestMs)}.`,
    { hint: 'Give a later --as-of, or load older logs with "oddsock ingest PATH".' },
  );
}

/** The first millisecond that is after every stored sign-in. */
async function afterNewestSignIn(store: Store): Promise<number> {
  const [row] = await store.rows<{ ms: number }>(
    'SELECT toUnixTimestamp64Milli(max(CreatedDateTime)) + 1 AS ms FROM sign_ins',
  );
  return row?.ms ?? DAY_MS;
}
