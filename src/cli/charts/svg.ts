import type { Chart } from './chart.ts';
import { escapeMarkup } from './escape.ts';
import { drawColumns } from './svg-columns.ts';
import { drawLegend } from './svg-legend.ts';
import { drawLines } from './svg-lines.ts';
import type { Area } from './svg-frame.ts';
import { drawPie } from './svg-pie.ts';

const WIDTH = 960;
const HEIGHT = 480;

const FONT = 'font-family="system-ui, -apple-system, Segoe UI, Roboto, sans-serif"';

/** The chart as a picture of its own: an SVG document without scripts, links or outside parts. All
 *  text in it is escaped. */
export function drawSvg(chart: Chart): string {
  const legend = drawLegend(chart);
  const top = chart.title === '' ? 32 : 68;
  const area = {
    left: 64,
    top,
    right: WIDTH - 24,
    bottom: HEIGHT - 56,
  };
  const height = HEIGHT + legend.height;
  const title =
    chart.title === ''
      ? ''
      : `<text x="16" y="32" font-size="18" font-weight="600">${escapeMarkup(chart.title)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" ${FONT} font-size="12" fill="#222" role="img">`,
    `<title>${escapeMarkup(chart.title === '' ? `${chart.yTitle} by ${chart.xTitle}` : chart.title)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    title,
    bodyOf(chart, area),
    `<g transform="translate(0 ${HEIGHT})">${legend.svg}</g>`,
    '</svg>',
  ].join('\n');
}

function bodyOf(chart: Chart, area: Area): string {
  switch (chart.form) {
    case 'pie':
      return drawPie(chart, area);
    case 'columns':
    case 'bars':
      return drawColumns(chart, area);
    case 'lines':
    case 'areas':
    case 'points':
    default:
      return drawLines(chart, area);
  }
}
