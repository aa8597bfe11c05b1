import type { HuntResult } from '../../pipeline/hunt.ts';
import { jsonText } from '../json-text.ts';

/** One object a line, keys in the order of the columns. */
export function formatNdjson({ columns, rows }: HuntResult): string {
  return rows
    .map((row) =>
      jsonText(Object.fromEntries(columns.map(({ name }, place) => [name, row[place] ?? null]))),
    )
    .join('\n');
}
