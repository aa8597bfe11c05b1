import type { HuntResult } from '../../pipeline/hunt.ts';
import { jsonText } from '../json-text.ts';

/** What --json writes: columns and rows without what they were made with. */
export function huntOutputOf({ columns, rows }: HuntResult): Pick<HuntResult, 'columns' | 'rows'> {
  return { columns, rows };
}

export function formatJson(result: HuntResult): string {
  return jsonText(huntOutputOf(result));
}
