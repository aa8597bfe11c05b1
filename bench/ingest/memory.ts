/** Peak memory of `oddsock ingest` on inputs that do not fit into it:
 *  node bench/ingest/memory.ts FOLDER [NAME…]
 *  Makes its files in FOLDER (some 8 GB), one at a time, and removes them. Prints the table of
 *  bench/results/ingest-memory.md. */
import { createReadStream, createWriteStream, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { machine, measureIngest } from './run-command.ts';
import { writeSmallSignIns } from './small-sign-ins.ts';
import { writeSignIns } from './write-sign-ins.ts';

const GB = 1e9;
const RECORD_BYTES = 3360;

interface Input {
  readonly name: string;
  readonly write: (file: string) => Promise<unknown>;
}

const lines = (bytes: number) => (file: string) =>
  writeSignIns(file, Math.ceil(bytes / RECORD_BYTES), { form: 'lines' });
const page = (bytes: number) => (file: string) =>
  writeSignIns(file, Math.ceil(bytes / RECORD_BYTES), { form: 'page' });
const packed = (write: (file: string) => Promise<unknown>) => async (file: string) => {
  await write(`${file}.plain`);
  await pipeline(
    createReadStream(`${file}.plain`),
    createGzip({ level: 1 }),
    createWriteStream(file),
  );
  rmSync(`${file}.plain`);
};

const INPUTS: readonly Input[] = [
  { name: '3 GB NDJSON', write: lines(3 * GB) },
  { name: '1 GB {"value":[…]} on one line', write: page(GB) },
  { name: '3 GB NDJSON as .gz', write: packed(lines(3 * GB)) },
  { name: '1 GB {"value":[…]} as .gz', write: packed(page(GB)) },
  // many ids in little text: what is remembered by id weighs most here
  { name: '3 GB NDJSON of small records', write: (file) => writeSmallSignIns(file, 0, 13_000_000) },
];

const [folder = '', ...names] = process.argv.slice(2);
if (folder === '') throw new Error('name a folder with 8 GB of room');
mkdirSync(folder, { recursive: true });
console.log(`${machine()}\n`);
console.log('| input | bytes on disk | records | peak MB | CPU s |\n|---|---|---|---|---|');
for (const { name, write } of INPUTS) {
  if (names.length > 0 && !names.some((wanted) => name.includes(wanted))) continue;
  const file = path.join(folder, 'input');
  const data = path.join(folder, 'store');
  await write(file);
  const { size } = statSync(file);
  const { output, peakMb, cpuSeconds } = await measureIngest(data, [file]);
  console.log(
    `| ${name} | ${size} | ${output.inserted} | ${Math.round(peakMb)} | ${cpuSeconds.toFixed(0)} |`,
  );
  rmSync(data, { recursive: true });
  rmSync(file);
}
