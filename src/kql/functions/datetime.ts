import { convert, datetimeOf, ticksOf } from '../convert.ts';
import { quote } from '../literals.ts';
import { EPOCH_TICKS } from '../ticks.ts';
import { sqlOf, type Sql } from '../types.ts';
import { monthNumber, monthTicks, startOfDay, startOfWeek } from './calendar.ts';
import { arg, argAs, bound, constantText, type Call, type FunctionTable } from './function.ts';

/** Lengths in ticks of the periods that have one. */
const PERIODS: Readonly<Record<string, bigint>> = {
  day: 864_000_000_000n,
  hour: 36_000_000_000n,
  minute: 600_000_000n,
  second: 10_000_000n,
  millisecond: 10_000n,
  microsecond: 10n,
};

const MONTHS: Readonly<Record<string, number>> = { year: 12, quarter: 3, month: 1 };

/** Making, moving and subtracting times. */
export const datetimeFunctions: FunctionTable = {
  datetime_add: (call) => added(call),
  datetime_diff: (call) => difference(call),
  make_datetime: (call) => made(call),
  make_timespan: (call) => madeSpan(call),
  unixtime_seconds_todatetime: (call) => fromUnix(call, 10_000_000),
  unixtime_milliseconds_todatetime: (call) => fromUnix(call, 10_000),
  unixtime_microseconds_todatetime: (call) => fromUnix(call, 10),
  unixtime_nanoseconds_todatetime: (call) => fromUnix(call, 0.01),
  datetime_utc_to_local: (call) => {
    const zone = quote(zoneOf(call));
    const time = bound(call, 0, 'datetime');
    const offset = `timeZoneOffset(toTimeZone(${time}, ${zone}))`;
    const ticks = call.scope.bindSql(`${ticksOf(time)} + ${offset} * 10000000`);
    return sqlOf(datetimeOf(ticks), 'datetime');
  },
  datetime_local_to_utc: (call) => {
    const zone = quote(zoneOf(call));
    const time = bound(call, 0, 'datetime');
    const local = `toDateTime64(toString(${time}), 7, ${zone})`;
    const ticks = call.scope.bindSql(ticksOf(`toTimeZone(${local}, 'UTC')`));
    return sqlOf(datetimeOf(ticks), 'datetime');
  },
};

function zoneOf(call: Call): string {
  const zone = constantText(call, 1);
  const known = Intl.supportedValuesOf('timeZone').find(
    (name) => name.toLowerCase() === zone.toLowerCase(),
  );
  return known ?? (zone === 'UTC' ? zone : call.node.refuse(`There is no time zone "${zone}".`));
}

function added(call: Call): Sql {
  const { scope } = call;
  const period = constantText(call, 0).toLowerCase();
  const [count, time] = [bound(call, 1, 'long'), bound(call, 2, 'datetime')];
  const months = MONTHS[period];
  if (months !== undefined) return addedMonths(call, `${count} * ${months}`, time);
  const length =
    period === 'week' ? 7n * 864_000_000_000n : period === 'nanosecond' ? 0n : PERIODS[period];
  if (length === undefined) return call.node.refuse(`There is no period "${period}".`);
  const shift = length === 0n ? `intDiv(${count}, 100)` : `${count} * ${length}`;
  const ticks = scope.bindSql(`${ticksOf(time)} + ${shift}`);
  return sqlOf(datetimeOf(ticks), 'datetime');
}

/** A day that the month does not have becomes its last. */
function addedMonths(call: Call, count: string, time: string): Sql {
  const month = call.scope.bindSql(`${monthNumber(time)} + ${count}`);
  return sqlOf(
    `if(ifNull(${month} BETWEEN 12 AND 119999, false), addMonths(${time}, toInt32(${count})), NULL)`,
    'datetime',
  );
}

