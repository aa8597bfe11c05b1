import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { jsonText } from './json-text.ts';
import { printable } from './terminal/index.ts';
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
    draw: (rows: readonly T[]) => string,
  ): Promise<void> {
    if (!this.#options.json) {
      const all: T[] = [];
      for await (const row of rows) all.push(row);
      await this.#write(`${draw(all)}\n`);
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

  async error({ code, message, hint }: ErrorDescription): Promise<void> {
    if (this.#options.json) {
      await this.#write(`${jsonText({ error: { code, message, hint } })}\n`);
      return;
    }
    const advice = hint === '' ? '' : ` ${hint}`;
    this.#options.stderr.write(`oddsock: ${printable(message + advice)}\n`);
  }

  async #write(text: string): Promise<void> {
    const { stdout } = this.#options;
    if (text === '' || stdout.destroyed) return;
    if (!stdout.write(text)) await Promise.race([once(stdout, 'drain'), once(stdout, 'close')]);
  }
}
