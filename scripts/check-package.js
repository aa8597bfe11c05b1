// Packs the package, installs it into an empty folder as users do, and runs it there: needs the network
// and some 800 MB, so it is no part of the tests. Node >= 20.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(path.join(tmpdir(), 'oddsock-package-'));
const RECORD =
  '{"id":"a","createdDateTime":"2026-01-01T08:00:00Z","userPrincipalName":"ada@example.org","status":{"errorCode":0}}\n';

try {
  const [{ filename }] = JSON.parse(npm(root, 'pack', '--json', '--pack-destination', folder));
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  npm(folder, 'install', '--no-audit', '--no-fund', `./${filename}`);
  writeFileSync(path.join(folder, 'logs.ndjson'), RECORD);
  const version = oddsock('--version').trim();
  const { inserted } = JSON.parse(oddsock('ingest', 'logs.ndjson', '--json', '--quiet'));
  if (inserted !== 1) throw new Error(`${inserted} records were read instead of 1`);
  process.stdout.write(`${filename}: installed, oddsock ${version} runs.\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function npm(cwd, ...args) {
  const shell = process.platform === 'win32';
  return execFileSync('npm', args, { cwd, shell, encoding: 'utf8', stdio: ['ignore', 'pipe', 2] });
}

function oddsock(...args) {
  const launcher = path.join(folder, 'node_modules', 'oddsock', 'bin', 'oddsock.js');
  return execFileSync(process.execPath, [launcher, ...args], { cwd: folder, encoding: 'utf8' });
}
