import type { Chart, Series } from './chart.ts';
import { ANOMALY_COLOUR, coloursOf } from './colours.ts';
import { linearScale, logScale, timeScale, type Scale } from './scale.ts';
import { stackedOn } from './stack.ts';
import { round, shownValues, xAt, xAxis, yAt, yAxis, type Area } from './svg-frame.ts';

/** Points are drawn on lines up to this many in one series; beyond they would hide it. */
const MOST_POINTS = 80;
/** Pixels between points of different lines at the same place. */
const DODGE = 5;

/** Lines, areas or points along times or numbers. */
export function drawLines(original: Chart, area: Area): string {
  const chart = original.stacked ? { ...original, series: stackedOn(original.series) } : original;
  const { x, y } = scalesOf(chart);
  const colours = coloursOf(chart.series);
  const dodged = chart.series.filter(({ role }) => role === 'valuesOfFit');
  const drawn = chart.series.map((series, index) => {
    // Whole numbers of several lines often coincide: beside each other all are seen.
    const place = dodged.indexOf(series);
    const dodge = place < 0 ? 0 : (place - (dodged.length - 1) / 2) * DODGE;
    return drawSeries(series, { chart, colour: colours[index] ?? '', x, y, area, dodge });
  });
  // What is stacked stands on what is drawn after it.
  const layers = chart.stacked ? drawn.toReversed() : drawn;
  return [yAxis(y, area, chart.yTitle), xAxis(x, area, chart.xTitle), ...layers].join('\n');
}

interface Drawing {
  readonly chart: Chart;
  readonly colour: string;
  readonly x: Scale;
  readonly y: Scale;
  readonly area: Area;
  readonly dodge: number;
}

function scalesOf(chart: Chart): { x: Scale; y: Scale } {
  const xs = chart.series.flatMap(({ points }) => points.map(({ x }) => x));
  const ys = shownValues(chart);
  // Lines of amounts start at zero, or a small change looks like a large one.
  const withZero = chart.form === 'points' ? ys : [...ys, 0];
  return {
    x: chart.x === 'time' ? timeScale(xs, 10) : chart.logX ? logScale(xs) : linearScale(xs, 10),
    y: chart.logY ? logScale(ys) : linearScale(withZero, 6, chart.yRange),
  };
}

function drawSeries(series: Series, { chart, colour, x, y, area, dodge }: Drawing): string {
  const places = series.points.map((point) => ({
    ...point,
    px: round(xAt(x, point.x, area) + dodge),
    py: point.y === null ? Number.NaN : round(yAt(y, point.y, area)),
  }));
  const shown = places.filter(({ px, py }) => Number.isFinite(px) && Number.isFinite(py));
  const dots = (radius: number, opacity = 1): string =>
    shown
      .map(
        ({ px, py }) =>
          `<circle cx="${px}" cy="${py}" r="${radius}" fill="${colour}" fill-opacity="${opacity}"/>`,
      )
      .join('');
  const anomalies = shown
    .filter(({ anomaly }) => anomaly !== 0)
    .map(
      ({ px, py }) =>
        `<circle cx="${px}" cy="${py}" r="6" fill="none" stroke="${ANOMALY_COLOUR}" stroke-width="2"/>`,
    )
    .join('');
  if (chart.form === 'points') return dots(3.5, 0.7);
  const line = pathOf(places);
  const stroke = (width: number, more = ''): string =>
    `<path d="${line}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round"${more}/>`;
  if (series.role === 'fit') return stroke(2.5, ' stroke-dasharray="7 4"');
  if (series.role === 'valuesOfFit')
    return `${stroke(1, ' stroke-opacity="0.35"')}${dots(3.5)}${anomalies}`;
  const filled =
    chart.form === 'areas' ? areaUnder(shown, { chart, colour, x, y, area, dodge }) : '';
  return `${filled}${stroke(2)}${shown.length <= MOST_POINTS ? dots(2.5) : ''}${anomalies}`;
}

/** A line that is interrupted where there is no value. */
function pathOf(places: readonly { readonly px: number; readonly py: number }[]): string {
  let isOpen = false;
  return places
    .map(({ px, py }) => {
      if (!Number.isFinite(px) || !Number.isFinite(py)) {
        isOpen = false;
        return '';
      }
      const command = isOpen ? 'L' : 'M';
      isOpen = true;
      return `${command}${px} ${py}`;
    })
    .join('');
}

function areaUnder(
  shown: readonly { readonly px: number; readonly py: number }[],
  { chart, colour, y, area }: Drawing,
): string {
  const [first, last] = [shown[0], shown.at(-1)];
  if (first === undefined || last === undefined) return '';
  const base = round(Math.min(area.bottom, Math.max(area.top, yAt(y, 0, area))));
  const line = shown.map(({ px, py }) => `L${px} ${py}`).join('');
  return `<path d="M${first.px} ${base}${line}L${last.px} ${base}Z" fill="${colour}" fill-opacity="${chart.stacked ? 1 : 0.3}"/>`;
}
