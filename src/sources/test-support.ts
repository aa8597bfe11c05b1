import { isRefusal, normalise } from './normalise.ts';
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

/** A Graph sign-in, a row of Log Analytics. For tests. */
export const GRAPH = {
  id: '66ea54eb-6301-4ee5-be62-ff5a759b0100',
  createdDateTime: '2026-03-13T19:15:41Z',
  userPrincipalName: 'ann@example.org',
  userId: '26be570a-ae82-4189-b4e2-a37c6808512d',
  ipAddress: '203.0.113.7',
  appId: 'de8bc8b5-d9f9-48b1-a8ad-b748da725064',
};

export const ROW = {
  TimeGenerated: '2026-03-13T19:20:00.500000000Z',
  CreatedDateTime: '2026-03-13T19:15:41Z',
  Type: 'SigninLogs',
  Id: GRAPH.id,
  TenantId: 'workspace',
  AADTenantId: 't',
  ResourceId: '/tenants/t/providers/Microsoft.aadiam',
  ResourceIdentity: 'r',
  Location: 'NO',
  LocationDetails: '{"city":"Oslo"}',
  ResultType: '0',
  AppId: 'a',
};

/** Why a record is refused, null = it is not. For tests. */
export const reasonOf = (record: unknown): string | null => {
  const result = normalise(record);
  return isRefusal(result) ? result.reason : null;
};
