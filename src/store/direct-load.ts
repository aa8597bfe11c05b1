import { NEW_COPIES, type Batch } from './batch.ts';
import { contentHashSql } from './content-hash.ts';
import { EngineError } from './engine-error.ts';
import { SIGN_IN_LANDING } from './flatten.ts';
import { LOAD_SETTINGS } from './load-settings.ts';
import { flattenInto } from './landing.ts';
import {
  GRAPH_FIELDS,
  PLAIN_COLUMNS,
  PLAIN_FIELDS,
  PLAIN_ID,
  PLAIN_LINE,
} from './plain-graph-sql.ts';
import { TABLE_OF_KIND_SQL, TABLE_OF_LINE } from './sign-in-kind-sql.ts';
import type { Store } from './store.ts';

const KNOWN_NAMES_ONLY =
  "input_format_skip_unknown_fields = 0, input_format_column_name_matching_mode = 'match_case'";

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

/** Call after `settle`.
 *  @param unknown  members of other names that the file is known to have; with one more than these it
 *  needs the readers, who know a field by other names, too */
export async function stageGraphFields(
  store: Store,
  batch: Batch,
  file: string,
  unknown: readonly string[],
): Promise<boolean> {
  const others = SIGN_IN_LANDING.filter((field) => !GRAPH_FIELDS.includes(field));
  const passedOver = unknown.map(quotedName);
  const names = [...GRAPH_FIELDS, ...passedOver];
  const source = `(
    SELECT
      ${GRAPH_FIELDS.join(', ')}, ${others.map((field) => `'' AS ${field}`).join(', ')},
      ${batch.number} AS batch, ${PLAIN_COLUMNS}
    FROM file({file:String}, 'JSONEachRow', {structure:String}, 'none')
    WHERE ${PLAIN_FIELDS} AND id NOT IN (SELECT Id FROM staged_repeats)
      -- a column that is not read at all would be unknown again
      AND ignore(${passedOver.join(', ')}) = 0
  )`;
  return accepts(async () => {
    await store.command(`${flattenInto('sign_ins', source)}, ${KNOWN_NAMES_ONLY}`, {
      file,
      structure: names.map((name) => `${name} String`).join(', '),
    });
    return isWhole(store);
  });
}

function quotedName(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
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
