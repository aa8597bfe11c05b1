import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const run = (...args: readonly string[]): string =>
  execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' });

test('what is built runs, and has everything that the package says it has', () => {
  run('scripts/build.js');
  const { version, exports } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  ) as { version: string; exports: Record<string, Record<'types' | 'default', string>> };
  expect(run('dist/cli/main.js', '--version')).toBe(`${version}\n`);
  for (const { types, default: module } of Object.values(exports)) {
    expect(readFileSync(path.join(root, types), 'utf8')).toContain('export');
    run('--input-type=module', '-e', `await import(${JSON.stringify(path.join(root, module))})`);
  }
});
