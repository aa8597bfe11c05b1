import { OddsockError } from '../schema/error.ts';
import type { ShowOutput } from '../schema/outputs.ts';
import type { Store } from '../store/index.ts';

/** One record by its id: every stored copy as it was sent, oldest first, and the row made of them.
 *  @throws OddsockError 'unknown-id' */
export async function show(store: Store, id: string): Promise<ShowOutput> {
  const copies = await store.rows<ShowOutput['raw'][number] & { table: string }>(
    `SELECT
       TableName AS table, Raw AS text, Origin AS origin,
       toISO8601(ArrivedAt, 'UTC') AS arrivedAt
     FROM copies
     WHERE Id = {id:String}
     ORDER BY ArrivedAt, Position`,
    { id },
  );
  const [first] = copies;
  if (first === undefined) {
    throw new OddsockError('unknown-id', `No record with the id "${id}" is stored.`, {
      hint: 'Ids are those of the log: the field id of a sign-in or audit event.',
    });
  }
  const table = first.table === 'AuditLogs' ? 'AuditLogs' : 'SignIns';
  const [flattened] = await store.rows<ShowOutput['flattened']>(
    `SELECT * FROM ${table} WHERE Id = {id:String} LIMIT 1`,
    { id },
  );
  return {
    raw: copies.map(({ text, origin, arrivedAt }) => ({ text, origin, arrivedAt })),
    flattened: flattened ?? {},
  };
}
