import { NEW_COPIES, type Batch } from './batch.ts';
import { contentHashSql } from './content-hash.ts';
import { signInFields } from '../schema/sign-in-fields.ts';
import { EngineError } from './engine-error.ts';
import { SIGN_IN_LANDING } from './flatten.ts';
import { LOAD_SETTINGS } from './load-settings.ts';
import { flattenInto } from './landing.ts';
import { KIND_OF_FIELDS, TABLE_OF_KIND_SQL, TABLE_OF_LINE } from './sign-in-kind-sql.ts';
import type { Store } from './store.ts';

/** A line that takes part must look like this: the id first, as Graph writes it, so that the id found by
 *  text search belongs to the top level; no escape that the readers would write in another way. */
const PLAIN_LINE = `startsWith(line, '{"id":"') AND endsWith(line, '}') AND isValidUTF8(line)
  AND position(line, '\\\\u') = 0 AND position(line, '\\\\/') = 0`;

/** Kept under itself: neither trimmed nor, as GUIDs are, written in small letters. */
const PLAIN_ID = `Id != '' AND Id = trimBoth(Id) AND length(Id) <= 1000
  AND (length(Id) != 36 OR Id = lower(Id))`;

const PLAIN_TIME =
  '^(19[7-9]|20[0-9]|21[0-9])[0-9]-(0[1-9]|1[0-2])-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,7})?Z$';

/** Numbers that the readers would write in another way: 59.10, 1e-7, more digits than a double has. */
const ODD_NUMBER = '[.][0-9]*0[,}]|[.][0-9]{16}|[0-9][eE][-+]?[0-9]';

/** A file's other members are passed over, though they may be called like a field of another shape. */
const GRAPH_FIELDS = [
  ...new Set(signInFields.flatMap(({ graph, landing }) => (graph === null ? [] : [landing]))),
];

/** Lets the engine parse a file of plain Graph sign-ins, many times as fast as our readers. Two passes:
 *  the records as they are, then the fields of those that are not settled as repeats.
 *
 *  Both return false when any line needs our readers; then the batch must be cleared. */
export async function stageGraphCopies(
  store: Store,
  batch: Batch,
  file: string,
  origin: string,
): Promise<boolean> {
  return accepts(async () => {
    await store.command(
      `INSERT INTO stage_copies (Id, ContentHash, TableName, RecordTime, Batch, Position, Origin, Raw)
       SELECT
         if(${PLAIN_LINE}, simpleJSONExtractString(line, 'id'), '') AS Id,
         ${contentHashSql('line')}, ${TABLE_OF_LINE}, '', ${batch.number}, _row_number,
         {origin:String}, line
       FROM file({file:String}, 'LineAsString', 'line String', 'none')
       WHERE NOT match(line, '^\\\\s*$')
       SETTINGS ${LOAD_SETTINGS}`,
      { file, origin },
    );
    const [row] = await store.rows<{ plain: boolean }>(
      `SELECT countIf(NOT (${PLAIN_ID})) = 0 AS plain FROM stage_copies`,
    );
    return Boolean(row?.plain);
  });
}

/** Call after `settle`. */
export async function stageGraphFields(store: Store, batch: Batch, file: string): Promise<boolean> {
  const others = SIGN_IN_LANDING.filter((field) => !GRAPH_FIELDS.includes(field));
  const structure = GRAPH_FIELDS.map((field) => `${field} String`).join(', ');
  const source = `(
    SELECT
      ${GRAPH_FIELDS.join(', ')}, ${others.map((field) => `'' AS ${field}`).join(', ')},
      ${batch.number} AS batch, ${KIND_OF_FIELDS} AS kind
    FROM file({file:String}, 'JSONEachRow', '${structure}', 'none')
    WHERE match(createdDateTime, '${PLAIN_TIME}')
      AND parseDateTime64BestEffortOrNull(createdDateTime, 7, 'UTC') IS NOT NULL
      AND NOT match(location, '${ODD_NUMBER}')
      AND kind != ''
      AND id NOT IN (SELECT Id FROM staged_repeats)
  )`;
  return accepts(async () => {
    await store.command(flattenInto('sign_ins', source), { file });
    return isWhole(store);
  });
}

/** Whether both passes saw the same records: each id its fields. */
async function isWhole(store: Store): Promise<boolean> {
  const [row] = await store.rows<{ whole: boolean }>(`
    SELECT
      (SELECT (count(), sum(sipHash64(Id, TableName)))
        FROM ${NEW_COPIES} WHERE Id NOT IN (SELECT Id FROM staged_repeats))
      = (SELECT (count(), sum(sipHash64(Id, ${TABLE_OF_KIND_SQL}))) FROM stage_sign_ins)
      AS whole`);
  return Boolean(row?.whole);
}

/** Anything that the engine's parser does not like is for our readers to judge. */
async function accepts(pass: () => Promise<boolean>): Promise<boolean> {
  try {
    return await pass();
  } catch (error) {
    if (error instanceof EngineError) return false;
    throw error;
  }
}
