/** What a small file costs when much is stored already, each loaded by a command of its own:
 *  node bench/ingest/increments.ts FOLDER HISTORY [FILES]
 *  HISTORY = records stored before. Of the 1000 rows of a file 900 are new and 100 are later copies of rows
 *  of the file before. Prints a row of bench/results/ingest-increments.md. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { machine, measureIngest, type Measured } from './run-command.ts';
import { smallRow, writeSmallSignIns } from './small-sign-ins.ts';

const NEW_ROWS = 900;
const LATER_COPIES = 100;

const [folder = '', historyText = '0', filesText = '50'] = process.argv.slice(2);
const history = Number(historyText);
mkdirSync(folder, { recursive: true });
const data = path.join(folder, `store-${history}`);
const file = path.join(folder, 'input.ndjson');

if (!existsSync(data) && history > 0) {
  await writeSmallSignIns(file, 0, history);
  await measureIngest(data, [file]);
}
const runs: Measured[] = [];
for (let n = 0; n < Number(filesText); n++) {
  writeFileSync(file, rowsOf(n));
  runs.push(await measureIngest(data, [file]));
}
console.log(machine());
console.log(
  '| stored before | first ten: s, CPU s | last ten: s, CPU s | slowest: s | others took |\n|---|---|---|---|---|',
);
const slowest = Math.max(...runs.map(({ seconds }) => seconds));
const share = mean(runs, ({ othersShare }) => othersShare);
console.log(
  `| ${history} | ${cell(runs.slice(0, 10))} | ${cell(runs.slice(-10))} | ${slowest.toFixed(2)} | ${Math.round(100 * share)} % |`,
);
rmSync(file);
rmSync(data, { recursive: true });

function rowsOf(n: number): string {
  const first = history + n * NEW_ROWS;
  const rows = Array.from({ length: NEW_ROWS }, (_, i) => smallRow(first + i, false));
  const before = n === 0 ? first : first - NEW_ROWS;
  const later = Array.from({ length: LATER_COPIES }, (_, i) => smallRow(before + i, true));
  return [...rows, ...later].join('');
}

function cell(some: readonly Measured[]): string {
  const seconds = mean(some, (run) => run.seconds);
  const cpuSeconds = mean(some, (run) => run.cpuSeconds);
  return `${seconds.toFixed(2)}, ${cpuSeconds.toFixed(2)}`;
}

function mean(some: readonly Measured[], valueOf: (run: Measured) => number): number {
  return some.reduce((sum, run) => sum + valueOf(run), 0) / some.length;
}
