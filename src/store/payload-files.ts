import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Payload, PayloadForm } from './store.ts';

/** Characters that the engine takes for a pattern in a path. */
const PATTERN = /[*?{}[\]]/;

/** The folder of an embedded store for text that the engine reads: handed over as a file it is parsed
 *  on all cores and five times as fast as inside a statement. What a crash leaves there means nothing:
 *  it is dropped when the store is opened next. */
export class PayloadFiles {
  readonly #folder: string;
  #made = false;
  #count = 0;

  constructor(dataPath: string) {
    const inside = path.join(dataPath, 'oddsock-incoming');
    rmSync(inside, { recursive: true, force: true });
    this.#folder = PATTERN.test(dataPath) ? mkdtempSync(path.join(tmpdir(), 'oddsock-')) : inside;
  }

  /** Writes a text to a file of its own for as long as `use` takes. */
  async lend(text: string | Uint8Array, use: (file: string) => Promise<void>): Promise<void> {
    const file = this.place(`insert-${this.#count++}`);
    const handle = await open(file, 'w', 0o600);
    try {
      await handle.writeFile(text);
      await handle.close();
      await use(file);
    } finally {
      await rm(file, { force: true });
    }
  }

  async payload(name: string, { format, structure }: PayloadForm): Promise<Payload> {
    const file = this.place(name);
    const handle = await open(file, 'w', 0o600);
    const parameter = `payload_${name}`;
    return {
      source: `file({${parameter}:String}, '${format}', '${structure}', 'none')`,
      parameters: { [parameter]: file },
      append: (rows) => handle.appendFile(rows),
      release: async () => {
        await handle.close();
        await rm(file, { force: true });
      },
    };
  }

  clear(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** @returns where a file of that name lies, or may be written */
  place(name: string): string {
    if (!this.#made) mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    this.#made = true;
    return path.join(this.#folder, name);
  }
}
