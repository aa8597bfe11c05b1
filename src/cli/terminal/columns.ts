import { formatDay, formatShort } from './format.ts';
import type { Screen } from './screen.ts';
import { fit } from './text-width.ts';

const DAY_MS = 86_400_000;
const LEVELS = ['', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** One character a value, from zero to the greatest; null leaves a gap, and what is not nothing
 *  is never drawn as nothing. */
export function drawSparkline(values: readonly (number | null)[]): string {
  const greatest = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  return values
    .map((value) => (value === null ? ' ' : (LEVELS[eighths(value, greatest, 1)] ?? '') || '▁'))
    .join('');
}

export interface DayCount {
  /** start of the UTC day, epoch ms */
  readonly dayMs: number;
  readonly count: number;
}

export interface DayColumnsOptions {
  /** rows of characters; default 6 */
  readonly height?: number;
  /** days from here on are drawn in another colour */
  readonly markFromMs?: number;
}

/** Counts of days as columns with both axes; days without a row count 0. When there are more days than
 *  columns, each column is the daily mean of several days. */
export function drawDayColumns(
  days: readonly DayCount[],
  screen: Screen,
  options: DayColumnsOptions = {},
): string {
  const height = options.height ?? 6;
  const filled = fillDays(days);
  if (filled.length === 0) return '';
  const axisWidth = 6;
  const perColumn = Math.ceil(filled.length / Math.max(1, screen.width - axisWidth - 2));
  const bins = binned(filled, perColumn);
  const greatest = Math.max(0, ...bins.map((bin) => bin.count));
  const lines: string[] = [];
  for (let row = height - 1; row >= 0; row -= 1) {
    const label = row === height - 1 ? formatShort(greatest) : row === 0 ? '0' : '';
    const cells = bins.map((bin) => {
      const level = eighths(bin.count, greatest, height) - row * 8;
      const char = LEVELS[Math.max(0, Math.min(8, level))] || ' ';
      const marked = options.markFromMs !== undefined && bin.dayMs >= options.markFromMs;
      return screen.paint(marked ? 'yellow' : 'cyan', char);
    });
    lines.push(`${fit(label, axisWidth, 'right')} ${cells.join('').trimEnd()}`);
  }
  const note = perColumn > 1 ? [fit('', axisWidth + 1) + meanNote(perColumn)] : [];
  return [...lines, dateAxis(bins, axisWidth + 1), ...note].join('\n');
}

function meanNote(days: number): string {
  return `(each column is the mean of ${days} days)`;
}

function fillDays(days: readonly DayCount[]): DayCount[] {
  const counts = new Map(days.map((day) => [day.dayMs, day.count]));
  const first = Math.min(...counts.keys());
  const last = Math.max(...counts.keys());
  const filled: DayCount[] = [];
  for (let dayMs = first; dayMs <= last; dayMs += DAY_MS) {
    filled.push({ dayMs, count: counts.get(dayMs) ?? 0 });
  }
  return filled;
}

function binned(days: readonly DayCount[], perColumn: number): DayCount[] {
  const bins: DayCount[] = [];
  for (let start = 0; start < days.length; start += perColumn) {
    const part = days.slice(start, start + perColumn);
    const sum = part.reduce((total, day) => total + day.count, 0);
    bins.push({ dayMs: part[0]?.dayMs ?? 0, count: sum / part.length });
  }
  return bins;
}

/** First and last day below their columns, and as many between as there is room for. */
function dateAxis(bins: readonly DayCount[], indent: number): string {
  const step = 14;
  let line = ' '.repeat(indent);
  for (let index = 0; index < bins.length; index += step) {
    line = `${fit(line, indent + index)}${formatDay(bins[index]?.dayMs ?? 0)}`;
  }
  return line;
}

function eighths(value: number, greatest: number, height: number): number {
  if (greatest <= 0 || value <= 0) return 0;
  return Math.max(1, Math.round((value / greatest) * height * 8));
}
