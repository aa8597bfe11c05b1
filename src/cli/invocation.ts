import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** How this program is called by whoever reads what it says: from a clone by its path, else by its name. */
export function invocation(): string {
  const isClone = import.meta.url.endsWith('.ts');
  if (!isClone) return 'oddsock';
  const launcher = fileURLToPath(new URL('../../bin/oddsock.js', import.meta.url));
  return `node ${shellWord(shortPath(launcher))}`;
}

/** The path from here where it is shorter. */
export function shortPath(absolute: string): string {
  const relative = path.relative('', absolute);
  return relative.startsWith('..') ? absolute : relative;
}

/** A word that a POSIX shell takes as it is. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** The line that runs these words on a store, for people to copy.
 *  @param data  null = the default directory, or a server, whose URL may hold a password */
export function callOf(words: readonly string[], data: string | null): string {
  const place = data === null ? [] : ['--data', data];
  return [invocation(), ...[...words, ...place].map(shellWord)].join(' ');
}
