import type { Input } from './open-inputs.ts';
import { readRecords, type RecordText } from './read-records.ts';
import type { Reject } from './reject.ts';

/** An input that holds the given text, handed over in pieces of `chunkBytes`. For tests. */
export function inputOf(content: string | Uint8Array, chunkBytes = 64 * 1024): Input {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return { origin: 'test', open: () => inChunks(bytes, chunkBytes) };
}

/** Everything that an input holds. For tests. */
export async function readAll(input: Input): Promise<{ records: RecordText[]; rejects: Reject[] }> {
  const records: RecordText[] = [];
  const rejects: Reject[] = [];
  for await (const batch of readRecords(input)) {
    records.push(...batch.records);
    rejects.push(...batch.rejects);
  }
  return { records, rejects };
}

/** Values and reasons of rejection of what the text holds. For tests. */
export async function read(
  content: string | Uint8Array,
  chunkBytes?: number,
): Promise<{ values: unknown[]; reasons: string[] }> {
  const { records, rejects } = await readAll(inputOf(content, chunkBytes));
  return {
    values: records.map(({ value }) => value),
    reasons: rejects.map(({ reason }) => reason),
  };
}

// oxlint-disable-next-line require-await -- the shape of a stream
async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
