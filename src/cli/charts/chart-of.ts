import type { Column, KqlValue, Render } from '../../kql/index.ts';
import { OddsockError } from '../../schema/error.ts';
import type { AxisKind, Chart, ChartForm, Point, Series } from './chart.ts';
import { withFits } from './fits.ts';
import { expandedRows, type Drawable } from './series-rows.ts';

const FORMS: Readonly<Record<string, ChartForm>> = {
  timechart: 'lines',
  linechart: 'lines',
  anomalychart: 'lines',
  areachart: 'areas',
  stackedareachart: 'areas',
  columnchart: 'columns',
  barchart: 'bars',
  piechart: 'pie',
  scatterchart: 'points',
};

/** More lines than this are a tangle: the greatest are drawn, and the title says so. */
const MOST_SERIES = 12;
/** More bars or slices than this cannot be told apart. */
const MOST_CATEGORIES = 40;

const NUMBERS = new Set(['long', 'int', 'real', 'decimal']);

export interface Charted {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly KqlValue[])[];
  readonly render: Render | null;
}

/** The chart that `render` asks for, by Kusto's rules: x is the first column (of a timechart: the first
 *  datetime), each number makes a line, each combination of texts a group; arrays are drawn along an
 *  array of times. learn.microsoft.com/kusto/query/render-operator
 *  @throws OddsockError 'no-chart' when there is nothing to draw or the chart is not known */
export function chartOf(result: Charted): Chart {
  const { render } = result;
  if (render === null) {
    throw noChart('The query does not ask for a chart.', 'End it with "| render timechart".');
  }
  const form = FORMS[render.chart.toLowerCase()];
  if (form === undefined) {
    throw noChart(
      `A ${render.chart} cannot be drawn.`,
      `There are ${Object.keys(FORMS).join(', ')}.`,
    );
  }
  const drawable = drawableOf(result, render);
  const { properties } = render;
  const xColumn = drawable.columns[drawable.x];
  const isAlong = form === 'lines' || form === 'areas' || form === 'points';
  const x: AxisKind =
    isAlong && xColumn?.type === 'datetime'
      ? 'time'
      : isAlong && NUMBERS.has(xColumn?.type ?? '')
        ? 'number'
        : 'category';
  const { kept, left } = limited(withFits(seriesOf(drawable, x)), form);
  const title = properties['title'] ?? '';
  return {
    form,
    title: left === 0 ? title : `${title} (${left} smaller not shown)`.trim(),
    xTitle: properties['xtitle'] ?? xColumn?.name ?? '',
    yTitle: properties['ytitle'] ?? drawable.ys.map((at) => drawable.columns[at]?.name).join(', '),
    x,
    logX: properties['xaxis'] === 'log' && x === 'number',
    logY: properties['yaxis'] === 'log',
    yRange: [numberOf(properties['ymin']), numberOf(properties['ymax'])],
    showLegend: properties['legend'] !== 'hidden',
    stacked:
      properties['kind']?.startsWith('stacked') === true ||
      render.chart.toLowerCase() === 'stackedareachart',
    series: kept,
  };
}

function drawableOf({ columns, rows }: Charted, { chart, properties }: Render): Drawable {
  const expanded = expandedRows(columns, rows);
  const at = (name: string): number => expanded.columns.findIndex((each) => each.name === name);
  const listed = (property: string): number[] =>
    (properties[property] ?? '')
      .split(',')
      .map((name) => at(name.trim()))
      .filter((place) => place >= 0);
  const all = expanded.columns.map((column, place) => ({ ...column, place }));
  const times = all.filter(({ type }) => type === 'datetime');
  const wantsTime = ['timechart', 'anomalychart'].includes(chart.toLowerCase());
  const x = listed('xcolumn')[0] ?? (wantsTime || expanded.isAlong ? times[0]?.place : 0) ?? 0;
  const anomalies = listed('anomalycolumns');
  const asked = listed('ycolumns');
  const ys =
    asked.length > 0
      ? asked
      : all
          .filter(({ type, place }) => NUMBERS.has(type) && place !== x)
          .map(({ place }) => place)
          .filter((place) => !anomalies.includes(place));
  const askedSeries = listed('series');
  const groups =
    askedSeries.length > 0
      ? askedSeries
      : all.filter(({ type, place }) => isLabel(type) && place !== x).map(({ place }) => place);
  if (ys.length === 0) {
    throw noChart('The result has no column of numbers to draw.', 'Summarize to numbers first.');
  }
  return { ...expanded, x, ys, groups, anomalies };
}

