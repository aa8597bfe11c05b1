import type { HuntResult } from '../../pipeline/hunt.ts';
import { drawTable, fit, formatAmount, printable, wrap, type Screen } from '../terminal/index.ts';
import { isNumeric, readableText } from './cell-text.ts';

/** On a terminal more rows than this are not read but scrolled past; a pipe gets all. */
const SHOWN_ROWS = 200;
/** Below this many characters for each column a table is a row of stumps. */
const LEAST_WIDTH = 9;

/** Rows under headers; where the terminal is too narrow for the columns, one row below the other with
 *  the columns that have a value. */
export function formatTable(result: HuntResult, screen: Screen): string {
  const { columns, rows } = result;
  const onTerminal = Number.isFinite(screen.tableWidth);
  const shown = onTerminal ? rows.slice(0, SHOWN_ROWS) : rows;
  const cells = shown.map((row) =>
    row.map((value, place) => printable(readableText(value, columns[place]?.type ?? ''))),
  );
  const body =
    rows.length === 0
      ? `No rows. Columns: ${columns.map(({ name }) => printable(name)).join(', ')}`
      : columns.length * LEAST_WIDTH > screen.tableWidth
        ? drawRecords(result, cells, screen)
        : drawTable(
            columns.map(({ name, type }) => ({
              header: printable(name),
              align: isNumeric(type) ? 'right' : 'left',
            })),
            cells,
            screen,
          );
  const left = rows.length - shown.length;
  if (left === 0) return body;
  return `${body}\n\nand ${formatAmount(left, 'row')} more; in a pipe or with --format csv all are written.`;
}

function drawRecords(
  { columns }: HuntResult,
  cells: readonly (readonly string[])[],
  screen: Screen,
): string {
  const names = columns.map(({ name }) => printable(name));
  const nameWidth = Math.min(32, Math.max(...names.map((name) => name.length)));
  const room = Math.max(20, screen.tableWidth - nameWidth - 2);
  return cells
    .map((row, index) => {
      const lines = row.flatMap((text, place) => {
        if (text === '') return [];
        const [first = '', ...more] = wrap(text, room);
        const name = screen.paint('dim', fit(names[place] ?? '', nameWidth));
        return [`${name}  ${first}`, ...more.map((line) => `${' '.repeat(nameWidth + 2)}${line}`)];
      });
      return [screen.paint('bold', `Row ${index + 1}`), ...lines].join('\n');
    })
    .join('\n\n');
}
