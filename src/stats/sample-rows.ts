import type { Random } from './random.ts';

/** Draws rows without replacement, the same ones for an equal generator whatever was drawn before:
 *  a shuffle broken off after k steps and undone, so O(k) a sample and nothing allocated. */
export class RowSampler {
  readonly #rows: Int32Array;
  readonly #swaps: Int32Array;

  /** @param rowCount  rows to draw from
   *  @param most      the largest sample that will be asked for, at most rowCount */
  constructor(rowCount: number, most: number) {
    this.#rows = Int32Array.from({ length: rowCount }, (_, row) => row);
    this.#swaps = new Int32Array(most);
  }

  /** Writes `count` distinct row numbers to the start of `sample`. */
  draw(random: Random, count: number, sample: Int32Array): void {
    const rows = this.#rows;
    for (let step = 0; step < count; step += 1) {
      const other = step + random.below(rows.length - step);
      this.#swaps[step] = other;
      this.#swap(step, other);
      sample[step] = rows[step] as number;
    }
    for (let step = count - 1; step >= 0; step -= 1) this.#swap(step, this.#swaps[step] as number);
  }

  #swap(a: number, b: number): void {
    const rows = this.#rows;
    const kept = rows[a] as number;
    rows[a] = rows[b] as number;
    rows[b] = kept;
  }
}
