import type { TrainingRow } from '../schema/normal-outputs.ts';

export type TrainingGroup = 'own' | 'borrowed' | 'none' | 'learning' | 'untrained';

/** What is said of all training rows, however many there are. */
export class TrainingCount {
  all = 0;
  signIns = 0;
  newestAsOf: string | null = null;
  readonly groups: Record<TrainingGroup, number> = {
    own: 0,
    borrowed: 0,
    none: 0,
    learning: 0,
    untrained: 0,
  };

  add({ state, model, signIns, asOf }: TrainingRow): void {
    this.all++;
    this.signIns += signIns;
    this.groups[state === 'trained' ? model : state]++;
    if (asOf !== null && asOf > (this.newestAsOf ?? '')) this.newestAsOf = asOf;
  }
}
