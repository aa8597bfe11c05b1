import type { Screen } from './screen.ts';
import { fit } from './text-width.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const SHADES = ['  ', '··', '░░', '▒▒', '▓▓', '██'];
const LABEL_WIDTH = 4;

/** A week as seven rows of 24 hours, the darker the more.
 *  Shades are shares of the greatest hour: up to 5 %, 20 %, 40 %, 70 %, above; blank = nothing.
 *  @param hours  168 values >= 0, Monday 00:00 first */
export function drawWeek(hours: readonly number[], screen: Screen): string {
  if (hours.length !== 168) throw new RangeError(`a week has 168 hours, got ${hours.length}`);
  const greatest = Math.max(...hours);
  const header = Array.from({ length: 8 }, (_, index) => fit(String(index * 3), 6)).join('');
  const rows = DAYS.map((day, index) => {
    const cells = hours.slice(index * 24, index * 24 + 24).map((value) => shade(value, greatest));
    return `${fit(day, LABEL_WIDTH)}${screen.paint('cyan', cells.join(''))}`;
  });
  return [screen.paint('dim', (' '.repeat(LABEL_WIDTH) + header).trimEnd()), ...rows].join('\n');
}

function shade(value: number, greatest: number): string {
  const share = greatest > 0 ? value / greatest : 0;
  const level =
    share <= 0 ? 0 : share <= 0.05 ? 1 : share <= 0.2 ? 2 : share <= 0.4 ? 3 : share <= 0.7 ? 4 : 5;
  return SHADES[level] ?? '';
}
