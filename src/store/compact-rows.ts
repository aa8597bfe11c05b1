import type { SqlParameters, Store } from './store.ts';

/** All rows as arrays in column order, at once: for results that are known to fit in memory. Embedded, a
 *  stream costs a connection; this does not. */
export async function compactRows<Row extends readonly unknown[]>(
  store: Store,
  sql: string,
  parameters?: SqlParameters,
): Promise<Row[]> {
  const bytes = await store.bytes(sql, 'JSONCompactEachRow', parameters);
  if (bytes.length === 0) return [];
  const text = new TextDecoder().decode(bytes).trimEnd();
  return JSON.parse(`[${text.replaceAll('\n', ',')}]`) as Row[];
}
