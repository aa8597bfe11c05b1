/** Reads what ByteWriter wrote; the end of the bytes is a RangeError, never an invented value. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get remaining(): number {
    return this.#bytes.length - this.#position;
  }

  byte(): number {
    if (this.remaining < 1) throw cutShort(this.#position);
    const value = this.#bytes[this.#position] as number;
    this.#position += 1;
    return value;
  }

  integer(): number {
    let value = this.byte();
    if (value < 128) return value;
    value -= 128;
    for (let scale = 128; scale <= 128 ** 4; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    throw new RangeError(`integer at byte ${this.#position} is longer than 5 bytes`);
  }

  float32(): number {
    if (this.remaining < 4) throw cutShort(this.#position);
    this.#position += 4;
    return this.#view.getFloat32(this.#position - 4, true);
  }

  float64(): number {
    if (this.remaining < 8) throw cutShort(this.#position);
    this.#position += 8;
    return this.#view.getFloat64(this.#position - 8, true);
  }

  text(): string {
    const length = this.integer();
    if (this.remaining < length) throw cutShort(this.#position);
    this.#position += length;
    return new TextDecoder().decode(this.#bytes.subarray(this.#position - length, this.#position));
  }
}

function cutShort(position: number): RangeError {
  return new RangeError(`bytes end at ${position}, in the middle of a value`);
}
