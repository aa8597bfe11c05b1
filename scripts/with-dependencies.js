// Makes a fresh clone ready, then runs what was asked: `demo` or `test`.
// Plain JavaScript on Node >= 20 with nothing installed: it is the first thing that ever runs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { node24 } from '../bin/node24.js';
import { holdsLocked } from './installed.js';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const lockFile = path.join(root, 'package-lock.json');
const stampFile = path.join(root, 'node_modules', '.oddsock-lock-sha256');
const [task, ...rest] = process.argv.slice(2);

if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(`Node 20 or newer is needed to start, and this is ${process.versions.node}.`);
}
installLockedDependencies();
const node = node24();
if (node === null) {
  fail(`Node 24 is needed: this is ${process.versions.node}, and npm has none for this platform.`);
}
if (task === 'test') run(path.join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...rest);
else if (task === 'conformance') run(path.join(root, 'test', 'conformance', 'run.ts'), ...rest);
else run(path.join(root, 'bin', 'oddsock.js'), task ?? 'demo', ...rest);

function installLockedDependencies() {
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  const present = existsSync(stampFile) ? readFileSync(stampFile, 'utf8').trim() : '';
  if (present === wanted) return;
  // installed by hand: "npm ci", "npm install"
  if (!holdsLocked(root)) {
    say(
      existsSync(path.join(root, 'node_modules'))
        ? 'The dependencies are not those of the lock file: installing them again …'
        : 'Installing the locked dependencies (about 900 MB, once) …',
    );
    install();
    say('Dependencies are installed.');
  }
  writeFileSync(stampFile, `${wanted}\n`);
}

function install() {
  const { error, status } = spawnSync(
    'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
      // npm is npm.cmd on Windows, which only a shell finds
      shell: process.platform === 'win32',
    },
  );
  if (error !== undefined) fail(`npm is needed and could not be started: ${error.message}`);
  if (status !== 0) {
    fail(
      '"npm ci" failed; its message is above. Where there is no network, bring node_modules from a machine of the same kind that has one.',
    );
  }
}

function run(...args) {
  const result = spawnSync(node, args, { cwd: root, stdio: 'inherit' });
  if (result.error) fail(`${args[0]} could not be started: ${result.error.message}`);
  process.exit(result.status ?? 1);
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(`oddsock: ${text}`);
  process.exit(1);
}
