/** Writes NDJSON of Graph sign-ins: node bench/ingest/write-sign-ins.ts FILE RECORDS */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { graphSignIns } from './graph-sign-ins.ts';

export interface FileForm {
  /** 'lines' = NDJSON, 'page' = one line {"value":[…]} */
  readonly form: 'lines' | 'page';
  readonly seed?: string;
  readonly fromMs?: number;
}

const DAYS = 60;
const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 0, 1);

/** Writes a file of `records` sign-ins of 10,000 users in 60 days. @returns its size in bytes */
export async function writeSignIns(
  file: string,
  records: number,
  { form, seed = 'ingest', fromMs = START_MS }: FileForm,
): Promise<number> {
  const stream = createWriteStream(file);
  const stepMs = (DAYS * DAY_MS) / records;
  const source = graphSignIns({ seed, users: 10_000, fromMs, stepMs });
  let bytes = 0;
  const write = async (text: string): Promise<void> => {
    bytes += Buffer.byteLength(text);
    if (!stream.write(text)) await once(stream, 'drain');
  };
  const between = form === 'lines' ? '\n' : ',';
  if (form === 'page')
    await write(
      '{"@odata.context":"https://graph.microsoft.com/beta/$metadata#auditLogs/signIns","value":[',
    );
  for (let from = 0; from < records; from += 1000) {
    const amount = Math.min(1000, records - from);
    const texts = Array.from({ length: amount }, () => JSON.stringify(source.next().value));
    const isLast = from + amount === records;
    await write(texts.join(between) + (form === 'lines' ? '\n' : isLast ? ']}' : ','));
  }
  stream.end();
  await once(stream, 'finish');
  return bytes;
}

if (import.meta.main) {
  const [file = '', records = ''] = process.argv.slice(2);
  console.log(await writeSignIns(file, Number(records), { form: 'lines' }));
}
