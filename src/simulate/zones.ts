import { HOUR_MS, MINUTE_MS } from './calendar.ts';

/** When the clocks change. */
type Rule = 'none' | 'eu' | 'us' | 'sydney';

/** IANA zone → minutes ahead of UTC in winter, and the rule of its daylight saving. Own table instead of
 *  Intl, so that every machine makes the same tenant whatever version of the tz database it has; a test
 *  holds it against Intl. Rules as in force since 2007 (eu: EU directive 2000/84/EC; us: Energy Policy
 *  Act 2005; sydney: New South Wales, since 2008). */
const ZONES: Readonly<Record<string, readonly [minutes: number, rule: Rule]>> = {
  'Europe/Oslo': [60, 'eu'],
  'Europe/Stockholm': [60, 'eu'],
  'Europe/Copenhagen': [60, 'eu'],
  'Europe/Helsinki': [120, 'eu'],
  'Europe/Berlin': [60, 'eu'],
  'Europe/London': [0, 'eu'],
  'Europe/Dublin': [0, 'eu'],
  'Europe/Lisbon': [0, 'eu'],
  'Europe/Paris': [60, 'eu'],
  'Europe/Amsterdam': [60, 'eu'],
  'Europe/Brussels': [60, 'eu'],
  'Europe/Zurich': [60, 'eu'],
  'Europe/Vienna': [60, 'eu'],
  'Europe/Madrid': [60, 'eu'],
  'Europe/Rome': [60, 'eu'],
  'Europe/Warsaw': [60, 'eu'],
  'Europe/Prague': [60, 'eu'],
  'Europe/Athens': [120, 'eu'],
  'Europe/Bucharest': [120, 'eu'],
  'Europe/Kyiv': [120, 'eu'],
  'Europe/Istanbul': [180, 'none'],
  'Europe/Moscow': [180, 'none'],
  'America/New_York': [-300, 'us'],
  'America/Chicago': [-360, 'us'],
  'America/Denver': [-420, 'us'],
  'America/Los_Angeles': [-480, 'us'],
  'America/Toronto': [-300, 'us'],
  'America/Mexico_City': [-360, 'none'],
  'America/Sao_Paulo': [-180, 'none'],
  'America/Bogota': [-300, 'none'],
  'Asia/Kolkata': [330, 'none'],
  'Asia/Singapore': [480, 'none'],
  'Asia/Tokyo': [540, 'none'],
  'Asia/Hong_Kong': [480, 'none'],
  'Asia/Shanghai': [480, 'none'],
  'Asia/Bangkok': [420, 'none'],
  'Asia/Ho_Chi_Minh': [420, 'none'],
  'Asia/Jakarta': [420, 'none'],
  'Asia/Dubai': [240, 'none'],
  'Africa/Johannesburg': [120, 'none'],
  'Africa/Lagos': [60, 'none'],
  'Africa/Nairobi': [180, 'none'],
  'Australia/Sydney': [600, 'sydney'],
};

export const zoneNames: readonly string[] = Object.keys(ZONES);

/** Minutes that the clocks of a zone are ahead of UTC.
 *  @throws RangeError for a zone that is not in the table */
export function offsetMinutes(zone: string, timeMs: number): number {
  const [minutes, rule] = zoneOf(zone);
  return minutes + (isDaylightSaving(rule, minutes, timeMs) ? 60 : 0);
}

/** The instant at which the clocks of a zone show `wallMs` (wall time written as if it were UTC). A time
 *  that a change skips is an hour later; of one that comes twice it is the first.
 *  @returns epoch ms */
export function utcOf(zone: string, wallMs: number): number {
  const [minutes] = zoneOf(zone);
  const guess = wallMs - minutes * MINUTE_MS;
  const shift = offsetMinutes(zone, guess - HOUR_MS) - minutes;
  return guess - shift * MINUTE_MS;
}

function zoneOf(zone: string) {
  const found = ZONES[zone];
  if (found === undefined) throw new RangeError(`unknown time zone: ${zone}`);
  return found;
}

const CHANGES = new Map<string, readonly [startMs: number, endMs: number]>();

function isDaylightSaving(rule: Rule, minutes: number, timeMs: number): boolean {
  if (rule === 'none') return false;
  const year = new Date(timeMs).getUTCFullYear();
  const key = `${rule}${minutes}/${year}`;
  let changes = CHANGES.get(key);
  if (changes === undefined) CHANGES.set(key, (changes = changesOf(rule, minutes, year)));
  const [start, end] = changes;
  return start < end ? timeMs >= start && timeMs < end : timeMs >= start || timeMs < end;
}

/** Begin and end of daylight saving in one year, epoch ms; in the south the end comes first. */
function changesOf(
  rule: Exclude<Rule, 'none'>,
  minutes: number,
  year: number,
): readonly [number, number] {
  if (rule === 'eu') return [lastSunday(year, 2) + HOUR_MS, lastSunday(year, 9) + HOUR_MS];
  const standardMs = minutes * MINUTE_MS;
  const twoOClock = (sundayMs: number) => sundayMs + 2 * HOUR_MS - standardMs;
  if (rule === 'us') {
    // The clocks go back at two by summer time, which is one by winter time.
    return [twoOClock(nthSunday(year, 2, 2)), twoOClock(nthSunday(year, 10, 1)) - HOUR_MS];
  }
  return [twoOClock(nthSunday(year, 9, 1)), twoOClock(nthSunday(year, 3, 1))];
}

/** @param month  0 = January */
function nthSunday(year: number, month: number, nth: number): number {
  const first = new Date(Date.UTC(year, month, 1)).getUTCDay();
  return Date.UTC(year, month, 1 + ((7 - first) % 7) + (nth - 1) * 7);
}

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0));
  return Date.UTC(year, month, last.getUTCDate() - last.getUTCDay());
}
