import { quote } from '../literals.ts';
import { ticksOf } from '../convert.ts';
import { sqlOf, type Sql } from '../types.ts';
import { bound, constantText, type Call, type FunctionTable } from './function.ts';

/** format_datetime(), format_timespan(). */
export const formatTimeFunctions: FunctionTable = {
  format_datetime: (call) => formatted(call, 'datetime'),
  format_timespan: (call) => formatted(call, 'timespan'),
};

type Piece = (time: string) => string;

const padded = (sql: string, width: number): string => `leftPad(toString(${sql}), ${width}, '0')`;

const DATETIME: Readonly<Record<string, Piece>> = {
  yyyy: (time) => padded(`toYear(${time})`, 4),
  yy: (time) => padded(`toYear(${time}) % 100`, 2),
  MM: (time) => padded(`toMonth(${time})`, 2),
  M: (time) => `toString(toMonth(${time}))`,
  dd: (time) => padded(`toDayOfMonth(${time})`, 2),
  d: (time) => `toString(toDayOfMonth(${time}))`,
  HH: (time) => padded(`toHour(${time})`, 2),
  H: (time) => `toString(toHour(${time}))`,
  hh: (time) => padded(`(toHour(${time}) + 11) % 12 + 1`, 2),
  h: (time) => `toString((toHour(${time}) + 11) % 12 + 1)`,
  mm: (time) => padded(`toMinute(${time})`, 2),
  m: (time) => `toString(toMinute(${time}))`,
  ss: (time) => padded(`toSecond(${time})`, 2),
  s: (time) => `toString(toSecond(${time}))`,
  tt: (time) => `if(toHour(${time}) < 12, 'AM', 'PM')`,
};

const size = (ticks: string): string => `abs(${ticks})`;
const unit = (ticks: string, length: string, count: number): string =>
  `intDiv(${size(ticks)}, ${length}) % ${count}`;

const TIMESPAN: Readonly<Record<string, Piece>> = {
  hh: (ticks) => padded(unit(ticks, '36000000000', 24), 2),
  h: (ticks) => `toString(${unit(ticks, '36000000000', 24)})`,
  HH: (ticks) => padded(unit(ticks, '36000000000', 24), 2),
  H: (ticks) => `toString(${unit(ticks, '36000000000', 24)})`,
  mm: (ticks) => padded(unit(ticks, '600000000', 60), 2),
  m: (ticks) => `toString(${unit(ticks, '600000000', 60)})`,
  ss: (ticks) => padded(unit(ticks, '10000000', 60), 2),
  s: (ticks) => `toString(${unit(ticks, '10000000', 60)})`,
};

/** The characters that may stand between; Kusto refuses all others. */
const SEPARATORS = /^[ \/\-:,._\[\]]/v;

function formatted(call: Call, type: 'datetime' | 'timespan'): Sql {
  const time = bound(call, 0, type);
  const pieces = piecesOf(constantText(call, 1), time, type, call);
  const sign = type === 'timespan' ? [`if(${time} < 0, '-', '')`] : [];
  const all = [...sign, ...pieces, `''`, `''`];
  return sqlOf(`ifNull(concat(${all.join(', ')}), '')`, 'string');
}

function piecesOf(
  format: string,
  time: string,
  type: 'datetime' | 'timespan',
  call: Call,
): readonly string[] {
  const table = type === 'datetime' ? DATETIME : TIMESPAN;
  const ticks = type === 'datetime' ? ticksOf(time) : size(time);
  const made: string[] = [];
  let rest = format;
  while (rest !== '') {
    const fraction = /^(?:f{1,7}|F{1,7})/v.exec(rest)?.[0];
    const days = type === 'timespan' ? /^d{1,8}/v.exec(rest)?.[0] : undefined;
    const word = Object.keys(table).find((each) => rest.startsWith(each));
    if (fraction !== undefined) {
      made.push(fractionOf(ticks, fraction));
      rest = rest.slice(fraction.length);
    } else if (days !== undefined) {
      made.push(daysOf(ticks, days.length));
      rest = rest.slice(days.length);
    } else if (word !== undefined) {
      made.push(table[word]?.(time) ?? `''`);
      rest = rest.slice(word.length);
    } else if (SEPARATORS.test(rest)) {
      made.push(quote(rest.charAt(0)));
      rest = rest.slice(1);
    } else {
      call.node.refuse(`"${rest.charAt(0)}" is not allowed in a format.`);
    }
  }
  return made;
}

/** Digits of the second's fraction; capital F leaves zeros at the end away. */
function fractionOf(ticks: string, letters: string): string {
  const digits = `substring(leftPad(toString(positiveModulo(${ticks}, 10000000)), 7, '0'), 1, ${letters.length})`;
  return letters.startsWith('F') ? `trimRight(${digits}, '0')` : digits;
}

/** leftPad() of the engine cuts what is longer. */
function daysOf(ticks: string, width: number): string {
  const days = `toString(intDiv(${ticks}, 864000000000))`;
  return `leftPad(${days}, greatest(${width}, length(${days})), '0')`;
}
