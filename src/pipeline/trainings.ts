import { DAY_MS, readTrainingNotes, type TrainingNote } from '../baselines/index.ts';
import type { JudgementSettings } from '../schema/settings.ts';
import type { Store } from '../store/index.ts';

/** A stretch of event time whose verdicts rest on the same training. */
export interface Stretch {
  readonly fromMs: number;
  /** exclusive */
  readonly toMs: number;
  /** moment of the training; a day's start where nobody has asked to learn */
  readonly asOfMs: number;
  readonly isDaily: boolean;
}

/** One training among all. */
export type TrainingKey = Pick<TrainingNote, 'asOfMs' | 'entityId' | 'isDaily'>;

/** Which training counts when. One that was asked for (`learn`) counts from its moment on, until the next
 *  one, for validDays at most. Where none counts, each day rests on a training as of its start: a
 *  function of what was known by then, however the records came. */
export class Trainings {
  readonly #notes: Map<string, TrainingNote>;
  readonly #learned: readonly TrainingKey[];
  readonly #validMs: number;

  constructor(notes: readonly TrainingNote[], { validDays }: JudgementSettings['learning']) {
    this.#notes = new Map(notes.map((note) => [nameOf(note), note]));
    this.#learned = notes.filter(({ isDaily }) => !isDaily).toSorted((a, b) => a.asOfMs - b.asOfMs);
    this.#validMs = validDays * DAY_MS;
  }

  static async read(store: Store, { learning }: JudgementSettings): Promise<Trainings> {
    return new Trainings(await readTrainingNotes(store), learning);
  }

  /** Cuts [fromMs, toMs) where the training that counts changes. */
  *stretches(fromMs: number, toMs: number): Generator<Stretch> {
    for (let at = fromMs; at < toMs;) {
      const next = this.#learned.find(({ asOfMs }) => asOfMs > at)?.asOfMs ?? Infinity;
      const learned = this.#learned.findLast(
        ({ asOfMs, entityId }) => entityId === '' && asOfMs <= at && at < asOfMs + this.#validMs,
      );
      const day = Math.floor(at / DAY_MS) * DAY_MS;
      const asOfMs = learned?.asOfMs ?? day;
      const isDaily = learned === undefined;
      const ends = isDaily ? day + DAY_MS : asOfMs + this.#validMs;
      const end = Math.min(next, ends, toMs);
      yield { fromMs: at, toMs: end, asOfMs, isDaily };
      at = end;
    }
  }

  /** Moments of one entity's own trainings that count in a stretch, by entity: those after the training
   *  of the whole tenant that it rests on. */
  ownAt(stretch: Stretch): ReadonlyMap<string, number> {
    const own = new Map<string, number>();
    for (const { asOfMs, entityId } of this.#learned) {
      if (entityId !== '' && asOfMs > stretch.asOfMs && asOfMs <= stretch.fromMs) {
        own.set(entityId, asOfMs);
      }
    }
    return own;
  }

  /** All that were made, forgotten ones, too. */
  get notes(): readonly TrainingNote[] {
    return [...this.#notes.values()];
  }

  /** null = it was not made */
  noteOf(training: TrainingKey): TrainingNote | null {
    return this.#notes.get(nameOf(training)) ?? null;
  }

  /** What was noted in the store meanwhile. */
  note(note: TrainingNote): void {
    this.#notes.set(nameOf(note), note);
  }
}

function nameOf({ asOfMs, entityId, isDaily }: TrainingKey): string {
  return `${asOfMs} ${isDaily} ${entityId}`;
}

/** missing: was never made. outdated: records came later that lie in its memory. forgotten: was dropped, and is
 *  the same when it is made again. */
export type TrainingState = 'missing' | 'outdated' | 'forgotten' | 'current';

/** What a training must have done to it before something is judged by it. Only daily ones are outdated:
 *  what is learned because somebody asked for it stays as it is. */
export async function trainingState(
  store: Store,
  note: TrainingNote | null,
  { learning }: JudgementSettings,
): Promise<TrainingState> {
  if (note === null) return 'missing';
  if (note.isDaily && (await isOutdated(store, note, learning))) return 'outdated';
  return note.isForgotten ? 'forgotten' : 'current';
}

async function isOutdated(
  store: Store,
  { asOfMs, batch }: TrainingNote,
  { memoryDays }: JudgementSettings['learning'],
): Promise<boolean> {
  const [row] = await store.rows<{ days: number }>(
    `SELECT toInt64(count()) AS days FROM touched_days
     WHERE Batch > {batch:UInt64} AND toUInt16(Day) < {to:UInt16} AND toUInt16(Day) >= {from:UInt16}`,
    {
      batch,
      to: Math.floor(asOfMs / DAY_MS),
      from: Math.max(0, Math.floor(asOfMs / DAY_MS) - memoryDays),
    },
  );
  return (row?.days ?? 0) > 0;
}
