import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { OddsockError } from '../schema/error.ts';

/** Marks a data directory as held by this process and returns what lets go of it.
 *  The engine has a lock of its own, but its refusal is a stack of C++ on the terminal.
 *  A mark left by a process that is gone is taken over.
 *  @throws OddsockError 'store-busy' when a living process holds it */
export function holdDirectory(directory: string): () => void {
  const file = path.join(directory, 'oddsock.pid');
  const holder = livingHolder(file);
  if (holder !== null) {
    throw new OddsockError(
      'store-busy',
      `The data directory ${directory} is in use by another Oddsock (process ${holder}).`,
      { hint: 'Wait until it is done, or use another directory with --data.' },
    );
  }
  writeFileSync(file, `${process.pid}\n`);
  return () => rmSync(file, { force: true });
}

function livingHolder(file: string): number | null {
  let pid: number;
  try {
    pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  } catch {
    return null;
  }
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return null;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (Reflect.get(error as object, 'code') === 'ESRCH') return null;
  }
  return isNode(pid) ? pid : null;
}

/** After a crash the number may have gone to some other program; only a Node can be one of us. */
function isNode(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('node');
  } catch {
    return true; // no /proc here: believe the mark
  }
}
