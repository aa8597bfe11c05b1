export type { Chart } from './chart.ts';
export { chartOf } from './chart-of.ts';
export { escapeMarkup } from './escape.ts';
export { drawSvg } from './svg.ts';
export { drawTerminalChart } from './terminal-chart.ts';
