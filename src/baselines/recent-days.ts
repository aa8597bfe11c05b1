/** Days whose use of a value is remembered one by one: the window of "uncommonly … by user". */
export const RECENT_DAYS = 10;

/** The newest day and the ten before it, a bit each: bit k is the day k days before the newest. */
const BITS = RECENT_DAYS + 1;
const MASK = (1 << BITS) - 1;

/** The bits after another day, counted from it.
 *  @param bits     of the days up to `lastDay`; 0 = none
 *  @param lastDay  days since 1970; @param day  `lastDay` or later */
export function markDay(bits: number, lastDay: number, day: number): number {
  const later = day - lastDay;
  return later >= BITS ? 1 : ((bits << later) | 1) & MASK;
}

/** On how many of the ten days before `day` it was seen.
 *  @param bits  counted from `lastDay`, which may be before or after `day` */
export function countDaysBefore(bits: number, lastDay: number, day: number): number {
  const later = lastDay - day;
  if (later >= 0) return ones((bits >>> (later + 1)) & (MASK >>> 1));
  const kept = RECENT_DAYS + 1 + later;
  return kept <= 0 ? 0 : ones(bits & ((1 << kept) - 1));
}

/** Warren 2012, Hacker's Delight, 5-1, for 16 bits. */
function ones(bits: number): number {
  let pairs = bits - ((bits >>> 1) & 0x5555);
  pairs = (pairs & 0x3333) + ((pairs >>> 2) & 0x3333);
  pairs = (pairs + (pairs >>> 4)) & 0x0f0f;
  return (pairs + (pairs >>> 8)) & 0x1f;
}
