/** Reads what ClickHouse writes as RowBinary, value by value in the order in which they were written; lists
 *  are passed over and read where they lie when they are asked for. Who reads must know the types:
 *  https://clickhouse.com/docs/interfaces/formats/RowBinary
 *  Each method throws a RangeError where the bytes end early. */
export class RowBinaryReader {
  readonly #bytes: Buffer;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  uint16(): number {
    return this.#view.getUint16(this.#pass(2), true);
  }

  uint32(): number {
    return this.#view.getUint32(this.#pass(4), true);
  }

  float32(): number {
    return this.#view.getFloat32(this.#pass(4), true);
  }

  float64(): number {
    return this.#view.getFloat64(this.#pass(8), true);
  }

  /** NULL is null; exact up to 2^53. */
  nullableInt64(): number | null {
    return this.#bytes[this.#pass(1)] === 1 ? null : int64At(this.#view, this.#pass(8));
  }

  /** Not a copy. */
  bytes(): Uint8Array {
    const length = this.#length();
    const at = this.#pass(length);
    return this.#bytes.subarray(at, at + length);
  }

  text(): string {
    const length = this.#length();
    const at = this.#pass(length);
    return this.#bytes.toString('utf8', at, at + length);
  }

  uint8s(): NumberList {
    return this.#numbers(1, uint8At);
  }

  uint16s(): NumberList {
    return this.#numbers(2, uint16At);
  }

  uint32s(): NumberList {
    return this.#numbers(4, uint32At);
  }

  float32s(): NumberList {
    return this.#numbers(4, float32At);
  }

  float64s(): NumberList {
    return this.#numbers(8, float64At);
  }

  /** Exact up to 2^53. */
  int64s(): NumberList {
    return this.#numbers(8, int64At);
  }

  texts(): TextList {
    const length = this.#length();
    const list = new TextList(this.#bytes, this.#at, length);
    for (let index = 0; index < length; index++) this.#pass(this.#length());
    return list;
  }

  #numbers(size: number, read: (view: DataView, at: number) => number): NumberList {
    const length = this.#length();
    return new NumberList(this.#view, this.#pass(length * size), length, size, read);
  }

  #length(): number {
    const at = this.#pass(1);
    if (this.#bytes[at]! < 128) return this.#bytes[at]!;
    const { value, next } = varintAt(this.#bytes, at);
    this.#at = next;
    return value;
  }

  #pass(length: number): number {
    const at = this.#at;
    this.#at += length;
    if (this.#at > this.#bytes.length) throw new RangeError('a row in RowBinary ends early');
    return at;
  }
}

/** Numbers as they are stored, one beside the other. */
export class NumberList implements Iterable<number> {
  readonly length: number;
  readonly #view: DataView;
  readonly #start: number;
  readonly #size: number;
  readonly #read: (view: DataView, at: number) => number;

  /** @param size  of each, bytes */
  constructor(
    view: DataView,
    start: number,
    length: number,
    size: number,
    read: (view: DataView, at: number) => number,
  ) {
    this.#view = view;
    this.#start = start;
    this.length = length;
    this.#size = size;
    this.#read = read;
  }

  at(index: number): number {
    return this.#read(this.#view, this.#start + index * this.#size);
  }

  copyTo(numbers: Float64Array): void {
    for (let index = 0; index < this.length; index++) numbers[index] = this.at(index);
  }

  *[Symbol.iterator](): Generator<number> {
    for (let index = 0; index < this.length; index++) yield this.at(index);
  }
}

/** Texts as they are stored, one after the other: to come to one, those before it are passed. */
export class TextList implements Iterable<string> {
  readonly length: number;
  readonly #bytes: Buffer;
  readonly #start: number;

  constructor(bytes: Buffer, start: number, length: number) {
    this.#bytes = bytes;
    this.#start = start;
    this.length = length;
  }

  /** The place of a text, -1 = it is not there. Nothing is decoded to say so. */
  indexOf(text: string): number {
    const bytes = this.#bytes;
    let at = this.#start;
    for (let index = 0; index < this.length; index++) {
      let size = bytes[at++]!;
      if (size >= 128) ({ value: size, next: at } = varintAt(bytes, at - 1));
      if (isTextAt(bytes, at, at + size, text)) return index;
      at += size;
    }
    return -1;
  }

  /** Lists of these lengths, one after the other, which must be all there are. */
  split(lengths: readonly number[]): TextList[] {
    const bytes = this.#bytes;
    let at = this.#start;
    return lengths.map((length) => {
      const list = new TextList(bytes, at, length);
      for (let index = 0; index < length; index++) {
        let size = bytes[at++]!;
        if (size >= 128) ({ value: size, next: at } = varintAt(bytes, at - 1));
        at += size;
      }
      return list;
    });
  }

  *[Symbol.iterator](): Generator<string> {
    let at = this.#start;
    for (let index = 0; index < this.length; index++) {
      const { value: size, next } = varintAt(this.#bytes, at);
      at = next + size;
      yield this.#bytes.toString('utf8', next, at);
    }
  }
}

/** Are these bytes this text in UTF-8? Only what is not ASCII is decoded to say so. */
function isTextAt(bytes: Buffer, start: number, end: number, text: string): boolean {
  const length = end - start;
  if (length < text.length) return false;
  // From the end: addresses begin alike.
  for (let index = text.length - 1; index >= 0; index--) {
    const code = text.charCodeAt(index);
    if (code > 127) return bytes.toString('utf8', start, end) === text;
    if (length === text.length && bytes[start + index] !== code) return false;
  }
  return length === text.length;
}

/** LEB128, below 2^53. */
function varintAt(bytes: Buffer, start: number): { value: number; next: number } {
  let value = 0;
  let at = start;
  for (let scale = 1; ; scale *= 128) {
    const byte = bytes[at++];
    if (byte === undefined) throw new RangeError('a row in RowBinary ends early');
    if (byte < 128) return { value: value + byte * scale, next: at };
    value += (byte - 128) * scale;
  }
}

const uint8At = (view: DataView, at: number): number => view.getUint8(at);
const uint16At = (view: DataView, at: number): number => view.getUint16(at, true);
const uint32At = (view: DataView, at: number): number => view.getUint32(at, true);
const float32At = (view: DataView, at: number): number => view.getFloat32(at, true);
const float64At = (view: DataView, at: number): number => view.getFloat64(at, true);
const int64At = (view: DataView, at: number): number =>
  view.getInt32(at + 4, true) * 2 ** 32 + view.getUint32(at, true);
