/** What seeds a generator: the same seed gives the same numbers on every machine. */
export type Seed = number | string;

/** xoshiro128**: 32-bit integers of period 2^128 - 1, all state in four words.
 *  Not for secrets. Only integer arithmetic, so every machine draws the same numbers.
 *  Blackman & Vigna 2021, https://doi.org/10.1145/3460772, https://prng.di.unimi.it/xoshiro128starstar.c */
export class Random {
  readonly #state: Int32Array;

  /** @param state  four 32-bit words, not all zero (the generator would stand still) */
  constructor(state: ArrayLike<number>) {
    this.#state = Int32Array.from(state);
    if (this.#state.length !== 4)
      throw new RangeError(`state must be 4 words, got ${state.length}`);
    if (this.#state.every((word) => word === 0)) throw new RangeError('state must not be all zero');
  }

  /** An integer, uniform in [0, 2^32). */
  uint32(): number {
    const s = this.#state;
    const s0 = s[0] as number;
    const s1 = s[1] as number;
    const s2 = (s[2] as number) ^ s0;
    const s3 = (s[3] as number) ^ s1;
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    s[0] = s0 ^ s3;
    s[1] = s1 ^ s2;
    s[2] = s2 ^ (s1 << 9);
    s[3] = rotateLeft(s3, 11);
    return result;
  }

  /** A number, uniform in [0, 1), in steps of 2^-32. */
  uniform(): number {
    return this.uint32() * 2 ** -32;
  }

  /** An integer, uniform in [0, bound), without bias: the few draws that would favour small numbers are drawn again.
   *  @param bound  integer in [1, 2^32) */
  below(bound: number): number {
    const size = bound >>> 0;
    for (;;) {
      const draw = this.uint32();
      const rest = draw % size;
      // The last, incomplete run of 0 to size - 1 is not used.
      if (draw - rest + size <= 2 ** 32) return rest;
    }
  }

  /** A number from the standard normal distribution, by the polar method (Marsaglia & Bray 1964). */
  normal(): number {
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
    }
  }
}

/** A generator for a seed, and for one of its numbered streams: streams of one seed are unrelated, so that what
 *  is numbered (the trees of a forest) can be made in any order and on any thread. */
export function randomOf(seed: Seed, stream = 0): Random {
  return new Random(seedWords(seed, stream));
}

/** Four words for a seed and stream: FNV-1a over the seed's text, spread by splitmix32. Never all zero. */
export function seedWords(seed: Seed, stream = 0): Int32Array {
  const text = `${typeof seed}:${seed}`;
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b) ^ (high >>> 13);
  }
  const a = mixed(low ^ mixed(stream));
  const b = mixed(high + 0x9e3779b9 + stream);
  return Int32Array.of(a, b, mixed(a + 0x9e3779b9), mixed(b + 0x3c6ef372) | 1);
}

/** The finaliser of MurmurHash3 (Appleby): every bit of the input reaches every bit of the output. */
function mixed(word: number): number {
  let h = word | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
