#!/usr/bin/env node
// Runs on any Node >= 20: where it is older than 24 the work is handed to the Node 24 that npm
// installed beside us. Plain JavaScript on purpose: an old Node must be able to read this file.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import nodeModule from 'node:module';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MIN_NODE_MAJOR, node24 } from './node24.js';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const node = node24();

if (node === process.execPath) {
  // Half of the start-up is compiling. Beside the dependencies, not in a directory shared with others.
  nodeModule.enableCompileCache?.(path.join(root, 'node_modules', '.cache', 'oddsock'));
  const built = path.join(root, 'dist', 'cli', 'main.js');
  const source = path.join(root, 'src', 'cli', 'main.ts');
  // Node refuses to strip types below node_modules, so an installed package runs its build;
  // a clone runs its source, so that a stale build can never be what you test.
  await import(pathToFileURL(existsSync(source) ? source : built).href);
} else if (node === null) {
  process.stderr.write(
    `Oddsock needs Node ${MIN_NODE_MAJOR} or newer, and this is ${process.versions.node}. ` +
      `Install Node ${MIN_NODE_MAJOR}, or run "npm install" in ${root}.\n`,
  );
  process.exitCode = 1;
} else {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}
