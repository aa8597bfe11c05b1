import { averagePathLength } from './average-path-length.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import type { Forest } from './forest.ts';

/** "OIF" and the version of the layout. */
const MAGIC = [0x4f, 0x49, 0x46, 1];
const NUMBER_SEED = 0;
const TEXT_SEED = 1;
/** Guards against a length field that would have us allocate gigabytes; each node takes at least a byte. */
const LONGEST_PATH = 64;

/** The forest as bytes: about 6 kB for 50 trees of 64 rows and up to 64 features.
 *  Header, then each tree in pre-order, one LEB128 integer a node: 2 * feature for a split, followed by its
 *  threshold as Float32, and 2 * rows + 1 for a leaf. All else is computed again. */
export function encodeForest(forest: Forest): Uint8Array {
  const writer = new ByteWriter();
  for (const byte of MAGIC) writer.byte(byte);
  writeSeed(writer, forest.seed);
  for (const count of [
    forest.trees,
    forest.featureCount,
    forest.sampleSize,
    forest.rowCount,
    forest.feature.length,
  ]) {
    writer.integer(count);
  }
  for (let tree = 0; tree < forest.trees; tree += 1) writeNode(writer, forest, tree);
  return writer.written();
}

/** The forest that encodeForest wrote: equal in every number.
 *  @throws RangeError when the bytes are not such a forest, of another version, cut short or damaged */
export function decodeForest(bytes: Uint8Array): Forest {
  const reader = new ByteReader(bytes);
  const magic = MAGIC.map(() => reader.byte());
  if (magic.some((byte, index) => byte !== MAGIC[index])) {
    throw new RangeError(`not a forest of version ${MAGIC[3]}: starts with ${magic.join(' ')}`);
  }
  const seed = readSeed(reader);
  const trees = reader.integer();
  const featureCount = reader.integer();
  const sampleSize = reader.integer();
  const rowCount = reader.integer();
  const nodeCount = reader.integer();
  if (nodeCount > reader.remaining || trees > nodeCount || trees < 1 || sampleSize > rowCount) {
    throw new RangeError(`impossible forest: ${nodeCount} nodes in ${reader.remaining} bytes`);
  }
  const trunk = new TreeReader(reader, { trees, featureCount, sampleSize, nodeCount });
  for (let tree = 0; tree < trees; tree += 1) trunk.readTree(tree);
  if (reader.remaining > 0) throw new RangeError(`${reader.remaining} bytes after the forest`);
  return { trees, featureCount, sampleSize, rowCount, seed, ...trunk.nodes() };
}

function writeSeed(writer: ByteWriter, seed: Forest['seed']): void {
  if (typeof seed === 'number') {
    writer.byte(NUMBER_SEED);
    writer.float64(seed);
  } else {
    writer.byte(TEXT_SEED);
    writer.text(seed);
  }
}

function readSeed(reader: ByteReader): Forest['seed'] {
  const kind = reader.byte();
  if (kind === NUMBER_SEED) return reader.float64();
  if (kind === TEXT_SEED) return reader.text();
  throw new RangeError(`seed must be of kind 0 or 1, got ${kind}`);
}

function writeNode(writer: ByteWriter, forest: Forest, node: number): void {
  const left = forest.child[node] as number;
  if (left === node) {
    writer.integer(2 * (forest.size[node] as number) + 1);
    return;
  }
  writer.integer(2 * (forest.feature[node] as number));
  writer.float32(forest.threshold[node] as number);
  writeNode(writer, forest, left);
  writeNode(writer, forest, left + 1);
}

/** Puts the nodes back where the grower had put them. */
class TreeReader {
  readonly #reader: ByteReader;
  readonly #featureCount: number;
  readonly #sampleSize: number;
  readonly #ordinaryDepth: number;
  readonly #feature: Uint16Array;
  readonly #threshold: Float32Array;
  readonly #child: Int32Array;
  readonly #size: Int32Array;
  readonly #depth: Float64Array;
  #nodeCount: number;
  #height = 0;

  constructor(
    reader: ByteReader,
    counts: Pick<Forest, 'trees' | 'featureCount' | 'sampleSize'> & { readonly nodeCount: number },
  ) {
    this.#reader = reader;
    this.#featureCount = counts.featureCount;
    this.#sampleSize = counts.sampleSize;
    this.#ordinaryDepth = averagePathLength(counts.sampleSize);
    this.#nodeCount = counts.trees;
    this.#feature = new Uint16Array(counts.nodeCount);
    this.#threshold = new Float32Array(counts.nodeCount);
    this.#child = new Int32Array(counts.nodeCount);
    this.#size = new Int32Array(counts.nodeCount);
    this.#depth = new Float64Array(counts.nodeCount);
  }

  readTree(root: number): void {
    this.#readNode(root, 0);
    if (this.#size[root] !== this.#sampleSize) {
      throw new RangeError(`tree ${root} has ${this.#size[root]} rows, not ${this.#sampleSize}`);
    }
  }

  nodes(): Pick<Forest, 'height' | 'feature' | 'threshold' | 'child' | 'size' | 'depth'> {
    if (this.#nodeCount !== this.#feature.length) {
      throw new RangeError(`${this.#feature.length} nodes announced, ${this.#nodeCount} found`);
    }
    return {
      height: this.#height,
      feature: this.#feature,
      threshold: this.#threshold,
      child: this.#child,
      size: this.#size,
      depth: this.#depth,
    };
  }

  /** @returns the sum over the node's rows of `depth` */
  #readNode(node: number, level: number): number {
    const code = this.#reader.integer();
    if (code % 2 === 1) return this.#readLeaf(node, (code - 1) / 2, level);
    const feature = code / 2;
    const threshold = this.#reader.float32();
    const left = this.#nodeCount;
    this.#nodeCount += 2;
    if (
      feature >= this.#featureCount ||
      !Number.isFinite(threshold) ||
      this.#nodeCount > this.#feature.length ||
      level >= LONGEST_PATH
    ) {
      throw new RangeError(`impossible split of feature ${feature} at ${threshold}`);
    }
    this.#feature[node] = feature;
    this.#threshold[node] = threshold;
    this.#child[node] = left;
    const depths = this.#readNode(left, level + 1) + this.#readNode(left + 1, level + 1);
    const size = (this.#size[left] as number) + (this.#size[left + 1] as number);
    this.#size[node] = size;
    this.#depth[node] = depths / size;
    return depths;
  }

  #readLeaf(node: number, size: number, level: number): number {
    if (size < 1) throw new RangeError('a leaf must have a row');
    const depth = level + averagePathLength(size) - this.#ordinaryDepth;
    this.#threshold[node] = Infinity;
    this.#child[node] = node;
    this.#size[node] = size;
    this.#depth[node] = depth;
    if (level > this.#height) this.#height = level;
    return size * depth;
  }
}
