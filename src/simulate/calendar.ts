export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Days since 1970-01-01. */
export type DayNumber = number;

/** '2026-11-20' → day. @throws RangeError for what is no date */
export function dayOf(date: string): DayNumber {
  const timeMs = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  // Date.parse takes 2026-02-30 in some engines and makes it March
  if (Number.isNaN(timeMs) || new Date(timeMs).toISOString().slice(0, 10) !== date) {
    throw new RangeError(`not a date: ${date}`);
  }
  return timeMs / DAY_MS;
}

/** Day → '2026-11-20'. */
export function dateOf(day: DayNumber): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: DayNumber): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** Public holidays on fixed dates, month and day. The larger ones only. */
const FIXED: Readonly<Record<string, readonly string[]>> = {
  NO: ['01-01', '05-01', '05-17', '12-24', '12-25', '12-26'],
  SE: ['01-01', '01-06', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31'],
  DK: ['01-01', '06-05', '12-24', '12-25', '12-26'],
  FI: ['01-01', '01-06', '05-01', '12-06', '12-24', '12-25', '12-26'],
  DE: ['01-01', '05-01', '10-03', '12-25', '12-26'],
  GB: ['01-01', '12-25', '12-26'],
  IE: ['01-01', '03-17', '12-25', '12-26'],
  NL: ['01-01', '04-27', '12-25', '12-26'],
  FR: ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'],
  CH: ['01-01', '08-01', '12-25', '12-26'],
  PL: ['01-01', '01-06', '05-01', '05-03', '08-15', '11-01', '11-11', '12-25', '12-26'],
  ES: ['01-01', '01-06', '05-01', '08-15', '10-12', '11-01', '12-06', '12-08', '12-25'],
  US: ['01-01', '06-19', '07-04', '11-11', '12-25'],
  CA: ['01-01', '07-01', '09-30', '12-25', '12-26'],
  IN: ['01-26', '08-15', '10-02', '12-25'],
  SG: ['01-01', '05-01', '08-09', '12-25'],
  AU: ['01-01', '01-26', '04-25', '12-25', '12-26'],
  BR: ['01-01', '04-21', '05-01', '09-07', '10-12', '11-02', '11-15', '12-25'],
};

/** Holidays that move with Easter, in days after Easter Sunday. */
const EASTER: Readonly<Record<string, readonly number[]>> = {
  NO: [-3, -2, 1, 39, 50],
  SE: [-2, 1, 39],
  DK: [-3, -2, 1, 39, 50],
  FI: [-2, 1, 39],
  DE: [-2, 1, 39, 50],
  GB: [-2, 1],
  IE: [1],
  NL: [1, 39, 50],
  FR: [1, 39, 50],
  CH: [-2, 1, 39, 50],
  PL: [1, 60],
  ES: [-2],
  CA: [-2],
  AU: [-2, 1],
  BR: [-2, 60],
};

/** Whether most people of a country do not work that day; countries without a table have no holidays. */
export function isHoliday(country: string, day: DayNumber): boolean {
  const date = dateOf(day);
  if (FIXED[country]?.includes(date.slice(5)) === true) return true;
  const afterEaster = day - easterOf(Number(date.slice(0, 4)));
  return EASTER[country]?.includes(afterEaster) === true || isThanksgiving(country, date, day);
}

/** The fourth Thursday of November. */
function isThanksgiving(country: string, date: string, day: DayNumber): boolean {
  const dayOfMonth = Number(date.slice(8));
  const isFourth = dayOfMonth >= 22 && dayOfMonth <= 28;
  return country === 'US' && date.slice(5, 7) === '11' && isFourth && weekdayOf(day) === 4;
}

/** Easter Sunday of a year: the anonymous Gregorian algorithm, Meeus, Astronomical Algorithms, ch. 8. */
export function easterOf(year: number): DayNumber {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const shifted = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(shifted / 31) - 1, (shifted % 31) + 1) / DAY_MS;
}
