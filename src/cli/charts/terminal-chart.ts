import {
  drawBars,
  drawPlot,
  formatCount,
  formatShare,
  printable,
  wrap,
  type PlotLine,
  type Screen,
  type Style,
} from '../terminal/index.ts';
import type { Chart, Series } from './chart.ts';
import { indexesOf } from './colours.ts';
import { linearScale, logScale, timeScale, type Scale } from './scale.ts';
import { slicesOf } from './slices.ts';

const STYLES: readonly Style[] = ['cyan', 'yellow', 'green', 'magenta', 'blue', 'red'];
const MARKS = ['●', '▲', '■', '◆', '○', '△', '□', '◇'];
/** More pictures below each other than this scroll away. */
const MOST_PANELS = 6;
const TALL = 14;
const LOW = 8;

/** The chart as text: bars, or a plot for each group of lines on common axes. */
export function drawTerminalChart(chart: Chart, screen: Screen): string {
  const title = chart.title === '' ? [] : [screen.paint('bold', printable(chart.title))];
  return [...title, body(chart, screen)].join('\n');
}

function body(chart: Chart, screen: Screen): string {
  switch (chart.form) {
    case 'pie':
      return drawBars(
        slicesOf(chart).map(({ label, value, share }) => ({
          label: printable(label),
          value,
          note: formatShare(share),
        })),
        screen,
      );
    case 'columns':
    case 'bars':
      return barsOf(chart, screen);
    case 'lines':
    case 'areas':
    case 'points':
    default:
      return panels(chart, screen);
  }
}

function barsOf({ series }: Chart, screen: Screen): string {
  const several = series.length > 1;
  const bars = series.flatMap(({ name, points }, index) =>
    points.map(({ label, y, x }) => ({ name, label, value: y ?? 0, x, index })),
  );
  return drawBars(
    bars
      .toSorted((a, b) => a.x - b.x)
      .map(({ name, label, value, index }) => ({
        label: printable(several ? `${label} ${name}` : label),
        value: Math.max(0, value),
        ...(value < 0 ? { note: formatCount(value) } : {}),
        ...styleAt(several ? index : 0),
      })),
    screen,
  );
}

function styleAt(index: number): { readonly style: Style } {
  return { style: STYLES[index % STYLES.length] ?? 'cyan' };
}

function panels(chart: Chart, screen: Screen): string {
  const groups = [...Map.groupBy(chart.series, ({ group }) => group)];
  const shown = groups.slice(0, MOST_PANELS);
  const scales = scalesOf(chart, screen.width, shown.length > 1 ? 3 : 5);
  const drawn = shown.map(([group, series]) => {
    const plot = drawPlot(
      linesOf(series, chart, scales),
      {
        x: axis(scales.x),
        y: axis(scales.y),
        height: shown.length > 1 ? LOW : TALL,
      },
      screen,
    );
    return [...header(group, series, screen), plot].join('\n');
  });
  const left = groups.length - shown.length;
  const remark =
    left === 0 ? [] : [screen.paint('dim', `and ${left} more; --render FILE.svg draws them`)];
  return [...drawn, ...remark].join('\n\n');
}

function header(group: string, series: readonly Series[], screen: Screen): string[] {
  const indexes = indexesOf(series);
  const marks = series.map(({ name, role }, index) => {
    const place = indexes[index] ?? 0;
    const mark =
      role === 'values' ? '─' : role === 'fit' ? '─' : (MARKS[place % MARKS.length] ?? '');
    const column = group === '' ? name : name.replace(`${group}: `, '');
    return screen.paint(styleOf(place, role), `${mark} ${printable(column)}`);
  });
  const own = group === '' ? [] : wrap(printable(group), screen.width);
  const needsMarks = series.length > 1 || group === '';
  return [
    ...own.map((line) => screen.paint('bold', line)),
    ...(needsMarks ? [marks.join('   ')] : []),
  ];
}

function linesOf(
  series: readonly Series[],
  chart: Chart,
  { x, y }: { readonly x: Scale; readonly y: Scale },
): PlotLine[] {
  const indexes = indexesOf(series);
  return series.flatMap(({ role, points }, index): PlotLine[] => {
    const place = indexes[index] ?? 0;
    const placed = points.map(
      (point) => [x.at(point.x), point.y === null ? Number.NaN : y.at(point.y)] as const,
    );
    const marked = role === 'valuesOfFit' || chart.form === 'points';
    const anomalies = points.flatMap(({ anomaly }, at) =>
      anomaly === 0 ? [] : [placed[at] ?? ([Number.NaN, Number.NaN] as const)],
    );
    return [
      {
        points: placed,
        style: styleOf(place, role),
        ...(marked ? { mark: MARKS[place % MARKS.length] ?? '' } : {}),
      },
      { points: anomalies, style: 'red', mark: '✖' },
    ];
  });
}

function styleOf(place: number, role: Series['role']): Style {
  // On one colour a fit could not be told from its points where there is only colour.
  return role === 'fit' ? 'white' : (STYLES[place % STYLES.length] ?? 'cyan');
}

function scalesOf(chart: Chart, width: number, yTicks: number): { x: Scale; y: Scale } {
  const xs = chart.series.flatMap(({ points }) => points.map(({ x }) => x));
  const ys = chart.series.flatMap(({ points }) => points.flatMap(({ y }) => y ?? []));
  const count = Math.max(2, Math.floor(width / 12));
  return {
    x:
      chart.x === 'time'
        ? timeScale(xs, count)
        : chart.logX
          ? logScale(xs)
          : linearScale(xs, count),
    y: chart.logY
      ? logScale(ys)
      : linearScale(chart.form === 'points' ? ys : [...ys, 0], yTicks, chart.yRange),
  };
}

function axis(scale: Scale) {
  return { ticks: scale.ticks.map(({ value, label }) => ({ at: scale.at(value), label })) };
}
