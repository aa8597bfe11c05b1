import { open } from 'node:fs/promises';

/** A longer line is for the readers, who know what to do with it. Chosen by hand. */
const MAX_LINE_BYTES = 16 * 1024 * 1024;

const NEWLINE = 0x0a;

/** Cuts a stream of lines into files of whole lines. */
export class LineSlices {
  readonly #chunks: AsyncIterator<Uint8Array>;
  /** brought by the stream, not yet written */
  #waiting: Buffer = Buffer.alloc(0);
  #failure: { readonly error: unknown } | null = null;
  #hasEnded = false;

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  /** @returns at least so many bytes of the beginning, fewer when the stream is shorter */
  async peek(bytes: number): Promise<Buffer> {
    while (this.#waiting.length < bytes && (await this.#pull()));
    return this.#waiting;
  }

  /** Writes the next lines to a file, about so many bytes. @returns how many, 0 = no line is left */
  async write(file: string, wantedBytes: number): Promise<number> {
    const handle = await open(file, 'w', 0o600);
    let written = 0;
    try {
      do {
        const lines = this.#wholeLines();
        await handle.writeFile(lines);
        written += lines.length;
      } while (
        written < wantedBytes &&
        this.#waiting.length < MAX_LINE_BYTES &&
        (await this.#pull())
      );
    } finally {
      await handle.close();
    }
    return written;
  }

  /** What was not written. @throws what ended the stream early */
  async *rest(): AsyncGenerator<Uint8Array> {
    do {
      const waiting = this.#waiting;
      this.#waiting = Buffer.alloc(0);
      if (waiting.length > 0) yield waiting;
    } while (await this.#pull());
    if (this.#failure !== null) throw this.#failure.error;
  }

  #wholeLines(): Buffer {
    const waiting = this.#waiting;
    const isLast = this.#hasEnded && this.#failure === null;
    const end = isLast ? waiting.length : waiting.lastIndexOf(NEWLINE) + 1;
    this.#waiting = waiting.subarray(end);
    return waiting.subarray(0, end);
  }

  /** @returns false when the stream has ended */
  async #pull(): Promise<boolean> {
    if (this.#hasEnded) return false;
    try {
      const next = await this.#chunks.next();
      if (next.done !== true) {
        this.#waiting = Buffer.concat([this.#waiting, next.value]);
        return true;
      }
    } catch (error) {
      this.#failure = { error };
    }
    this.#hasEnded = true;
    return false;
  }
}
