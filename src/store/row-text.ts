/** Rows of the TabSeparated format whose fields may be bytes: what a String column takes as it is. */
export class RowText {
  #chunks: Uint8Array[] = [];
  readonly #encoder = new TextEncoder();

  /** Adds a row. Numbers are written as they print; null as \N. */
  add(fields: readonly (string | number | null | Uint8Array)[]): void {
    for (const [index, field] of fields.entries()) {
      if (index > 0) this.#chunks.push(TAB);
      this.#chunks.push(this.#escaped(field));
    }
    this.#chunks.push(NEWLINE);
  }

  get isEmpty(): boolean {
    return this.#chunks.length === 0;
  }

  /** All rows added since the last call. */
  take(): Uint8Array {
    const total = this.#chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    const bytes = new Uint8Array(total);
    let at = 0;
    for (const chunk of this.#chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    this.#chunks = [];
    return bytes;
  }

  #escaped(field: string | number | null | Uint8Array): Uint8Array {
    if (field === null) return NULL;
    return escapeBytes(field instanceof Uint8Array ? field : this.#encoder.encode(`${field}`));
  }
}

const TAB = Uint8Array.of(9);
const NEWLINE = Uint8Array.of(10);
const BACKSLASH = 92;
const NULL = Uint8Array.of(BACKSLASH, 78);

/** Tab, newline and backslash end fields, rows and escapes; every other byte stands for itself. */
function escapeBytes(bytes: Uint8Array): Uint8Array {
  let special = 0;
  for (const byte of bytes) if (byte === 9 || byte === 10 || byte === BACKSLASH) special++;
  if (special === 0) return bytes;
  const escaped = new Uint8Array(bytes.length + special);
  let at = 0;
  for (const byte of bytes) {
    if (byte === 9 || byte === 10 || byte === BACKSLASH) {
      escaped[at++] = BACKSLASH;
      escaped[at++] = byte === 9 ? 116 : byte === 10 ? 110 : BACKSLASH;
    } else escaped[at++] = byte;
  }
  return escaped;
}
