import type { RejectRow } from '../../schema/outputs.ts';
import {
  drawTable,
  formatAmount,
  printable,
  truncate,
  wrap,
  type Screen,
} from '../terminal/index.ts';

/** What is looked at of a record; the rest is in the machine output. */
const RECORD_SHOWN = 200;

/** Why records were not taken. Reason and detail are never cut: on a terminal they have lines of their own,
 *  in a pipe a reject is one line, for grep.
 *  @param most  how many were asked for; null = all */
export function drawRejects(
  rows: readonly RejectRow[],
  most: number | null,
  screen: Screen,
): string {
  if (rows.length === 0) return 'Nothing was rejected.';
  const drawn = screen.tableWidth === Infinity ? table(rows, screen) : blocks(rows, screen);
  if (rows.length !== most) return drawn;
  return `${drawn}\n\nThe first ${formatAmount(rows.length, 'record')}; --limit shows more.`;
}

function table(rows: readonly RejectRow[], screen: Screen): string {
  return drawTable(
    [
      { header: 'Reason', style: () => 'yellow' },
      { header: 'Origin' },
      { header: 'Position', align: 'right' },
      { header: 'Detail' },
      { header: 'Record' },
    ],
    rows.map(({ reason, origin, position, detail, record }) => [
      printable(reason),
      printable(origin),
      String(position),
      printable(detail),
      truncate(recordText(record), 80),
    ]),
    screen,
  );
}

/** Those with the same reason, one after the other, under it. */
function blocks(rows: readonly RejectRow[], screen: Screen): string {
  const lines: string[] = [];
  for (const [index, row] of rows.entries()) {
    if (row.reason !== rows[index - 1]?.reason) {
      if (index > 0) lines.push('');
      const reason = wrap(printable(row.reason), screen.width);
      lines.push(...reason.map((line) => screen.paint('yellow', line)));
    }
    lines.push(
      ...indentedLines(`${printable(row.origin)}, position ${row.position}`, 2, screen),
      ...(row.detail === '' ? [] : indentedLines(printable(row.detail), 4, screen)),
    );
    const record = truncate(recordText(row.record), screen.width - 4);
    if (record !== '') lines.push(`    ${screen.paint('dim', record)}`);
  }
  return lines.join('\n');
}

function indentedLines(text: string, by: number, screen: Screen): string[] {
  return wrap(text, screen.width - by).map((line) => ' '.repeat(by) + line);
}

function recordText(record: string): string {
  return printable(record.slice(0, RECORD_SHOWN));
}
