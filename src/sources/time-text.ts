/** ISO 8601, also with a space for the T, one-digit hours, no zone (= UTC). */
const ISO =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d{1,2}):(\d\d):(\d\d)(?:[.,](\d{1,12}))?\s?(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/** 6/15/2026, 3:50:21.604 PM; 12/12/2025 3:03:58 PM +01:00; 9/5/2023 16:41. */
const SLASHES =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4}),?\s+(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,12}))?)?\s*([AP]M)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i;

/** Windows PowerShell's ConvertTo-Json. */
const DOT_NET = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/;

/** Logs outside are placeholders (0001-01-01) or mistakes. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2261;

export interface TimeOptions {
  /** 9/5/2023 is 9 May instead of 5 September */
  readonly isDayFirst?: boolean;
}

/** A time of a log as 'YYYY-MM-DDTHH:MM:SS.fffffffZ', UTC, 100 ns; further digits are cut off.
 *  Times without a zone are UTC. In dates with slashes the month comes first unless `isDayFirst`
 *  says otherwise or the number cannot be a month.
 *  Numbers are seconds or milliseconds since 1970, as their size tells.
 *  @returns null for what is no time, such as the 30th of February or the year 1 */
export function timeText(value: unknown, options: TimeOptions = {}): string | null {
  if (typeof value === 'number') return epochText(value);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  const iso = ISO.exec(text);
  if (iso !== null) return isoText(iso);
  const slashes = SLASHES.exec(text);
  if (slashes !== null) return slashesText(slashes, options.isDayFirst === true);
  const dotNet = DOT_NET.exec(text);
  return dotNet === null ? null : epochText(Number(dotNet[1]));
}

function isoText(match: RegExpExecArray): string | null {
  const [
    ,
    year = '',
    month = '',
    day = '',
    hour = '',
    minute = '',
    second = '',
    fraction = '',
    zone,
  ] = match;
  return compose(
    [Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second)],
    fraction,
    zone,
  );
}

function slashesText(match: RegExpExecArray, isDayFirst: boolean): string | null {
  const [, first = '', second = '', year = '', hour = '', minute = '', seconds = '0'] = match;
  const [fraction = '', half, zone] = match.slice(7);
  const dayComes = isDayFirst || Number(first) > 12 ? 'first' : 'second';
  const [day, month] = dayComes === 'first' ? [first, second] : [second, first];
  const hours = half === undefined ? Number(hour) : hoursOf24(Number(hour), half);
  return compose(
    [Number(year), Number(month), Number(day), hours, Number(minute), Number(seconds)],
    fraction,
    zone,
  );
}

/** NaN when the clock has no such hour. */
function hoursOf24(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
}

/** @param parts  year, month 1-12, day, hour, minute, second */
function compose(
  parts: readonly [number, number, number, number, number, number],
  fraction: string,
  zone: string | undefined,
): string | null {
  const [year, month, day, hour, minute, second] = parts;
  if (year < FIRST_YEAR || year > LAST_YEAR) return null;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  if (!(hour <= 23) || minute > 59 || second > 59) return null;
  const offset = offsetMinutes(zone);
  const digits = fraction.slice(0, 7).padEnd(7, '0');
  if (offset === 0) {
    return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}.${digits}Z`;
  }
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute - offset, second));
  return `${utc.toISOString().slice(0, 19)}.${digits}Z`;
}

function epochText(value: number): string | null {
  if (!Number.isFinite(value)) return null;
  // 1e11 seconds are the year 5138, 1e11 milliseconds are March 1973
  const ms = Math.abs(value) < 1e11 ? value * 1000 : value;
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return null;
  const year = date.getUTCFullYear();
  if (year < FIRST_YEAR + 1 || year > LAST_YEAR) return null;
  return `${date.toISOString().slice(0, 23)}0000Z`;
}

function offsetMinutes(zone: string | undefined): number {
  if (zone === undefined || /^(?:Z|UTC)$/i.test(zone)) return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4));
  return zone.startsWith('-') ? -minutes : minutes;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
