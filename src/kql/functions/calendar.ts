import { datetimeOf, ticksOf } from '../convert.ts';
import { EPOCH_TICKS, TICKS_PER_DAY } from '../ticks.ts';
import { sqlOf, type Sql } from '../types.ts';
import {
  argAs,
  constantText,
  type Call,
  type FunctionTable,
  type ScalarFunction,
} from './function.ts';

/** Ticks since the year 1: never negative, so that remainders are what they seem. */
const sinceStart = (time: string): string => `(${ticksOf(time)} + ${EPOCH_TICKS})`;
const DAY = TICKS_PER_DAY.toString();

/** A day of the week from 0 = Sunday: the year 1 began on a Monday. */
export const dayOfWeek = (time: string): string =>
  `((intDiv(${sinceStart(time)}, ${DAY}) + 1) % 7)`;
export const startOfDay = (time: string): string =>
  `(${ticksOf(time)} - ${sinceStart(time)} % ${DAY})`;
export const startOfWeek = (time: string): string =>
  `(${startOfDay(time)} - ${dayOfWeek(time)} * ${DAY})`;
const monthOf = (time: string): string => `(toYear(${time}) * 12 + toMonth(${time}) - 1)`;

/** Midnight of the first of a month, counted from the year 0, in ticks since 1970. */
export function monthTicks(month: string): string {
  return ticksOf(`addMonths(toDateTime64('0001-01-01 00:00:00', 7, 'UTC'), ${month} - 12)`);
}

const part =
  (sql: (time: string) => string): ScalarFunction =>
  (call) => {
    const time = argAs(call, 0, 'datetime');
    return sqlOf(`toInt64(${sql(call.scope.bindSql(time.sql))})`, call.type, time.nullable);
  };

/** Parts of a date, and where days, weeks, months and years begin and end. */
export const calendarFunctions: FunctionTable = {
  dayofmonth: part((time) => `toDayOfMonth(${time})`),
  dayofyear: part((time) => `toDayOfYear(${time})`),
  getmonth: part((time) => `toMonth(${time})`),
  getyear: part((time) => `toYear(${time})`),
  hourofday: part((time) => `toHour(${time})`),
  monthofyear: part((time) => `toMonth(${time})`),
  week_of_year: part((time) => `toISOWeek(${time})`),
  weekofyear: part((time) => `toISOWeek(${time})`),
  dayofweek: (call) => {
    const time = argAs(call, 0, 'datetime');
    return sqlOf(
      `(${dayOfWeek(call.scope.bindSql(time.sql))} * ${DAY})`,
      'timespan',
      time.nullable,
    );
  },
  datetime_part: datetimePart,
  datepart: datetimePart,
  startofday: (call) => shifted(call, (time, count) => `${startOfDay(time)} + ${count} * ${DAY}`),
  startofweek: (call) =>
    shifted(call, (time, count) => `${startOfWeek(time)} + ${count} * 7 * ${DAY}`),
  startofmonth: (call) => shifted(call, (time, count) => monthTicks(`${monthOf(time)} + ${count}`)),
  startofyear: (call) =>
    shifted(call, (time, count) => monthTicks(`(toYear(${time}) + ${count}) * 12`)),
  endofday: (call) =>
    shifted(call, (time, count) => `${startOfDay(time)} + (${count} + 1) * ${DAY} - 1`),
  endofweek: (call) =>
    shifted(call, (time, count) => `${startOfWeek(time)} + (${count} + 1) * 7 * ${DAY} - 1`),
  endofmonth: (call) =>
    shifted(call, (time, count) => lastTickOfMonth(`${monthOf(time)} + ${count}`)),
  endofyear: (call) =>
    shifted(call, (time, count) => lastTickOfMonth(`(toYear(${time}) + ${count}) * 12 + 11`)),
};

/** The last month of 9999 has no next one, so its last day is asked for. */
function lastTickOfMonth(month: string): string {
  const first = `addMonths(toDateTime64('0001-01-01 00:00:00', 7, 'UTC'), ${month} - 12)`;
  return `${ticksOf(first)} + toDayOfMonth(toLastDayOfMonth(${first})) * ${DAY} - 1`;
}

/** A function of a time and a number of periods to move on; null outside the years 1 to 9999. */
function shifted(call: Call, ticks: (time: string, count: string) => string): Sql {
  const { scope } = call;
  const time = argAs(call, 0, 'datetime');
  const count = call.args[1] === undefined ? '0' : scope.bindSql(argAs(call, 1, 'long').sql);
  const moved = scope.bindSql(ticks(scope.bindSql(time.sql), count));
  return sqlOf(datetimeOf(moved), 'datetime');
}

const PARTS: Readonly<Record<string, (time: string) => string>> = {
  year: (time) => `toYear(${time})`,
  quarter: (time) => `toQuarter(${time})`,
  month: (time) => `toMonth(${time})`,
  week_of_year: (time) => `toISOWeek(${time})`,
  weekofyear: (time) => `toISOWeek(${time})`,
  day: (time) => `toDayOfMonth(${time})`,
  dayofyear: (time) => `toDayOfYear(${time})`,
  hour: (time) => `toHour(${time})`,
  minute: (time) => `toMinute(${time})`,
  second: (time) => `toSecond(${time})`,
  millisecond: (time) => `intDiv(${sinceStart(time)} % 10000000, 10000)`,
  microsecond: (time) => `intDiv(${sinceStart(time)} % 10000000, 10)`,
  nanosecond: (time) => `(${sinceStart(time)} % 10000000 * 100)`,
};

function datetimePart(call: Call): Sql {
  const name = constantText(call, 0).toLowerCase();
  const sql = PARTS[name] ?? call.node.refuse(`A datetime has no part "${name}".`);
  const time = argAs(call, 1, 'datetime');
  return sqlOf(`toInt64(${sql(call.scope.bindSql(time.sql))})`, call.type, time.nullable);
}

/** Months since the year 0 of a time. */
export function monthNumber(time: string): string {
  return monthOf(time);
}
