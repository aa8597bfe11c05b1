/** A number a row. 64-bit integers are exact up to 2^53; of a Nullable column NULL is NaN. */
export type Numbers =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

/** A text a row, decoded when it is asked for; equal ones of a LowCardinality column are one string. */
export interface Texts {
  readonly length: number;
  at(row: number): string;
  /** As it is stored: not a copy. */
  bytesAt(row: number): Uint8Array;
}

/** Texts that lie in bytes one by one. */
export class PlainTexts implements Texts {
  readonly length: number;
  readonly #bytes: Buffer;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;

  constructor(bytes: Buffer, starts: Uint32Array, ends: Uint32Array) {
    this.length = starts.length;
    this.#bytes = bytes;
    this.#starts = starts;
    this.#ends = ends;
  }

  at(row: number): string {
    return this.#bytes.toString('utf8', this.#starts[row], this.#ends[row]);
  }

  bytesAt(row: number): Uint8Array {
    return this.#bytes.subarray(this.#starts[row], this.#ends[row]);
  }
}

/** Texts of which each has a number in a dictionary. */
export class CodedTexts implements Texts {
  readonly length: number;
  readonly #dictionary: readonly string[];
  readonly #codes: Uint32Array;

  constructor(dictionary: readonly string[], codes: Uint32Array) {
    this.length = codes.length;
    this.#dictionary = dictionary;
    this.#codes = codes;
  }

  at(row: number): string {
    return this.#dictionary[this.#codes[row]!]!;
  }

  bytesAt(row: number): Uint8Array {
    return Buffer.from(this.at(row));
  }
}
