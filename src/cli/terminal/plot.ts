import type { Screen, Style } from './screen.ts';
import { fit, textWidth } from './text-width.ts';

export interface PlotLine {
  /** places in [0, 1] on both axes, in the order in which they are joined; NaN interrupts the line */
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly style: Style;
  /** a character on each point, instead of a line through them */
  readonly mark?: string;
}

export interface PlotAxis {
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

export interface PlotOptions {
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  /** rows of characters */
  readonly height: number;
}

interface Cell {
  dots: number;
  mark: string;
  style: Style;
}

/** Dots of a Braille character by column and row from the top. Unicode 16, chapter 21.1 */
const DOTS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
];

/** Lines and points between two axes, lines in Braille dots: 2 x 4 of them in a character. Labels must
 *  be printable. Later lines lie above earlier ones, marks above lines. */
export function drawPlot(
  lines: readonly PlotLine[],
  { x, y, height }: PlotOptions,
  screen: Screen,
): string {
  const axisWidth = Math.max(1, ...y.ticks.map(({ label }) => textWidth(label)));
  const width = Math.max(10, screen.width - axisWidth - 2);
  const cells = Array.from({ length: height }, () =>
    Array.from({ length: width }, (): Cell => ({ dots: 0, mark: '', style: 'dim' })),
  );
  for (const line of lines.filter(({ mark }) => mark === undefined)) drawLine(line, cells);
  for (const line of lines.filter(({ mark }) => mark !== undefined)) drawMarks(line, cells);
  const labels = new Map(
    y.ticks.map(({ at, label }) => [Math.round((1 - at) * (height - 1)), label]),
  );
  const rows = cells.map((row, index) => {
    const label = fit(labels.get(index) ?? '', axisWidth, 'right');
    const edge = labels.has(index) ? '┤' : '│';
    const body = row.map(({ dots, mark, style }) => {
      if (mark !== '') return screen.paint(style, mark);
      return dots === 0 ? ' ' : screen.paint(style, String.fromCodePoint(0x2800 + dots));
    });
    return `${label} ${screen.paint('dim', edge)}${body.join('')}`.trimEnd();
  });
  return [...rows, ...axisBelow(x, axisWidth, width, screen)].join('\n');
}

function drawLine({ points, style }: PlotLine, cells: Cell[][]): void {
  const [height, width] = [cells.length * 4, (cells[0]?.length ?? 0) * 2];
  let before: readonly [number, number] | undefined;
  for (const [x, y] of points) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      before = undefined;
      continue;
    }
    const here = [Math.round(x * (width - 1)), Math.round((1 - y) * (height - 1))] as const;
    const from = before ?? here;
    const steps = Math.max(1, Math.abs(here[0] - from[0]), Math.abs(here[1] - from[1]));
    for (let step = 0; step <= steps; step++) {
      const dotX = Math.round(from[0] + ((here[0] - from[0]) * step) / steps);
      const dotY = Math.round(from[1] + ((here[1] - from[1]) * step) / steps);
      const cell = cells[Math.floor(dotY / 4)]?.[Math.floor(dotX / 2)];
      if (cell === undefined) continue;
      cell.dots |= DOTS[dotX % 2]?.[dotY % 4] ?? 0;
      cell.style = style;
    }
    before = here;
  }
}

function drawMarks({ points, style, mark = '' }: PlotLine, cells: Cell[][]): void {
  for (const [x, y] of points) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    const row = cells[Math.round((1 - y) * (cells.length - 1))];
    const cell = row?.[Math.round(x * (row.length - 1))];
    if (cell !== undefined) Object.assign(cell, { mark, style });
  }
}

/** The line below, with as many labels as there is room for, each under its place. */
function axisBelow(x: PlotAxis, axisWidth: number, width: number, screen: Screen): string[] {
  const indent = ' '.repeat(axisWidth + 1);
  const edge = Array.from({ length: width }, () => '─');
  let labels = '';
  for (const { at, label } of x.ticks) {
    const place = Math.round(at * (width - 1));
    const start = Math.min(
      width - textWidth(label),
      Math.max(0, place - Math.floor(textWidth(label) / 2)),
    );
    if (start < textWidth(labels) + (labels === '' ? 0 : 2)) continue;
    edge[place] = '┬';
    labels = `${fit(labels, start)}${label}`;
  }
  return [
    `${indent}${screen.paint('dim', `└${edge.join('')}`)}`,
    `${indent} ${screen.paint('dim', labels)}`.trimEnd(),
  ];
}
