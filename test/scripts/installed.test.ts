import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

type HoldsLocked = (root: string, here: object) => boolean;

const { holdsLocked } = (await import(
  String(new URL('../../scripts/installed.js', import.meta.url))
)) as { holdsLocked: HoldsLocked };

const HERE = { platform: 'linux', arch: 'x64', libc: 'glibc' };
const LOCKED = {
  '': { optionalDependencies: { engine: '1' } },
  'node_modules/zod': { version: '4.0.0' },
  'node_modules/engine': { version: '3.0.0', optional: true },
  'node_modules/engine-linux': {
    version: '3.0.0',
    optional: true,
    os: ['linux'],
    cpu: ['x64'],
    libc: ['glibc'],
  },
  'node_modules/engine-mac': { version: '3.0.0', optional: true, os: ['darwin'], cpu: ['x64'] },
  'node_modules/wasm-only': { version: '1.0.0', optional: true },
};
const INSTALLED = {
  'node_modules/zod': { version: '4.0.0' },
  'node_modules/engine': { version: '3.0.0' },
  'node_modules/engine-linux': { version: '3.0.0' },
};

/** @param installed  what npm noted in node_modules; null = it never came to its end */
function holds(installed: object | null, here: object = HERE): boolean {
  const root = mkdtempSync(path.join(tmpdir(), 'oddsock-installed-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(path.join(root, 'node_modules'));
  writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages: LOCKED }));
  const list = path.join(root, 'node_modules', '.package-lock.json');
  if (installed !== null) writeFileSync(list, JSON.stringify({ packages: installed }));
  return holdsLocked(root, here);
}

test('what "npm ci" installed by hand is enough, without the packages of other machines', () => {
  expect(holds(INSTALLED)).toBe(true);
});

test.each([
  ['nothing was installed', null],
  ['a version is another one', { ...INSTALLED, 'node_modules/zod': { version: '4.0.1' } }],
  ['a package is missing', { ...INSTALLED, 'node_modules/zod': undefined }],
  ['the engine was left out', { ...INSTALLED, 'node_modules/engine': undefined }],
  [
    'its part for this machine is missing',
    { ...INSTALLED, 'node_modules/engine-linux': undefined },
  ],
])('it is not when %s', (_, installed) => {
  expect(holds(installed)).toBe(false);
});

test('node_modules of another machine are not enough', () => {
  expect(holds(INSTALLED, { ...HERE, platform: 'darwin' })).toBe(false);
});

test('on musl the part for glibc is not asked for', () => {
  const { 'node_modules/engine-linux': _, ...installed } = INSTALLED;
  expect(holds(installed, { ...HERE, libc: 'musl' })).toBe(true);
});
