import { isDatetimeTicks, TICKS_PER_DAY, TICKS_PER_SECOND } from './ticks.ts';

const UNIT_TICKS: Readonly<Record<string, bigint>> = {
  d: TICKS_PER_DAY,
  day: TICKS_PER_DAY,
  days: TICKS_PER_DAY,
  h: 36_000_000_000n,
  hr: 36_000_000_000n,
  hrs: 36_000_000_000n,
  hour: 36_000_000_000n,
  hours: 36_000_000_000n,
  m: 600_000_000n,
  min: 600_000_000n,
  minute: 600_000_000n,
  minutes: 600_000_000n,
  s: TICKS_PER_SECOND,
  sec: TICKS_PER_SECOND,
  second: TICKS_PER_SECOND,
  seconds: TICKS_PER_SECOND,
  ms: 10_000n,
  milli: 10_000n,
  millis: 10_000n,
  millisec: 10_000n,
  millisecond: 10_000n,
  milliseconds: 10_000n,
  micro: 10n,
  micros: 10n,
  microsec: 10n,
  microsecond: 10n,
  microseconds: 10n,
  nano: 0n,
  tick: 1n,
  ticks: 1n,
};

/** Ticks of a timespan as Kusto writes it: 1.5h, 02:03:04.5, 1.02:03:04, 30 seconds, a number of
 *  days; undefined when it is none. */
export function timespanTicks(text: string): bigint | undefined {
  const trimmed = text.trim().replaceAll(/^["']|["']$/gv, '');
  const unit = /^(?<amount>[\-+]?\d+(?:\.\d+)?(?:[eE][\-+]?\d+)?)\s*(?<unit>[a-z]+)?$/v.exec(
    trimmed,
  )?.groups;
  if (unit !== undefined) {
    const factor = UNIT_TICKS[unit['unit'] ?? 'd'];
    if (factor === undefined) return undefined;
    return scaled(unit['amount'] ?? '0', factor);
  }
  const clock =
    /^(?<sign>-)?(?:(?<days>\d+)\.)?(?<hours>\d{1,2}):(?<minutes>\d{1,2})(?::(?<seconds>\d{1,2})(?:\.(?<fraction>\d{1,7}))?)?$/v.exec(
      trimmed,
    )?.groups;
  if (clock === undefined) return undefined;
  const part = (name: string) => BigInt(clock[name] ?? 0);
  if (part('hours') > 23n || part('minutes') > 59n || part('seconds') > 59n) return undefined;
  const seconds =
    ((part('days') * 24n + part('hours')) * 60n + part('minutes')) * 60n + part('seconds');
  const ticks = seconds * TICKS_PER_SECOND + BigInt((clock['fraction'] ?? '').padEnd(7, '0'));
  return clock['sign'] === undefined ? ticks : -ticks;
}

function scaled(amount: string, factor: bigint): bigint {
  if (/^[\-+]?\d+$/v.test(amount)) return BigInt(amount) * factor;
  return BigInt(Math.round(Number(amount) * Number(factor)));
}

/** Ticks since 1970 of a datetime as Kusto reads it; undefined when it is none or too far away. */
export function datetimeTicks(text: string): bigint | undefined {
  const trimmed = text.trim().replaceAll(/^["']|["']$/gv, '');
  const iso =
    /^(?<year>\d{4})(?:-(?<month>\d{1,2})(?:-(?<day>\d{1,2}))?)?(?:[T ]+(?<hour>\d{1,2}):(?<minute>\d{1,2})(?::(?<second>\d{1,2})(?:\.(?<fraction>\d+))?)?)?\s*(?<zone>Z|[\-+]\d{1,2}:?\d{2})?$/v.exec(
      trimmed,
    )?.groups;
  if (iso !== undefined) return partsToTicks(iso);
  const compact =
    /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?:[T ]?(?<hour>\d{2}):?(?<minute>\d{2})(?::?(?<second>\d{2})(?:\.(?<fraction>\d+))?)?)?(?<zone>Z)?$/v.exec(
      trimmed,
    )?.groups;
  if (compact !== undefined) return partsToTicks(compact);
  // RFC 822/850, and month/day/year, which Kusto reads too.
  const american =
    /^(?<month>\d{1,2})[\/\-](?<day>\d{1,2})[\/\-](?<year>\d{4})(?:[T ]+(?<hour>\d{1,2}):(?<minute>\d{1,2})(?::(?<second>\d{1,2})(?:\.(?<fraction>\d+))?)?)?(?<zone>Z)?$/v.exec(
      trimmed,
    )?.groups;
  if (american !== undefined) return partsToTicks(american);
  return /^(?:[A-Z][a-z]+, ?)?\d{1,2}[ \-][A-Z][a-z]{2}[ \-]\d{2,4}/v.test(trimmed)
    ? nativeTicks(trimmed)
    : undefined;
}

function nativeTicks(text: string): bigint | undefined {
  const ms = Date.parse(/Z|GMT|UTC|[\-+]\d{4}$/v.test(text) ? text : `${text} UTC`);
  return Number.isNaN(ms) ? undefined : BigInt(ms) * 10_000n;
}

function partsToTicks(parts: Record<string, string | undefined>): bigint | undefined {
  const part = (name: string, absent: number) =>
    parts[name] === undefined ? absent : Number(parts[name]);
  const [year, month, day] = [part('year', 1), part('month', 1), part('day', 1)];
  const [hour, minute, second] = [part('hour', 0), part('minute', 0), part('second', 0)];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const valid =
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  if (!valid) return undefined;
  const fraction = BigInt((parts['fraction'] ?? '').slice(0, 7).padEnd(7, '0'));
  const ticks = BigInt(date.getTime()) * 10_000n + fraction - zoneTicks(parts['zone']);
  return isDatetimeTicks(ticks) ? ticks : undefined;
}

function zoneTicks(zone: string | undefined): bigint {
  const found = /^(?<sign>[\-+])(?<hours>\d{1,2}):?(?<minutes>\d{2})$/v.exec(zone ?? '')?.groups;
  if (found === undefined) return 0n;
  const minutes = BigInt(found['hours'] ?? 0) * 60n + BigInt(found['minutes'] ?? 0);
  return (found['sign'] === '-' ? -minutes : minutes) * 600_000_000n;
}
