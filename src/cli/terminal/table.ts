import type { Screen, Style } from './screen.ts';
import { fit, textWidth } from './text-width.ts';

export interface TableColumn {
  readonly header: string;
  readonly align?: 'left' | 'right';
  /** columns that may not be cut below this; default 6 */
  readonly minWidth?: number;
  /** colour of a cell, from its text */
  readonly style?: (cell: string) => Style | null;
}

const GAP = '  ';
const DEFAULT_MIN_WIDTH = 6;

/** Rows under headers. Where the terminal is too narrow the widest columns are cut first.
 *  Cells must be printable; a missing cell is empty. */
export function drawTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  screen: Screen,
): string {
  const widths = shrink(columns, naturalWidths(columns, rows), screen.tableWidth);
  const line = (cells: readonly string[], paint: (cell: string, index: number) => string) =>
    columns
      .map((_, index) => paint(cells[index] ?? '', index))
      .join(GAP)
      .trimEnd();
  const cell = (text: string, index: number) =>
    fit(text, widths[index] ?? 0, columns[index]?.align ?? 'left');
  const header = line(
    columns.map((column) => column.header),
    (text, index) => screen.paint('dim', cell(text, index)),
  );
  const body = rows.map((row) =>
    line(row, (text, index) => {
      const style = columns[index]?.style?.(text) ?? null;
      return style === null ? cell(text, index) : screen.paint(style, cell(text, index));
    }),
  );
  return [header, ...body].join('\n');
}

function naturalWidths(columns: readonly TableColumn[], rows: readonly (readonly string[])[]) {
  return columns.map((column, index) =>
    rows.reduce(
      (width, row) => Math.max(width, textWidth(row[index] ?? '')),
      textWidth(column.header),
    ),
  );
}

/** Takes columns from the widest one until all fit, or until nothing more may be cut. */
function shrink(columns: readonly TableColumn[], natural: readonly number[], room: number) {
  const widths = [...natural];
  const least = columns.map((column, index) =>
    Math.min(natural[index] ?? 0, column.minWidth ?? DEFAULT_MIN_WIDTH),
  );
  const total = () =>
    widths.reduce((sum, width) => sum + width, 0) + GAP.length * (columns.length - 1);
  while (total() > room) {
    let widest = -1;
    for (const [index, width] of widths.entries()) {
      if (width > (least[index] ?? 0) && width > (widths[widest] ?? 0)) widest = index;
    }
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}
