/** Unpacking of texts that were compressed by zlib or gzip. Written in the query they are short; the
 *  engine itself has no function for it. RFC 1950 (zlib), 1951 (deflate), 1952 (gzip). */

/** More than that is no text in a query. */
const MOST_BYTES = 2 ** 20;

/** The bytes of a zlib stream; undefined where it is none, or damaged. */
export function unzlib(bytes: Uint8Array): Uint8Array | undefined {
  const [method = 0, flags = 0] = bytes;
  // The only window is 15 bits, and there is no dictionary.
  if (method !== 0x78 || (method * 256 + flags) % 31 !== 0 || (flags & 0x20) !== 0)
    return undefined;
  const body = inflate(bytes.subarray(2, -4));
  return body !== undefined && adler32(body) === numberAt(bytes, bytes.length - 4, false)
    ? body
    : undefined;
}

/** The bytes of a gzip stream of one member; undefined where it is none, or damaged. */
export function ungzip(bytes: Uint8Array): Uint8Array | undefined {
  const [first, second, method, flags = 0] = bytes;
  if (first !== 0x1f || second !== 0x8b || method !== 8) return undefined;
  let at = 10;
  if ((flags & 4) !== 0) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  // A name and a comment end with a zero.
  for (const flag of [8, 16]) {
    if ((flags & flag) !== 0) at = bytes.indexOf(0, at) + 1;
  }
  if ((flags & 2) !== 0) at += 2;
  const body = inflate(bytes.subarray(at, -8));
  return body !== undefined && crc32(body) === numberAt(bytes, bytes.length - 8, true)
    ? body
    : undefined;
}

const LENGTHS = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
  163, 195, 227, 258,
];
const DISTANCES = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
  3073, 4097, 6145, 8193, 12289, 16385, 24577,
];
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Thrown inside of this file only, where a stream is damaged. */
class Damaged extends Error {}

function inflate(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return inflated(new Bits(bytes));
  } catch (error) {
    if (error instanceof Damaged) return undefined;
    throw error;
  }
}

/** Reads bits from the lowest of each byte on. */
class Bits {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  take(count: number): number {
    let value = 0;
    for (let bit = 0; bit < count; bit++, this.#at++) {
      const byte = this.#bytes[this.#at >> 3];
      if (byte === undefined) throw new Damaged();
      value |= ((byte >> (this.#at & 7)) & 1) << bit;
    }
    return value;
  }

  toByte(): void {
    this.#at = (this.#at + 7) & ~7;
  }
}

function inflated(bits: Bits): Uint8Array {
  const output: number[] = [];
  for (let last = 0; last === 0;) {
    last = bits.take(1);
    const kind = bits.take(2);
    if (kind === 0) stored(bits, output);
    else if (kind === 1) coded(bits, output, codesOf(FIXED_LENGTHS), codesOf(FIXED_DISTANCES));
    else if (kind === 2) coded(bits, output, ...dynamicCodes(bits));
    else throw new Damaged();
  }
  return Uint8Array.from(output);
}

function stored(bits: Bits, output: number[]): void {
  bits.toByte();
  const length = bits.take(16);
  if ((length ^ bits.take(16)) !== 0xffff) throw new Damaged();
  for (let count = 0; count < length; count++) output.push(bits.take(8));
}

/** Symbols by the length and the value of their code. */
type Codes = ReadonlyMap<number, number>;

const FIXED_LENGTHS = Array.from({ length: 288 }, (_, symbol) =>
  symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8,
);
const FIXED_DISTANCES = Array.from({ length: 30 }, () => 5);

/** Canonical Huffman codes from their lengths, RFC 1951, 3.2.2. */
function codesOf(lengths: readonly number[]): Codes {
  const codes = new Map<number, number>();
  let code = 0;
  for (let length = 1; length <= 15; length++) {
    for (const [symbol, own] of lengths.entries()) {
      if (own === length) codes.set(length * 65_536 + code++, symbol);
    }
    code *= 2;
  }
  return codes;
}

function symbolIn(bits: Bits, codes: Codes): number {
  let code = 0;
  for (let length = 1; length <= 15; length++) {
    code = code * 2 + bits.take(1);
    const symbol = codes.get(length * 65_536 + code);
    if (symbol !== undefined) return symbol;
  }
  throw new Damaged();
}

function dynamicCodes(bits: Bits): readonly [Codes, Codes] {
  const [literals, distances, count] = [bits.take(5) + 257, bits.take(5) + 1, bits.take(4) + 4];
  const own = Array.from({ length: 19 }, () => 0);
  for (const symbol of CODE_ORDER.slice(0, count)) own[symbol] = bits.take(3);
  const codes = codesOf(own);
  const lengths: number[] = [];
  while (lengths.length < literals + distances) {
    const symbol = symbolIn(bits, codes);
    const [value, times] =
      symbol < 16
        ? [symbol, 1]
        : symbol === 16
          ? [lengths.at(-1) ?? 0, 3 + bits.take(2)]
          : [0, symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7)];
    for (let time = 0; time < times; time++) lengths.push(value);
  }
  return [codesOf(lengths.slice(0, literals)), codesOf(lengths.slice(literals))];
}

function coded(bits: Bits, output: number[], literals: Codes, distances: Codes): void {
  for (;;) {
    const symbol = symbolIn(bits, literals);
    if (symbol === 256) return;
    if (symbol < 256) {
      output.push(symbol);
    } else {
      const place = symbol - 257;
      const extra = place < 8 || place === 28 ? 0 : (place >> 2) - 1;
      const length = (LENGTHS[place] ?? fail()) + bits.take(extra);
      const far = symbolIn(bits, distances);
      const distance = (DISTANCES[far] ?? fail()) + bits.take(far < 4 ? 0 : (far >> 1) - 1);
      const from = output.length - distance;
      if (from < 0 || output.length + length > MOST_BYTES) throw new Damaged();
      for (let step = 0; step < length; step++) output.push(output[from + step] ?? 0);
    }
  }
}

function fail(): never {
  throw new Damaged();
}

function numberAt(bytes: Uint8Array, at: number, littleEndian: boolean): number {
  if (at < 0) return -1;
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at, littleEndian);
}

function adler32(bytes: Uint8Array): number {
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return high * 65_536 + low;
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
