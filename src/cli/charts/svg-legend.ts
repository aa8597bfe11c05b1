import type { Chart } from './chart.ts';
import { coloursOf } from './colours.ts';
import { escapeMarkup } from './escape.ts';
import { short } from './svg-frame.ts';

const LINE = 20;
/** Longer names get a line each. */
const HALF = 58;

/** Colours and names below the chart, where there is more than one thing to tell apart. */
export function drawLegend(chart: Chart): { readonly svg: string; readonly height: number } {
  const { series, showLegend, form } = chart;
  if (!showLegend || form === 'pie' || series.length < 2) return { svg: '', height: 0 };
  const colours = coloursOf(series);
  const columns = series.some(({ name }) => name.length > HALF) ? 1 : 2;
  const items = series.map(({ name, role }, index) => {
    const [column, line] = [index % columns, Math.floor(index / columns)];
    const [x, y] = [64 + column * 440, line * LINE + 4];
    const stroke = colours[index] ?? '';
    const mark =
      role === 'fit'
        ? `<path d="M${x} ${y}h18" stroke="${stroke}" stroke-width="2.5" stroke-dasharray="7 4"/>`
        : form === 'columns' || form === 'bars' || form === 'areas'
          ? `<rect x="${x + 3}" y="${y - 6}" width="12" height="12" fill="${stroke}"/>`
          : `<circle cx="${x + 9}" cy="${y}" r="4" fill="${stroke}"/>`;
    return `${mark}<text x="${x + 26}" y="${y + 4}">${escapeMarkup(short(name, HALF * (3 - columns)))}</text>`;
  });
  return { svg: items.join('\n'), height: Math.ceil(series.length / columns) * LINE + 12 };
}
