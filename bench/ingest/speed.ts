/** How fast plain Graph sign-ins come in, through the command:
 *  node bench/ingest/speed.ts FOLDER [RECORDS] [ROUNDS]
 *  Makes its files in FOLDER (4 GB for 600,000 records) and removes them. Prints the table of
 *  bench/results/ingest.md. */
import { createReadStream, createWriteStream, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { openStore } from '../../src/store/index.ts';
import { machine, measureIngest, type Measured } from './run-command.ts';
import { writeSignIns } from './write-sign-ins.ts';

const [folder = '', recordsText = '600000', roundsText = '3'] = process.argv.slice(2);
if (folder === '') throw new Error('name a folder with 4 GB of room');
const records = Number(recordsText);
mkdirSync(folder, { recursive: true });
const lines = path.join(folder, 'graph.ndjson');
const packed = `${lines}.gz`;
const data = path.join(folder, 'store');

await writeSignIns(lines, records, { form: 'lines' });
await pipeline(createReadStream(lines), createGzip({ level: 1 }), createWriteStream(packed));

console.log(machine());
console.log(`${records} records of ${Math.round(statSync(lines).size / records)} bytes`);
console.log(
  '| input | records/s | s | CPU s | peak MB | others took |\n|---|---:|---:|---:|---:|---:|',
);
for (const [name, file] of [
  ['NDJSON', lines],
  ['NDJSON as .gz', packed],
] as const) {
  console.log(row(name, await best(() => fresh(file))));
  console.log(row(`${name}, all of it known`, await best(() => measureIngest(data, [file]))));
}
console.log(await byHand());
rmSync(folder, { recursive: true });

async function fresh(file: string): Promise<Measured> {
  rmSync(data, { recursive: true, force: true });
  return measureIngest(data, [file]);
}

async function best(run: () => Promise<Measured>): Promise<Measured> {
  const runs: Measured[] = [];
  for (let round = 0; round < Number(roundsText); round++) runs.push(await run());
  return runs.reduce((least, each) => (each.seconds < least.seconds ? each : least));
}

function row(name: string, { seconds, cpuSeconds, peakMb, othersShare }: Measured): string {
  const cells = [seconds.toFixed(2), cpuSeconds.toFixed(1), Math.round(peakMb)];
  return `| ${name} | ${Math.round(records / seconds)} | ${cells.join(' | ')} | ${Math.round(100 * othersShare)} % |`;
}

/** What somebody would do who has the engine only: a table of what it infers. No raw record, no ids that
 *  are there once, no rejects, and the next file may have another table. */
async function byHand(): Promise<string> {
  rmSync(data, { recursive: true, force: true });
  const store = await openStore({ data });
  const startedMs = performance.now();
  const cpu = process.cpuUsage();
  await store.command(
    `CREATE TABLE by_hand ENGINE = MergeTree ORDER BY (userId, createdDateTime)
     SETTINGS allow_nullable_key = 1 AS
     SELECT * FROM file({file:String}, 'JSONEachRow')`,
    { file: lines },
  );
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - startedMs) / 1000;
  await store.close();
  return `| NDJSON, by hand into a table that the engine infers | ${Math.round(records / seconds)} | ${seconds.toFixed(2)} | ${((user + system) / 1e6).toFixed(1)} | | |`;
}
