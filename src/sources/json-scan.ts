const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Finds where a JSON value ends, by counting brackets outside strings; whether it is valid is for
 *  JSON.parse to say. Resumable: feed it stretch after stretch. */
export class ValueScanner {
  /** most brackets open at once so far */
  maxDepth = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #started = false;

  /** @returns the index just after the value, -1 = the value goes on beyond `end` */
  scan(bytes: Uint8Array, start: number, end: number): number {
    let i = start;
    while (i < end) {
      if (this.#inString) {
        i = this.#leaveString(bytes, i, end);
        if (this.#inString) return -1;
        if (this.#depth === 0) return i;
        continue;
      }
      const byte = bytes[i] ?? 0;
      if (byte === QUOTE) {
        this.#inString = true;
        this.#started = true;
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        this.#started = true;
        this.#depth += 1;
        if (this.#depth > this.maxDepth) this.maxDepth = this.#depth;
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        // a scalar ends before the bracket of what holds it
        if (this.#depth === 0) return i;
        this.#depth -= 1;
        if (this.#depth === 0) return i + 1;
      } else if (this.#depth === 0) {
        if (byte === COMMA || (this.#started && isSpace(byte))) return i;
        if (!isSpace(byte)) this.#started = true;
      }
      i += 1;
    }
    return -1;
  }

  /** @returns the index after the closing quote, or `end` when the string goes on */
  #leaveString(bytes: Uint8Array, start: number, end: number): number {
    let i = this.#escaped ? start + 1 : start;
    this.#escaped = false;
    while (i < end) {
      const byte = bytes[i];
      if (byte === QUOTE) {
        this.#inString = false;
        return i + 1;
      }
      i += byte === BACKSLASH ? 2 : 1;
    }
    this.#escaped = i > end;
    return end;
  }
}

export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Index of the first byte from `start` on that is neither space nor one of `also`. */
export function skipSpace(
  bytes: Uint8Array,
  start: number,
  end: number,
  ...also: readonly number[]
): number {
  let i = start;
  while (i < end && (isSpace(bytes[i]) || also.includes(bytes[i] ?? -1))) i += 1;
  return i;
}

/** A member of an object whose value has begun. */
export interface MemberStart {
  /** in lower case; escapes are left as they are, no key that matters has any */
  readonly key: string;
  /** index of the value's first byte */
  readonly value: number;
  /** the value is a list of objects (of arrays, for the key `rows`), or an empty list */
  readonly isList: boolean;
}

/** Reads `"key": ` at `start` and looks at what follows.
 *  @returns 'more' = the bytes end too early, 'bad' = there is no member here */
export function memberAt(bytes: Buffer, start: number, end: number): MemberStart | 'more' | 'bad' {
  if (bytes[start] !== QUOTE) return 'bad';
  const keyEnd = new ValueScanner().scan(bytes, start, end);
  if (keyEnd === -1) return 'more';
  const colon = skipSpace(bytes, keyEnd, end);
  if (colon < end && bytes[colon] !== COLON) return 'bad';
  const value = skipSpace(bytes, colon + 1, end);
  if (value >= end) return 'more';
  const key = bytes.toString('utf8', start + 1, keyEnd - 1).toLowerCase();
  if (bytes[value] !== OPEN_BRACKET) return { key, value, isList: false };
  const first = skipSpace(bytes, value + 1, end);
  if (first >= end) return 'more';
  const opens = key === 'rows' ? OPEN_BRACKET : OPEN_BRACE;
  return { key, value, isList: bytes[first] === CLOSE_BRACKET || bytes[first] === opens };
}

/** Whether the object that begins at `start` is an envelope: a member of its own is a list of
 *  records. `{"value":[{` is enough to tell, however long the list is.
 *  @param keys  lower-case names of such members */
export function isEnvelopeAt(
  bytes: Buffer,
  start: number,
  end: number,
  keys: ReadonlySet<string>,
): boolean {
  let i = start + 1;
  for (;;) {
    i = skipSpace(bytes, i, end, COMMA);
    const member = memberAt(bytes, i, end);
    if (member === 'more' || member === 'bad') return false;
    if (member.isList && keys.has(member.key)) return true;
    i = new ValueScanner().scan(bytes, member.value, end);
    if (i === -1) return false;
  }
}
