import type { Batch } from './batch.ts';
import { contentHashSql } from './content-hash.ts';
import { flattenSignIns, SIGN_IN_COLUMNS, SIGN_IN_LANDING } from './flatten.ts';
import type { SignInKind } from '../schema/sign-in.ts';
import { TABLE_OF_KIND } from './microsoft-views.ts';
import { EngineError } from './engine-error.ts';
import type { Store } from './store.ts';

/** A line that takes part must look like this: compact JSON, the id first, as Graph writes it.
 *  Only then does the id found by text search belong to the top level. */
const PLAIN_LINE = `startsWith(line, '{"id":"') AND endsWith(trimRight(line), '}') AND isValidUTF8(line)`;

/** What Microsoft Graph sends: 0 to 9 digits of a second, UTC. Other forms take the careful way. */
const GRAPH_TIME =
  '^\\\\d{4}-\\\\d\\\\d-\\\\d\\\\dT\\\\d\\\\d:\\\\d\\\\d:\\\\d\\\\d(\\\\.\\\\d{1,7})?Z$';

const EVENT_TYPES: readonly (readonly [event: string, kind: SignInKind])[] = [
  ['interactiveUser', 'interactive'],
  ['nonInteractiveUser', 'nonInteractive'],
  ['servicePrincipal', 'servicePrincipal'],
  ['managedIdentity', 'managedIdentity'],
];

/** Memory stays flat whatever the file's size: small blocks, read not mapped, two threads.
 *  Nesting deeper than the readers allow makes the engine refuse the file. */
const READ_SETTINGS = `
  SETTINGS max_threads = 2, max_insert_threads = 2, storage_file_read_method = 'pread',
    max_block_size = 8192, min_insert_block_size_bytes = 67108864,
    min_insert_block_size_rows = 65536, input_format_parallel_parsing = 1,
    max_read_buffer_size = 1048576, input_format_json_max_depth = 200,
    input_format_json_read_objects_as_strings = 1, input_format_json_read_arrays_as_strings = 1,
    input_format_json_read_numbers_as_strings = 1, input_format_json_read_bools_as_strings = 1,
    input_format_json_throw_on_bad_escape_sequence = 1, input_format_skip_unknown_fields = 1`;

/** Stages a plain NDJSON file of Graph sign-ins by letting the engine parse it, three times as fast
 *  as the careful way. Two passes: the records as they are, then their fields.
 *  @returns how many records, or null (nothing staged) when any line needs the careful way. The
 *  batch must be empty before. */
export async function stageGraphFile(
  store: Store,
  batch: Batch,
  file: string,
  origin: string,
): Promise<number | null> {
  if (!store.embedded) return null;
  try {
    // Each pass keeps one core busy. Both must have ended before the batch can be cleared.
    const passes = await Promise.allSettled([
      store.command(copiesSql(batch), { file, origin }),
      store.command(fieldsSql(batch), { file }),
    ]);
    for (const pass of passes) if (pass.status === 'rejected') throw pass.reason;
    if (await isWhole(store)) {
      const [staged] = await store.rows<{ records: number }>(
        'SELECT toInt64(count()) AS records FROM stage_copies',
      );
      return staged?.records ?? 0;
    }
  } catch (error) {
    // Anything that the engine's parser does not like is the careful readers' to judge.
    if (!(error instanceof EngineError)) throw error;
  }
  await batch.clear();
  return null;
}

function copiesSql(batch: Batch): string {
  return `
    INSERT INTO stage_copies (Id, ContentHash, TableName, RecordTime, Batch, Position, Origin, Raw)
    SELECT
      if(${PLAIN_LINE}, simpleJSONExtractString(line, 'id'), '') AS Id,
      ${contentHashSql('line')}, ${tableOfLine()}, '', ${batch.number}, _row_number, {origin:String}, line
    FROM file({file:String}, 'LineAsString', 'line String')
    WHERE NOT match(line, '^\\\\s*$')
    ${READ_SETTINGS}`;
}

/** The table that a line belongs to, by text search; `fieldsSql` decides the same from the parsed
 *  field, and `isWhole` compares the two. */
function tableOfLine(): string {
  const tables = EVENT_TYPES.map(
    ([event, kind]) =>
      `position(line, '"signInEventTypes":["${event}"]') > 0, '${TABLE_OF_KIND[kind]}'`,
  );
  return `multiIf(${tables.join(', ')}, '${TABLE_OF_KIND.interactive}')`;
}

function fieldsSql(batch: Batch): string {
  const structure = SIGN_IN_LANDING.map((key) => `${key} String`).join(', ');
  const kinds = EVENT_TYPES.map(([event, kind]) => `signInEventTypes = '["${event}"]', '${kind}'`);
  const source = `(
    SELECT ${SIGN_IN_LANDING.join(', ')}, ${batch.number} AS batch,
      multiIf(${kinds.join(', ')}, signInEventTypes = '' AND isInteractive = 'true', 'interactive', '') AS kind
    FROM file({file:String}, 'JSONEachRow', '${structure}')
    WHERE id != '' AND id = lower(id) AND match(createdDateTime, '${GRAPH_TIME}')
      AND kind != '' AND timeGenerated = '' AND category = '' AND locationCode = ''
  )`;
  return `INSERT INTO stage_sign_ins (${SIGN_IN_COLUMNS.map(({ name }) => name).join(', ')})
    ${flattenSignIns(source)} ${READ_SETTINGS}`;
}

/** Whether both passes saw the same records: each line an id, each id its fields. */
async function isWhole(store: Store): Promise<boolean> {
  const kinds = EVENT_TYPES.map(([, kind]) => `'${kind}'`).join(', ');
  const tables = EVENT_TYPES.map(([, kind]) => `'${TABLE_OF_KIND[kind]}'`).join(', ');
  const [row] = await store.rows<{ whole: boolean }>(`
    SELECT
      (SELECT (count(), sum(sipHash64(Id, TableName)), countIf(Id = '')) FROM stage_copies)
      = (SELECT (count(), sum(sipHash64(Id, transform(SignInKind, [${kinds}], [${tables}], ''))), toUInt64(0))
        FROM stage_sign_ins) AS whole`);
  return Boolean(row?.whole);
}
