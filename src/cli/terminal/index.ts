export { drawBars, type Bar } from './bars.ts';
export { drawDayColumns, drawSparkline, type DayCount } from './columns.ts';
export {
  formatAmount,
  formatCount,
  formatDay,
  formatDuration,
  formatShare,
  formatShort,
  formatTime,
} from './format.ts';
export { drawPlot, type PlotAxis, type PlotLine } from './plot.ts';
export { printable } from './printable.ts';
export { createProgress, silentProgress, type Progress } from './progress.ts';
export { screenOf, type Screen, type StreamTraits, type Style } from './screen.ts';
export { drawTable, type TableColumn } from './table.ts';
export { fit, textWidth, truncate, wrap } from './text-width.ts';
export { drawWeek } from './week.ts';
