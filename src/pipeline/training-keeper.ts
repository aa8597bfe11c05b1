import { mergeTraining, noteTraining } from '../baselines/index.ts';
import type { JudgementSettings } from '../schema/settings.ts';
import type { Store } from '../store/index.ts';
import { forget, forgetNeedless } from './forget-trainings.ts';
import { train, trainAgain, type Training } from './train.ts';
import {
  trainingState,
  type Stretch,
  type TrainingKey,
  type Trainings,
  type TrainingState,
} from './trainings.ts';

/** So many are made before some are forgotten: to forget costs a tenth of a second. Chosen by hand. */
const GATHERED = 3;

/** That of the stretch that is judged now. */
interface Current {
  readonly key: TrainingKey;
  readonly state: TrainingState;
  /** made, and not noted yet */
  made: Training | null;
  /** moments and entities that were made again */
  readonly again: Set<string>;
}

/** Sees to it that the training of each stretch is there while its sign-ins are judged, and not for much
 *  longer: walking through half a year would leave 180 of them on the disk. */
export class TrainingKeeper {
  readonly #store: Store;
  readonly #trainings: Trainings;
  readonly #settings: JudgementSettings;
  readonly #toMs: number;
  #current: Current | null = null;
  #newestMadeMs = -Infinity;
  /** since something was forgotten */
  #made = 0;

  /** @param toMs  event time of the newest sign-in */
  constructor(store: Store, trainings: Trainings, settings: JudgementSettings, toMs: number) {
    this.#store = store;
    this.#trainings = trainings;
    this.#settings = settings;
    this.#toMs = toMs;
  }

  /** A day may be several stretches: what is missing for the first is current for the others, and what is
   *  outdated is so for all of them. */
  async stateFor(stretch: Stretch): Promise<TrainingState> {
    const key = keyOf(stretch);
    if (this.#current !== null && isSame(this.#current.key, key)) {
      const { state } = this.#current;
      return state === 'missing' ? 'current' : state;
    }
    return trainingState(this.#store, this.#trainings.noteOf(key), this.#settings);
  }

  /** Makes what a stretch rests on and is not there. All before the stretch must have been judged.
   *  @param pages     entities to be judged
   *  @param onForget  called before trainings of stretches that were judged are forgotten */
  async provide(
    stretch: Stretch,
    state: TrainingState,
    pages: readonly (readonly string[])[],
    onForget: () => Promise<void>,
  ): Promise<void> {
    const key = keyOf(stretch);
    if (this.#current === null || !isSame(this.#current.key, key)) {
      await this.#begin(key, state, onForget);
    }
    if (state === 'forgotten') await this.#makeAgain(stretch.asOfMs, pages);
    const ownAsOf = this.#trainings.ownAt(stretch);
    if (ownAsOf.size === 0) return;
    for (const entityId of pages.flat()) {
      const asOfMs = ownAsOf.get(entityId);
      if (asOfMs === undefined) continue;
      const note = this.#trainings.noteOf({ asOfMs, entityId, isDaily: false });
      if (note?.isForgotten === true) await this.#makeAgain(asOfMs, [[entityId]]);
    }
  }

  /** To be called when everything is judged. */
  async close(): Promise<void> {
    await this.#noteMade();
    const least = this.#made === 0 ? 1 : 0;
    await forgetNeedless(this.#store, this.#trainings, {
      settings: this.#settings,
      toMs: this.#toMs,
      least,
    });
    if (this.#newestMadeMs > 0) await mergeTraining(this.#store, this.#newestMadeMs);
  }

  async #begin(
    key: TrainingKey,
    state: TrainingState,
    onForget: () => Promise<void>,
  ): Promise<void> {
    const [store, trainings, settings] = [this.#store, this.#trainings, this.#settings];
    await this.#noteMade();
    this.#current = null;
    if (this.#made >= GATHERED) {
      await forgetNeedless(store, trainings, {
        settings,
        toMs: this.#toMs,
        inUse: key,
        least: 0,
        onForget,
      });
      this.#made = 0;
    }
    const current: Current = { key, state, made: null, again: new Set() };
    if (state === 'missing' || state === 'outdated') {
      // All of its day rests on it: until that is judged it is outdated still, also after a crash.
      if (state === 'outdated') await forget(store, trainings, [key]);
      const { asOfMs, isDaily } = key;
      current.made = await train(store, { asOfMs, settings, entityId: null, isDaily });
      this.#made++;
      this.#newestMadeMs = Math.max(this.#newestMadeMs, asOfMs);
    }
    this.#current = current;
    if (state === 'missing') await this.#noteMade();
  }

  async #noteMade(): Promise<void> {
    const { key, made } = this.#current ?? { key: null, made: null };
    if (key === null || made === null) return;
    const note = { ...key, batch: made.batch };
    await noteTraining(this.#store, note, made);
    this.#trainings.note({ ...note, isForgotten: false });
    this.#current!.made = null;
  }

  async #makeAgain(asOfMs: number, pages: readonly (readonly string[])[]): Promise<void> {
    const { again } = this.#current!;
    const missing = pages
      .map((page) => page.filter((id) => !again.has(`${asOfMs} ${id}`)))
      .filter((page) => page.length > 0);
    if (missing.length === 0) return;
    await trainAgain(this.#store, asOfMs, this.#settings, missing);
    for (const id of missing.flat()) again.add(`${asOfMs} ${id}`);
    this.#made++;
  }
}

function keyOf({ asOfMs, isDaily }: Stretch): TrainingKey {
  return { asOfMs, entityId: '', isDaily };
}

function isSame(a: TrainingKey, b: TrainingKey): boolean {
  return a.asOfMs === b.asOfMs && a.isDaily === b.isDaily;
}