function isLabel(type: string): boolean {
  return type === 'string' || type === 'guid' || type === 'bool';
}

function seriesOf(drawable: Drawable, axis: AxisKind): Series[] {
  const { columns, rows, x, ys, groups, anomalies } = drawable;
  const series = new Map<string, { name: string; group: string; points: Point[] }>();
  const categories = new Map<string, number>();
  // Times stand in the order of time, other categories in the order of the rows.
  const ordered =
    columns[x]?.type === 'datetime'
      ? rows.toSorted((a, b) => positionOf(a[x], 'time') - positionOf(b[x], 'time'))
      : rows;
  for (const row of ordered) {
    const group = groups.map((place) => labelOf(row[place])).join(', ');
    const flag = anomalies.some((place) => Number(row[place] ?? 0) !== 0)
      ? Math.sign(Number(row[anomalies[0] ?? 0]) || 1)
      : 0;
    for (const y of ys) {
      const column = columns[y]?.name ?? '';
      const name = group === '' ? column : ys.length === 1 ? group : `${group}: ${column}`;
      const known = series.get(name) ?? { name, group, points: [] };
      series.set(name, known);
      const label = axis === 'category' ? labelOf(row[x]) : '';
      const place = categories.get(label) ?? categories.size;
      categories.set(label, place);
      const at = axis === 'category' ? place : positionOf(row[x], axis);
      if (Number.isNaN(at)) continue;
      known.points.push({ x: at, y: numberOf(row[y]), label, anomaly: flag });
    }
  }
  return [...series.values()].map(({ name, group, points }) => ({
    name,
    group,
    role: 'values',
    points: axis === 'category' ? points : points.toSorted((a, b) => a.x - b.x),
  }));
}

function limited(series: readonly Series[], form: ChartForm): { kept: Series[]; left: number } {
  const bySlices = form === 'pie' || form === 'columns' || form === 'bars';
  if (bySlices && series.length === 1 && (series[0]?.points.length ?? 0) > MOST_CATEGORIES) {
    const [only] = series;
    const kept = only?.points.slice(0, MOST_CATEGORIES) ?? [];
    return {
      kept: only === undefined ? [] : [{ ...only, points: kept }],
      left: (only?.points.length ?? 0) - kept.length,
    };
  }
  const sizes = new Map<string, number>();
  for (const { group, points } of series) {
    const size = points.reduce((sum, { y }) => sum + Math.abs(y ?? 0), 0);
    sizes.set(group, (sizes.get(group) ?? 0) + size);
  }
  const order = [...sizes].toSorted(([, a], [, b]) => b - a).slice(0, MOST_SERIES);
  const greatest = new Set(order.map(([group]) => group));
  const kept = series.filter(({ group }) => greatest.has(group));
  return { kept, left: sizes.size - greatest.size };
}

function positionOf(value: KqlValue | undefined, axis: AxisKind): number {
  if (value === null || value === undefined) return Number.NaN;
  if (axis === 'time') return typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number(value);
}

function numberOf(value: KqlValue | undefined): number | null {
  if (value === null || value === undefined || value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

export function labelOf(value: KqlValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') {
    return value
      .replace(/^(\d{4}-\d\d-\d\d)T(?:00:00:00|(\d\d:\d\d):\d\d)\.\d{7}Z$/, '$1 $2')
      .trimEnd();
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function noChart(message: string, hint: string): OddsockError {
  return new OddsockError('no-chart', message, { hint, exitCode: 2 });
}
