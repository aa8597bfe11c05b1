/** What a table must keep of each row so that patch parts can name it.
 *  https://clickhouse.com/docs/sql-reference/statements/update */
export const PATCHABLE = 'enable_block_number_column = 1, enable_block_offset_column = 1';

/** The first version in which a DELETE can make a patch part, and it is no experiment. */
const FIRST = [25, 8] as const;

/** Settings of a DELETE that make it note what is gone instead of writing parts again.
 *  @param version  the engine's, e.g. '26.7.2.1'
 *  @returns '' when it cannot */
export function noting(version: string): string {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const can = major > FIRST[0] || (major === FIRST[0] && minor >= FIRST[1]);
  return can ? `SETTINGS lightweight_delete_mode = 'lightweight_update'` : '';
}
