import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { demoMaking, type DemoMaking } from '../schema/demo-output.ts';
import { OddsockError } from '../schema/error.ts';
import { holdDirectory } from '../store/index.ts';

/** In a folder with this file everything is ours, and may be made anew. */
const OURS = 'demo-folder.txt';
const OURS_TEXT =
  'Made by "oddsock demo". Everything in this folder can be made again, and deleted.\n';
/** Written last: what it tells of is whole. */
const DONE = 'demo.json';

const doneFile = z.strictObject({ fingerprint: z.string(), making: demoMaking });

/** The folder that the demo lives in: a tenant's logs and their own store. One process at a time. */
export class DemoFolder {
  readonly directory: string;
  readonly #release: () => void;

  private constructor(directory: string, release: () => void) {
    this.directory = directory;
    this.#release = release;
  }

  /** @throws OddsockError 'directory-not-empty' when it holds what is not ours, 'store-busy' when another
   *  process works in it */
  static async open(directory: string): Promise<DemoFolder> {
    await mkdir(directory, { recursive: true });
    const names = await readdir(directory);
    if (names.length > 0 && !names.includes(OURS)) {
      throw new OddsockError('directory-not-empty', `The folder ${directory} is not empty.`, {
        hint: 'Name a new one with --dir; nothing is ever written over.',
      });
    }
    const release = holdDirectory(path.resolve(directory));
    await writeFile(path.join(directory, OURS), OURS_TEXT);
    return new DemoFolder(directory, release);
  }

  /** The tenant's logs and labels. */
  get tenant(): string {
    return path.join(this.directory, 'tenant');
  }

  /** The store that they are loaded into. */
  get data(): string {
    return path.join(this.directory, 'data');
  }

  /** What an earlier run made of the same; null = there is none, or it was not finished. */
  async made(fingerprint: string): Promise<DemoMaking | null> {
    try {
      const text = await readFile(path.join(this.directory, DONE), 'utf8');
      const done = doneFile.parse(JSON.parse(text));
      return done.fingerprint === fingerprint ? done.making : null;
    } catch {
      return null; // not there, of another version, or damaged: made anew
    }
  }

  /** Removes what an earlier run made, so that nothing half done is built on. */
  async clear(): Promise<void> {
    await rm(path.join(this.directory, DONE), { force: true });
    for (const folder of [this.tenant, this.data])
      await rm(folder, { recursive: true, force: true });
  }

  /** Notes that all is whole. */
  async finish(fingerprint: string, making: DemoMaking): Promise<void> {
    const file = path.join(this.directory, DONE);
    await writeFile(`${file}.new`, `${JSON.stringify({ fingerprint, making }, null, 2)}\n`);
    await rename(`${file}.new`, file);
  }

  close(): void {
    this.#release();
  }
}
