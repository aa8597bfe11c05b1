import { formatCount } from './format.ts';
import type { Screen, Style } from './screen.ts';
import { fit, textWidth } from './text-width.ts';

export interface Bar {
  readonly label: string;
  /** >= 0 */
  readonly value: number;
  /** written behind the value, e.g. '12 %' */
  readonly note?: string;
  readonly style?: Style;
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const LONGEST_LABEL = 44;
const LONGEST_BAR = 40;

/** One bar a line, all from zero and on one scale, longest = the greatest value.
 *  What is not nothing shows at least the thinnest bar. */
export function drawBars(bars: readonly Bar[], screen: Screen): string {
  const labelWidth = Math.min(
    LONGEST_LABEL,
    Math.floor(screen.width / 2) - 8,
    widest(bars.map((bar) => bar.label)),
  );
  const values = bars.map((bar) => formatCount(bar.value));
  const valueWidth = widest(values);
  const noteWidth = widest(bars.map((bar) => bar.note ?? ''));
  const room = screen.width - labelWidth - valueWidth - noteWidth - 6;
  const barWidth = Math.max(4, Math.min(LONGEST_BAR, room));
  const greatest = Math.max(0, ...bars.map((bar) => bar.value));
  return bars
    .map((bar, index) => {
      const length = greatest === 0 ? 0 : (bar.value / greatest) * barWidth;
      const drawn = screen.paint(bar.style ?? 'cyan', fit(horizontalBar(length), barWidth));
      const value = fit(values[index] ?? '', valueWidth, 'right');
      const note = screen.paint('dim', bar.note ?? '');
      return `${fit(bar.label, labelWidth)}  ${drawn}  ${value}  ${note}`.trimEnd();
    })
    .join('\n');
}

/** @param length  columns, may be broken; > 0 is never drawn as nothing */
export function horizontalBar(length: number): string {
  const eighths = length > 0 ? Math.max(1, Math.round(length * 8)) : 0;
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, textWidth(text)), 0);
}
