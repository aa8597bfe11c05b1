import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { jsonText } from './json-text.ts';
import type { Span } from '../kql/index.ts';
import { printable, textWidth } from './terminal/index.ts';
import type { ErrorDescription } from './describe-error.ts';

/** Lines are gathered to blocks of this many characters before they are written. */
const BLOCK = 65_536;

export interface OutputOptions {
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** The only way to stdout and stderr. Under --json stdout gets machine output and nothing else. */
export class Output {
  readonly #options: OutputOptions;

  constructor(options: OutputOptions) {
    this.#options = options;
  }

  /** One result: a line of JSON, or the text that `draw` makes of it. */
  async object<T>(value: T, draw: (value: T) => string): Promise<void> {
    await this.#write(`${this.#options.json ? jsonText(value) : draw(value)}\n`);
  }

  /** Many results: a line of JSON each as they come, or the text that `draw` makes of all. */
  async list<T>(
    rows: Iterable<T> | AsyncIterable<T>,
    draw: (rows: readonly T[]) => string | Promise<string>,
  ): Promise<void> {
    if (!this.#options.json) {
      const all: T[] = [];
      for await (const row of rows) all.push(row);
      await this.#write(`${await draw(all)}\n`);
      return;
    }
    let block = '';
    for await (const row of rows) {
      block += `${jsonText(row)}\n`;
      if (block.length >= BLOCK) {
        await this.#write(block);
        block = '';
      }
    }
    await this.#write(block);
  }

  /** Something worth knowing that is not the result; silent with --quiet. */
  note(text: string): void {
    if (!this.#options.quiet) this.#options.stderr.write(`${text}\n`);
  }

  async error({ code, message, hint, place }: ErrorDescription): Promise<void> {
    if (this.#options.json) {
      const where = place === undefined ? {} : { line: place.line, column: place.column };
      await this.#write(`${jsonText({ error: { code, message, hint, ...where } })}\n`);
      return;
    }
    const advice = hint === '' ? '' : `${/[.!?]$/.test(message) ? '' : '.'} ${hint}`;
    const pointer = place === undefined ? '' : pointTo(place);
    this.#options.stderr.write(`oddsock: ${printable(message + advice)}\n${pointer}`);
  }

  async #write(text: string): Promise<void> {
    const { stdout } = this.#options;
    if (text === '' || stdout.destroyed) return;
    if (!stdout.write(text)) await drained(stdout);
  }
}

/** The line of the query with a caret below the place; of a long line the part around it. */
function pointTo({ source, column, length }: Span): string {
  const from = Math.max(0, column - 1 - 60);
  const before = printable(source.slice(from, column - 1).replaceAll('\t', ' '));
  const rest = printable(source.slice(column - 1, from + 120).replaceAll('\t', ' '));
  const carets = '^'.repeat(Math.max(1, Math.min(length, rest.length)));
  return `  ${before}${rest}\n  ${' '.repeat(textWidth(before))}${carets}\n`;
}

/** Until there is room again, or nobody reads anymore. Leaves no listener behind: a long list waits often. */
async function drained(stream: Writable): Promise<void> {
  const done = new AbortController();
  const { signal } = done;
  try {
    await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })]);
  } finally {
    done.abort();
  }
}
