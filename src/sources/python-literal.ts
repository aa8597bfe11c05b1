/** Nested deeper, a text is no field of a log. */
const MAX_DEPTH = 100;

const CONSTANTS: readonly (readonly [word: string, value: unknown])[] = [
  ['None', null],
  ['True', true],
  ['False', false],
  ['nan', null],
  ['null', null],
  ['true', true],
  ['false', false],
];

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\u0007',
  '0': '\0',
};

/** Reads what Python's repr() writes of dictionaries and lists: single quotes, None, True, tuples.
 *  CSV exports of pandas carry nested columns like that. Nothing is evaluated.
 *  @returns undefined for anything else */
export function parsePythonLiteral(text: string): unknown {
  const reader = new Reader(text);
  try {
    const value = reader.value(0);
    return reader.isAtEnd() ? value : undefined;
  } catch (error) {
    if (error instanceof LiteralError) return undefined;
    throw error;
  }
}

class LiteralError extends Error {}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isAtEnd(): boolean {
    this.#skipSpace();
    return this.#at === this.#text.length;
  }

  value(depth: number): unknown {
    if (depth > MAX_DEPTH) throw new LiteralError();
    this.#skipSpace();
    const character = this.#text[this.#at] ?? '';
    if (character === '{') return this.#dictionary(depth);
    if (character === '[') return this.#list(']', depth);
    if (character === '(') return this.#list(')', depth);
    if (character === "'" || character === '"') return this.#string();
    return this.#scalar();
  }

  #dictionary(depth: number): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    this.#at += 1;
    while (!this.#takes('}')) {
      const key = this.value(depth + 1);
      if (!this.#takes(':')) throw new LiteralError();
      entries.push([String(key), this.value(depth + 1)]);
      if (!this.#takes(',') && !this.#isNext('}')) throw new LiteralError();
    }
    return Object.fromEntries(entries);
  }

  #list(close: string, depth: number): unknown[] {
    const items: unknown[] = [];
    this.#at += 1;
    while (!this.#takes(close)) {
      items.push(this.value(depth + 1));
      if (!this.#takes(',') && !this.#isNext(close)) throw new LiteralError();
    }
    return items;
  }

  #string(): string {
    const quote = this.#text[this.#at];
    let result = '';
    for (this.#at += 1; this.#at < this.#text.length; this.#at += 1) {
      const character = this.#text[this.#at] ?? '';
      if (character === quote) {
        this.#at += 1;
        return result;
      }
      result += character === '\\' ? this.#escape() : character;
    }
    throw new LiteralError();
  }

  #escape(): string {
    this.#at += 1;
    const character = this.#text[this.#at] ?? '';
    const length = { x: 2, u: 4, U: 8 }[character];
    if (length === undefined) return ESCAPES[character] ?? character;
    const digits = this.#text.slice(this.#at + 1, this.#at + 1 + length);
    const code = Number.parseInt(digits, 16);
    if (!/^[0-9a-f]+$/i.test(digits) || digits.length < length || code > 0x10ffff) {
      throw new LiteralError();
    }
    this.#at += length;
    return String.fromCodePoint(code);
  }

  #scalar(): unknown {
    const number = /-?\d+(?:\.\d*)?(?:e[+-]?\d+)?/iy;
    number.lastIndex = this.#at;
    const digits = number.exec(this.#text)?.[0];
    if (digits !== undefined) {
      this.#at += digits.length;
      return Number(digits);
    }
    const constant = CONSTANTS.find(([word]) => this.#text.startsWith(word, this.#at));
    if (constant === undefined) throw new LiteralError();
    this.#at += constant[0].length;
    return constant[1];
  }

  #isNext(character: string): boolean {
    this.#skipSpace();
    return this.#text[this.#at] === character;
  }

  #takes(character: string): boolean {
    const isNext = this.#isNext(character);
    if (isNext) this.#at += 1;
    return isNext;
  }

  #skipSpace(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }
}
