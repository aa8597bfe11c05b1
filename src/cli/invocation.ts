import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** How this program is called by whoever reads what it says: from a clone by its path, else by its name, which
 *  npx knows where the shell does not. */
export function invocation(): string {
  const isClone = import.meta.url.endsWith('.ts');
  if (!isClone) return process.env['npm_command'] === 'exec' ? 'npx oddsock' : 'oddsock';
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

/** What names the store and the settings on a command line, as it was given. */
export interface GlobalWords {
  readonly data?: string | undefined;
  readonly clickhouse?: string | undefined;
  readonly config?: string | undefined;
}

/** The line that runs these words on the same store with the same settings, for people to copy. */
export function callOf(words: readonly string[], globals: GlobalWords): string {
  return [invocation(), ...[...words, ...optionsOf(globals)].map(shellWord)].join(' ');
}

/** A hint in which each command in quotes, "oddsock detect", is the line that can be typed here. */
export function asTyped(hint: string, globals: GlobalWords): string {
  const options = optionsOf(globals).map(shellWord);
  return hint.replaceAll(
    /"oddsock ([^"]*)"/g,
    (_, words: string) => `"${[invocation(), words, ...options].join(' ')}"`,
  );
}

function optionsOf({ data, clickhouse, config }: GlobalWords): string[] {
  return [
    ...(data === undefined ? [] : ['--data', data]),
    ...(clickhouse === undefined ? [] : ['--clickhouse', withoutSecret(clickhouse)]),
    ...(config === undefined ? [] : ['--config', config]),
  ];
}

/** A password is never repeated; 'URL' stands for what holds one, as 'PATH' for a path. */
function withoutSecret(url: string): string {
  const isPlain = URL.canParse(url) && !/[@?#]/.test(url);
  return isPlain ? url : 'URL';
}
