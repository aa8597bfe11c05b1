import type { Chart } from './chart.ts';
import { coloursOf } from './colours.ts';
import { escapeMarkup } from './escape.ts';
import { linearScale, logScale, type Scale } from './scale.ts';
import { round, short, shownValues, xAxis, xTitle, yAt, yAxis, type Area } from './svg-frame.ts';

const LABEL_ROOM = 190;

interface Bar {
  readonly colour: string;
  readonly from: number;
  readonly to: number;
  /** which of the bars beside each other at one category; 0 when they are stacked */
  readonly lane: number;
}

interface Category {
  readonly label: string;
  readonly bars: readonly Bar[];
}

/** Upright columns, or bars from left to right: a group of bars at each category. */
export function drawColumns(chart: Chart, area: Area): string {
  const categories = categoriesOf(chart);
  const tops = categories.flatMap(({ bars }) => bars.flatMap(({ from, to }) => [from, to]));
  const scale = chart.logY
    ? logScale(shownValues(chart))
    : linearScale([...tops, 0], 6, chart.yRange);
  const lanes = chart.stacked ? 1 : Math.max(1, chart.series.length);
  return chart.form === 'bars'
    ? horizontal(chart, categories, { scale, lanes, area })
    : upright(chart, categories, { scale, lanes, area });
}

function categoriesOf(chart: Chart): Category[] {
  const colours = coloursOf(chart.series);
  const byLabel = new Map<string, { bars: Bar[]; reached: number; x: number }>();
  for (const [index, { points }] of chart.series.entries()) {
    for (const { label, x, y } of points) {
      const category = byLabel.get(label) ?? { bars: [], reached: 0, x };
      byLabel.set(label, category);
      if (y === null) continue;
      const from = chart.stacked ? category.reached : 0;
      category.bars.push({
        colour: colours[index] ?? '',
        from,
        to: from + y,
        lane: chart.stacked ? 0 : index,
      });
      category.reached = from + y;
    }
  }
  const inOrder = [...byLabel].toSorted(([, a], [, b]) => a.x - b.x);
  return inOrder.map(([label, { bars }]) => ({ label, bars }));
}

interface Layout {
  readonly scale: Scale;
  readonly lanes: number;
  readonly area: Area;
}

function upright(chart: Chart, categories: readonly Category[], layout: Layout): string {
  const { scale, lanes, area } = layout;
  const slot = (area.right - area.left) / Math.max(1, categories.length);
  const width = (slot * 0.8) / lanes;
  // Where labels would run into each other only some are written.
  const longest = Math.max(1, ...categories.map(({ label }) => Math.min(14, label.length)));
  const every = Math.max(1, Math.ceil((longest * 7 + 8) / slot));
  const drawn = categories.map(({ label, bars }, index) => {
    const left = area.left + slot * index + slot * 0.1;
    const rects = bars.map(({ colour, from, to, lane }) => {
      const [a, b] = [yAt(scale, base(from, scale), area), yAt(scale, to, area)];
      return rect(left + lane * width, Math.min(a, b), width, Math.abs(a - b), colour);
    });
    const name = `<text x="${round(left + slot * 0.4)}" y="${area.bottom + 18}" text-anchor="middle" fill="#666">${escapeMarkup(short(label, 14))}</text>`;
    return `${rects.join('')}${index % every === 0 ? name : ''}`;
  });
  return [
    yAxis(scale, area, chart.yTitle),
    `<path d="M${area.left} ${area.bottom}H${area.right}" stroke="#999"/>`,
    ...drawn,
    xTitle(chart.xTitle, area),
  ].join('\n');
}

function horizontal(chart: Chart, categories: readonly Category[], layout: Layout): string {
  const { scale, lanes } = layout;
  const area = { ...layout.area, left: LABEL_ROOM };
  const slot = (area.bottom - area.top) / Math.max(1, categories.length);
  const height = (slot * 0.8) / lanes;
  const drawn = categories.map(({ label, bars }, index) => {
    const top = area.top + slot * index + slot * 0.1;
    const rects = bars.map(({ colour, from, to, lane }) => {
      const at = (value: number) => area.left + scale.at(value) * (area.right - area.left);
      const [a, b] = [at(base(from, scale)), at(to)];
      return rect(Math.min(a, b), top + lane * height, Math.abs(b - a), height, colour);
    });
    return `${rects.join('')}<text x="${area.left - 8}" y="${round(top + slot * 0.4 + 4)}" text-anchor="end" fill="#444">${escapeMarkup(short(label, 26))}</text>`;
  });
  return [xAxis(scale, area, chart.yTitle), ...drawn].join('\n');
}

/** The foot of a bar: a logarithm has no zero. */
function base(value: number, scale: Scale): number {
  return Math.max(value, Math.min(scale.from, value === 0 ? scale.from : value));
}

function rect(x: number, y: number, width: number, height: number, colour: string): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(Math.max(0.5, width))}" height="${round(Math.max(0, height))}" fill="${colour}"/>`;
}
