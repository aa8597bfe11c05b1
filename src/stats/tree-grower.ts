import { averagePathLength } from './average-path-length.ts';
import type { Forest } from './forest.ts';
import type { Random } from './random.ts';

type Grown = Pick<Forest, 'height' | 'feature' | 'threshold' | 'child' | 'size' | 'depth'>;

/** The height limit of Liu et al.: about the mean height of a tree of so many rows; what is deeper is normal. */
export function heightLimit(sampleSize: number): number {
  return Math.ceil(Math.log2(Math.max(2, sampleSize)));
}

/** Grows the trees of one forest, one after the other, into arrays that are allocated once. */
export class TreeGrower {
  /** Rows of the tree to grow next; permuted while it grows. */
  readonly sample: Int32Array;
  readonly #columns: Float32Array;
  readonly #rowCount: number;
  readonly #hasMissing: boolean;
  readonly #limit: number;
  readonly #ordinaryDepth: number;
  readonly #features: Int32Array;
  readonly #feature: Uint16Array;
  readonly #threshold: Float32Array;
  readonly #child: Int32Array;
  readonly #size: Int32Array;
  readonly #depth: Float64Array;
  #nodeCount: number;
  #height = 0;
  #least = 0;
  #greatest = 0;

  /** @param columns  d columns of n values, one after the other
   *  @param psi      rows of a tree's sample */
  constructor(columns: Float32Array, n: number, d: number, psi: number, trees: number) {
    const limit = heightLimit(psi);
    const most = trees * (2 * Math.min(psi, 2 ** limit) - 1);
    this.sample = new Int32Array(psi);
    this.#columns = columns;
    this.#rowCount = n;
    this.#hasMissing = columns.some(Number.isNaN);
    this.#limit = limit;
    this.#ordinaryDepth = averagePathLength(psi);
    this.#features = new Int32Array(d);
    this.#feature = new Uint16Array(most);
    this.#threshold = new Float32Array(most);
    this.#child = new Int32Array(most);
    this.#size = new Int32Array(most);
    this.#depth = new Float64Array(most);
    this.#nodeCount = trees;
  }

  /** Grows the tree with this root out of `sample`. */
  grow(root: number, random: Random): void {
    const features = this.#features;
    for (let index = 0; index < features.length; index += 1) features[index] = index;
    this.#growNode(random, root, 0, this.sample.length, 0, 0);
  }

  grown(): Grown {
    return {
      height: this.#height,
      feature: this.#feature.slice(0, this.#nodeCount),
      threshold: this.#threshold.slice(0, this.#nodeCount),
      child: this.#child.slice(0, this.#nodeCount),
      size: this.#size.slice(0, this.#nodeCount),
      depth: this.#depth.slice(0, this.#nodeCount),
    };
  }

  /** Makes a node of the rows from start to end.
   *  @param constants  features known to be constant in these rows: the first of #features
   *  @returns the sum over its rows of `depth` */
  #growNode(
    random: Random,
    node: number,
    start: number,
    end: number,
    level: number,
    constants: number,
  ): number {
    const size = end - start;
    this.#size[node] = size;
    const known =
      size > 1 && level < this.#limit
        ? this.#drawFeature(random, start, end, constants)
        : this.#features.length;
    if (known === this.#features.length) return this.#growLeaf(node, size, level);
    const feature = this.#features[known] as number;
    const threshold = drawThreshold(random, this.#least, this.#greatest);
    const middle = this.#partition(feature, threshold, start, end);
    const left = this.#nodeCount;
    this.#nodeCount += 2;
    this.#feature[node] = feature;
    this.#threshold[node] = threshold;
    this.#child[node] = left;
    const depths =
      this.#growNode(random, left, start, middle, level + 1, known) +
      this.#growNode(random, left + 1, middle, end, level + 1, known);
    this.#depth[node] = depths / size;
    return depths;
  }

  #growLeaf(node: number, size: number, level: number): number {
    const depth = level + averagePathLength(size) - this.#ordinaryDepth;
    this.#threshold[node] = Infinity;
    this.#child[node] = node;
    this.#depth[node] = depth;
    if (level > this.#height) this.#height = level;
    return size * depth;
  }

  /** Draws features until one varies, leaving its range in #least and #greatest.
   *  Those found constant join the known ones at the front, where nothing deeper moves them.
   *  @returns the place in #features of the one that varies = how many are constant; all of them when none varies */
  #drawFeature(random: Random, start: number, end: number, constants: number): number {
    const features = this.#features;
    let known = constants;
    while (known < features.length) {
      const place = known + random.below(features.length - known);
      const feature = features[place] as number;
      features[place] = features[known] as number;
      features[known] = feature;
      if (this.#findRange(feature, start, end)) return known;
      known += 1;
    }
    return known;
  }

  #findRange(feature: number, start: number, end: number): boolean {
    const columns = this.#columns;
    const sample = this.sample;
    const base = feature * this.#rowCount;
    let least = Infinity;
    let greatest = -Infinity;
    for (let index = start; index < end; index += 1) {
      const value = columns[base + (sample[index] as number)] as number;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
    this.#least = least;
    this.#greatest = greatest;
    return least < greatest;
  }

  /** Moves the rows that go left to the front; returns where the right ones start. */
  #partition(feature: number, threshold: number, start: number, end: number): number {
    const base = feature * this.#rowCount;
    if (this.#hasMissing && this.#isLeftLarger(base, threshold, start, end)) {
      return this.#partitionMissingLeft(base, threshold, start, end);
    }
    const columns = this.#columns;
    const sample = this.sample;
    let middle = start;
    for (let index = start; index < end; index += 1) {
      const row = sample[index] as number;
      sample[index] = sample[middle] as number;
      sample[middle] = row;
      // Added up instead of branched on: the processor cannot guess random splits. NaN goes right.
      middle += +((columns[base + row] as number) <= threshold);
    }
    return middle;
  }

  #partitionMissingLeft(base: number, threshold: number, start: number, end: number): number {
    const columns = this.#columns;
    const sample = this.sample;
    let middle = start;
    for (let index = start; index < end; index += 1) {
      const row = sample[index] as number;
      sample[index] = sample[middle] as number;
      sample[middle] = row;
      middle += +!((columns[base + row] as number) > threshold);
    }
    return middle;
  }

  /** Whether at least half of the rows that have the feature go left. */
  #isLeftLarger(base: number, threshold: number, start: number, end: number): boolean {
    let balance = 0;
    for (let index = start; index < end; index += 1) {
      const value = this.#columns[base + (this.sample[index] as number)] as number;
      balance += value <= threshold ? 1 : value > threshold ? -1 : 0;
    }
    return balance >= 0;
  }
}

/** Uniform in [least, greatest): each side gets a row, whatever rounding does. */
function drawThreshold(random: Random, least: number, greatest: number): number {
  const drawn = Math.fround(least + random.uniform() * (greatest - least));
  return drawn < greatest ? drawn : least;
}
