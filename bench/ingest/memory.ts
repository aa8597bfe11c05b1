/** Peak memory of `oddsock ingest` on inputs that do not fit into it:
 *  node bench/ingest/memory.ts FOLDER [NAME…]
 *  Makes its files in FOLDER (some 8 GB), one at a time, and removes them. Prints the table of
 *  bench/results/ingest-memory.md. */
import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { machine, measureIngest } from './run-command.ts';
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
  { name: '3 GB NDJSON of 200-byte records', write: (file) => writeSmall(file, 3 * GB) },
];

/** Many ids in little text: what is remembered by id weighs most here. */
async function writeSmall(file: string, bytes: number): Promise<void> {
  const stream = createWriteStream(file);
  for (let n = 0, written = 0; written < bytes;) {
    const texts = Array.from({ length: 10_000 }, () => smallSignIn(n++));
    const text = texts.join('');
    written += text.length;
    if (!stream.write(text)) await once(stream, 'drain');
  }
  await new Promise<void>((resolve) => stream.end(resolve));
}

function smallSignIn(n: number): string {
  const hex = Math.imul(n, 0x9e3779b1) >>> 0;
  const id = `${hex.toString(16).padStart(8, '0')}-1000-4000-8000-${n.toString(16).padStart(12, '0')}`;
  const time = new Date(Date.UTC(2026, 0, 1) + n * 300).toISOString();
  return `{"id":"${id}","createdDateTime":"${time}","userPrincipalName":"u${n % 9973}@example.com","ipAddress":"198.51.100.${n % 251}","isInteractive":true,"status":{"errorCode":0}}\n`;
}

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
