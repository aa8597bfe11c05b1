import { createBaselineTables, DAY_MS, trainingStates } from '../baselines/index.ts';
import type { TrainingState } from '../baselines/index.ts';
import type { TrainingRow } from '../schema/normal-outputs.ts';
import type { JudgementSettings } from '../schema/settings.ts';
import { isoTimeOf } from '../schema/time.ts';
import type { Store } from '../store/index.ts';

export interface TrainingOptions {
  readonly settings: JudgementSettings;
  /** default: by moment of training, then id */
  readonly order?: 'time' | 'name';
}

/** How much is known of every user, service principal and managed identity, one row each. Memory stays
 *  bounded. */
export async function* training(
  store: Store,
  { settings, order = 'time' }: TrainingOptions,
): AsyncGenerator<TrainingRow> {
  await createBaselineTables(store);
  for await (const states of trainingStates(store, order)) {
    for (const state of states) yield rowOf(state, settings.learning);
  }
}

function rowOf(state: TrainingState, learning: JudgementSettings['learning']): TrainingRow {
  const { kind, id, name, userPrincipalName, asOfMs, trainedAtMs, modelTrainedOn } = state;
  const historyDays = historyDaysOf(state.firstTaughtMs, asOfMs);
  return {
    entity: { kind, id, name },
    userPrincipalName: userPrincipalName === '' ? null : userPrincipalName,
    state:
      asOfMs === null
        ? 'untrained'
        : isLearning(historyDays, state.everTaught, learning)
          ? 'learning'
          : 'trained',
    asOf: isoTimeOf(asOfMs),
    trainedAt: isoTimeOf(trainedAtMs),
    signIns: state.signIns,
    activeDays: state.activeDays,
    historyDays: Math.floor(historyDays),
    model: modelTrainedOn > 0 ? 'own' : state.canBorrow ? 'borrowed' : 'none',
    modelTrainedOn,
  };
}

/** From the first sign-in that taught to the training, in days; 0 = none taught. */
export function historyDaysOf(firstTaughtMs: number | null, asOfMs: number | null): number {
  return firstTaughtMs === null || asOfMs === null ? 0 : (asOfMs - firstTaughtMs) / DAY_MS;
}

/** The same question as judgement asks of each sign-in (evidence/entity-timeline.ts). */
export function isLearning(
  historyDays: number,
  everTaught: number,
  { minDays, minSignIns }: JudgementSettings['learning'],
): boolean {
  return historyDays < minDays || everTaught < minSignIns;
}
