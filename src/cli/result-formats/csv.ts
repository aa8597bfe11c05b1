import type { KqlValue } from '../../kql/index.ts';
import type { HuntResult } from '../../pipeline/hunt.ts';
import { printable } from '../terminal/index.ts';
import { cellText, isNumeric } from './cell-text.ts';

/** What a spreadsheet takes for a formula, its full-width twins and what it trims first included.
 *  OWASP, CSV Injection: https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[\s'"]*[=+\-@＝＋－＠|%]/u;

/** Lines as RFC 4180 wants them, a header first. A text that a spreadsheet would run as a formula gets
 *  an apostrophe before it, as OWASP advises; control characters are written as their codes. */
export function formatCsv({ columns, rows }: HuntResult): string {
  const header = columns.map(({ name }) => field(guarded(name)));
  const lines = rows.map((row) =>
    row.map((value, place) => cell(value, columns[place]?.type ?? 'string')).join(','),
  );
  return [header.join(','), ...lines].join('\r\n');
}

function cell(value: KqlValue, type: string): string {
  const text = cellText(value);
  // A negative number is no formula; neither is a negative timespan.
  const isSafe = isNumeric(type) || type === 'timespan' || type === 'datetime';
  return field(isSafe ? text : guarded(text));
}

function guarded(text: string): string {
  return FORMULA.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
}

function field(text: string): string {
  const safe = text
    .split(/(\r\n|[\r\n\t])/)
    .map((part, index) => (index % 2 === 0 ? printable(part) : part));
  const joined = safe.join('');
  return /[",\r\n\t]/.test(joined) || joined !== joined.trim()
    ? `"${joined.replaceAll('"', '""')}"`
    : joined;
}
