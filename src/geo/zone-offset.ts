const HOUR_MS = 3_600_000;

/** Local time of an IANA zone minus UTC at a moment, ms; daylight saving included.
 *  Offsets change on the hour everywhere since 1970, so one answer holds for the whole hour: each is
 *  asked of the time-zone database once.
 *  @throws RangeError when there is no such zone */
export function zoneOffsetMs(zone: string, timeMs: number): number {
  if (zone === 'UTC') return 0;
  const hour = Math.floor(timeMs / HOUR_MS);
  let offsets = offsetsByZone.get(zone);
  if (offsets === undefined) offsetsByZone.set(zone, (offsets = new Map()));
  let offset = offsets.get(hour);
  if (offset === undefined) {
    offset = lookUp(zone, hour * HOUR_MS);
    offsets.set(hour, offset);
  }
  return offset;
}

const offsetsByZone = new Map<string, Map<number, number>>();
const formats = new Map<string, Intl.DateTimeFormat>();

function lookUp(zone: string, timeMs: number): number {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(
    format.formatToParts(timeMs).map(({ type, value }) => [type, Number(value)]),
  );
  const local = Date.UTC(
    parts['year'] ?? 0,
    (parts['month'] ?? 1) - 1,
    parts['day'] ?? 1,
    parts['hour'] ?? 0,
    parts['minute'] ?? 0,
    parts['second'] ?? 0,
  );
  return local - timeMs;
}

/** The moments in [fromMs, toMs) at which a zone's offset changes, to the hour; with the offset from
 *  then on. The first entry is the offset at fromMs. */
export function zoneOffsets(
  zone: string,
  fromMs: number,
  toMs: number,
): readonly { readonly sinceMs: number; readonly offsetMs: number }[] {
  const changes = [{ sinceMs: fromMs, offsetMs: zoneOffsetMs(zone, fromMs) }];
  for (let day = fromMs; day < toMs; day += 24 * HOUR_MS) {
    const next = Math.min(day + 24 * HOUR_MS, toMs);
    const last = changes.at(-1)!;
    if (zoneOffsetMs(zone, next) === last.offsetMs) continue;
    let [low, high] = [Math.floor(day / HOUR_MS), Math.ceil(next / HOUR_MS)];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (zoneOffsetMs(zone, middle * HOUR_MS) === last.offsetMs) low = middle;
      else high = middle;
    }
    changes.push({ sinceMs: high * HOUR_MS, offsetMs: zoneOffsetMs(zone, high * HOUR_MS) });
  }
  return changes;
}