/** How often the boundary of a period lies between two times. */
function difference(call: Call): Sql {
  const period = constantText(call, 0).toLowerCase();
  const nullable = arg(call, 1).nullable || arg(call, 2).nullable;
  const [a, b] = [bound(call, 1, 'datetime'), bound(call, 2, 'datetime')];
  const whole = (sql: (time: string) => string) =>
    sqlOf(`toInt64(${sql(a)} - ${sql(b)})`, call.type, nullable);
  switch (period) {
    case 'year':
      return whole((time) => `toYear(${time})`);
    case 'quarter':
      return whole((time) => `(toYear(${time}) * 4 + toQuarter(${time}))`);
    case 'month':
      return whole(monthNumber);
    case 'week':
      // Kusto alone knows why this one is a real.
      return sqlOf(`((${startOfWeek(a)} - ${startOfWeek(b)}) / 6048000000000)`, 'real', nullable);
    case 'day':
      return sqlOf(
        `intDiv(${startOfDay(a)} - ${startOfDay(b)}, 864000000000)`,
        call.type,
        nullable,
      );
    case 'nanosecond':
      return whole((time) => `(${ticksOf(time)} * 100)`);
    default: {
      const length = PERIODS[period] ?? call.node.refuse(`There is no period "${period}".`);
      return whole((time) => `intDiv(${ticksOf(time)} + ${EPOCH_TICKS}, ${length})`);
    }
  }
}

/** make_datetime(year, month, day, hour, minute, second); null where there is no such time. */
function made(call: Call): Sql {
  const { scope } = call;
  const part = (place: number, absent: string) =>
    call.args[place] === undefined ? absent : bound(call, place, 'long');
  const [year, month, day] = [part(0, '1'), part(1, '1'), part(2, '1')];
  const [hour, minute] = [part(3, '0'), part(4, '0')];
  const second = call.args[5] === undefined ? '0' : bound(call, 5, 'real');
  const first = scope.bindSql(
    `if(ifNull(${year} BETWEEN 1 AND 9999 AND ${month} BETWEEN 1 AND 12, false), ${year} * 12 + ${month} - 1, NULL)`,
  );
  const days = `toDayOfMonth(toLastDayOfMonth(addMonths(toDateTime64('0001-01-01 00:00:00', 7, 'UTC'), ${first} - 12)))`;
  const valid = `ifNull(${day} BETWEEN 1 AND ${days} AND ${hour} BETWEEN 0 AND 23 AND ${minute} BETWEEN 0 AND 59 AND ${second} >= 0 AND ${second} < 60, false)`;
  const ticks = scope.bindSql(
    `${monthTicks(first)} + (((${day} - 1) * 24 + ${hour}) * 60 + ${minute}) * 600000000 + toInt64(round(${second} * 10000000))`,
  );
  return sqlOf(`if(${valid}, ${datetimeOf(ticks)}, NULL)`, 'datetime');
}

/** make_timespan(hour, minute), (hour, minute, second) or (day, hour, minute, second). */
function madeSpan(call: Call): Sql {
  const count = call.args.length;
  const offset = count === 4 ? 0 : -1;
  const part = (place: number) =>
    place + offset < 0 || place + offset >= count ? '0' : bound(call, place + offset, 'long');
  const [day, hour, minute] = [part(0), part(1), part(2)];
  const second = count < 3 ? '0' : call.scope.bindSql(argAs(call, count - 1, 'real').sql);
  const valid = `ifNull(${hour} BETWEEN 0 AND 23 AND ${minute} BETWEEN 0 AND 59 AND ${second} >= 0 AND ${second} < 60, false)`;
  const ticks = `((${day} * 24 + ${hour}) * 60 + ${minute}) * 600000000 + toInt64(round(${second} * 10000000))`;
  return sqlOf(`if(${valid}, ${ticks}, NULL)`, 'timespan');
}

function fromUnix(call: Call, ticksPerUnit: number): Sql {
  const { scope } = call;
  const value = arg(call, 0);
  const isReal = value.type === 'real' && ticksPerUnit >= 1;
  const number = isReal ? value : convert(value, 'long', scope);
  const scaled =
    ticksPerUnit < 1
      ? `intDiv(${number.sql}, ${1 / ticksPerUnit})`
      : `${number.sql} * ${ticksPerUnit}`;
  const ticks = scope.bindSql(isReal ? `accurateCastOrNull(trunc(${scaled}), 'Int64')` : scaled);
  return sqlOf(datetimeOf(ticks), 'datetime');
}
