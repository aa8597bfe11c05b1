import { mkdir, open, readdir, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { OddsockError } from '../schema/error.ts';
import type { Label } from './evaluate.ts';
import type { OnProgress } from './progress.ts';

/** One event of a synthetic tenant. */
export interface TenantEvent {
  /** compact JSON in one line, as Microsoft Graph gives it */
  readonly line: string;
  readonly isAudit: boolean;
  /** set when the sign-in belongs to an attack */
  readonly label: Label | null;
}

export interface WrittenTenant {
  readonly records: number;
  readonly signIns: number;
  readonly auditEvents: number;
  readonly labels: number;
  /** labelled sign-ins by attack */
  readonly byAttack: Readonly<Record<string, number>>;
}

export interface WriteTenantOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

export const TENANT_FILES = {
  signIns: 'sign-ins.ndjson',
  auditEvents: 'audit-events.ndjson',
  labels: 'labels.ndjson',
} as const;

/** Characters gathered before they are written. */
const BLOCK = 1 << 20;

/** Writes a synthetic tenant into a directory: sign-ins.ndjson, audit-events.ndjson, labels.ndjson, each in
 *  the order of the events. Memory stays bounded.
 *  @throws OddsockError 'directory-not-empty': it never writes over what is there */
export async function writeTenant(
  directory: string,
  events: Iterable<TenantEvent>,
  { signal, onProgress }: WriteTenantOptions = {},
): Promise<WrittenTenant> {
  await makeEmptyDirectory(directory);
  const files = await Promise.all(
    Object.values(TENANT_FILES).map((name) => LineFile.create(path.join(directory, name))),
  );
  const [signIns, auditEvents, labels] = files as [LineFile, LineFile, LineFile];
  const byAttack = new Map<string, number>();
  try {
    for (const { line, isAudit, label } of events) {
      const file = isAudit ? auditEvents : signIns;
      if (file.add(line)) {
        signal?.throwIfAborted();
        await file.flush();
        onProgress?.({
          stage: 'Simulating',
          done: signIns.lines + auditEvents.lines,
          total: null,
          unit: 'records',
        });
      }
      if (label === null) continue;
      const { id, attack, scenario } = label;
      if (labels.add(JSON.stringify({ id, attack, scenario }))) await labels.flush();
      byAttack.set(attack, (byAttack.get(attack) ?? 0) + 1);
    }
  } finally {
    for (const file of files) await file.close();
  }
  return {
    records: signIns.lines + auditEvents.lines,
    signIns: signIns.lines,
    auditEvents: auditEvents.lines,
    labels: labels.lines,
    byAttack: Object.fromEntries([...byAttack].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

async function makeEmptyDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  if ((await readdir(directory)).length === 0) return;
  throw new OddsockError('directory-not-empty', `The folder ${directory} is not empty.`, {
    hint: 'Name a new one with --out; nothing is ever written over.',
  });
}

/** A file that is written a block of lines at a time. */
class LineFile {
  lines = 0;
  readonly #handle: FileHandle;
  #block: string[] = [];
  #characters = 0;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  static async create(file: string): Promise<LineFile> {
    return new LineFile(await open(file, 'wx'));
  }

  /** @returns true when it is time to flush */
  add(line: string): boolean {
    this.#block.push(line);
    this.#characters += line.length + 1;
    this.lines += 1;
    return this.#characters >= BLOCK;
  }

  async flush(): Promise<void> {
    if (this.#block.length === 0) return;
    const text = `${this.#block.join('\n')}\n`;
    this.#block = [];
    this.#characters = 0;
    await this.#handle.writeFile(text);
  }

  async close(): Promise<void> {
    await this.flush();
    await this.#handle.close();
  }
}
