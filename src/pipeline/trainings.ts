import { DAY_MS } from '../baselines/index.ts';
import type { JudgementSettings } from '../schema/settings.ts';
import type { Store } from '../store/index.ts';

export interface TrainingRow {
  readonly asOfMs: number;
  readonly entityId: string;
  readonly isDaily: boolean;
  readonly batch: number;
}

/** A stretch of event time whose verdicts rest on the same training. */
export interface Stretch {
  readonly fromMs: number;
  /** exclusive */
  readonly toMs: number;
  /** moment of the training; a day's start where nobody has asked to learn */
  readonly asOfMs: number;
  readonly isDaily: boolean;
}

/** Which training counts when. One that was asked for (`learn`) counts from its moment on, until the next
 *  one, for validDays at most. Where none counts, each day rests on a training as of its start: a
 *  function of what was known by then, however the records came. */
export class Trainings {
  readonly #rows: readonly TrainingRow[];
  readonly #learned: readonly TrainingRow[];
  readonly #validMs: number;

  constructor(rows: readonly TrainingRow[], { validDays }: JudgementSettings['learning']) {
    this.#rows = rows;
    this.#learned = rows.filter(({ isDaily }) => !isDaily).toSorted((a, b) => a.asOfMs - b.asOfMs);
    this.#validMs = validDays * DAY_MS;
  }

  static async read(store: Store, { learning }: JudgementSettings): Promise<Trainings> {
    const rows = await store.rows<TrainingRow>(
      `SELECT AsOfMs AS asOfMs, EntityId AS entityId, IsDaily AS isDaily, toInt64(max(Batch)) AS batch
       FROM trainings GROUP BY asOfMs, entityId, isDaily`,
    );
    return new Trainings(rows, learning);
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

  /** The load that a daily training saw; null = it was not made. */
  dailyBatch(asOfMs: number): number | null {
    const row = this.#rows.find((each) => each.isDaily && each.asOfMs === asOfMs);
    return row?.batch ?? null;
  }
}

/** Is there a daily training of a moment? It is outdated when records came later that lie in its memory. */
export async function dailyTraining(
  store: Store,
  trainings: Trainings,
  asOfMs: number,
  { learning }: JudgementSettings,
): Promise<'missing' | 'outdated' | 'current'> {
  const batch = trainings.dailyBatch(asOfMs);
  if (batch === null) return 'missing';
  const [row] = await store.rows<{ days: number }>(
    `SELECT toInt64(count()) AS days FROM touched_days
     WHERE Batch > {batch:UInt64} AND toUInt16(Day) < {to:UInt16} AND toUInt16(Day) >= {from:UInt16}`,
    {
      batch,
      to: Math.floor(asOfMs / DAY_MS),
      from: Math.max(0, Math.floor(asOfMs / DAY_MS) - learning.memoryDays),
    },
  );
  return (row?.days ?? 0) > 0 ? 'outdated' : 'current';
}
