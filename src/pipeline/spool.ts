import type { Payload, PayloadForm, Store } from '../store/index.ts';

/** Handed to the store at once. Chosen by hand. */
const CHARACTERS = 4 * 1024 * 1024;

/** Lines that are gathered in a payload of the store, which is opened with the first of them. */
export class Spool {
  readonly #store: Store;
  readonly #name: string;
  readonly #form: PayloadForm;
  #lines: string[] = [];
  #characters = 0;
  #payload: Payload | null = null;

  constructor(store: Store, name: string, form: PayloadForm) {
    this.#store = store;
    this.#name = name;
    this.#form = form;
  }

  /** @param line  with its line break */
  add(line: string): void {
    this.#lines.push(line);
    this.#characters += line.length;
  }

  /** Hands on what has gathered, when it is worth it. */
  async relieve(): Promise<void> {
    if (this.#characters >= CHARACTERS) await this.#flush();
  }

  /** Runs `use` on all lines; not at all when there are none. */
  async drain(use: (payload: Payload) => Promise<void>): Promise<void> {
    await this.#flush();
    if (this.#payload === null) return;
    await use(this.#payload);
    await this.release();
  }

  async release(): Promise<void> {
    await this.#payload?.release();
    this.#payload = null;
    this.#lines = [];
  }

  async #flush(): Promise<void> {
    if (this.#lines.length === 0) return;
    this.#payload ??= await this.#store.payload(this.#name, this.#form);
    const text = this.#lines.join('');
    this.#lines = [];
    this.#characters = 0;
    await this.#payload.append(text);
  }
}
