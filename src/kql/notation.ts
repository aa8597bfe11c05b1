import { EPOCH_TICKS, TICKS_PER_DAY } from './ticks.ts';
import type { KqlType } from './types.ts';

/** A value as Kusto's REST interface writes it. Longs beyond 2^53 are bigint. */
export type KqlValue = string | number | bigint | boolean | null | object;

/** 2024-01-01T00:00:00.0000000Z from ticks since 1970. */
export function datetimeIso(ticks: bigint): string {
  const sinceStart = ticks + EPOCH_TICKS;
  const fraction = sinceStart % 10_000_000n;
  const ms = Number((ticks - fraction) / 10_000n);
  const whole = new Date(ms).toISOString().slice(0, 19);
  return `${whole}.${fraction.toString().padStart(7, '0')}Z`;
}

/** [-][d.]hh:mm:ss[.fffffff] from ticks. */
export function timespanIso(ticks: bigint): string {
  const size = ticks < 0n ? -ticks : ticks;
  const days = size / TICKS_PER_DAY;
  const part = (unit: bigint, count: bigint) => ((size / unit) % count).toString().padStart(2, '0');
  const fraction = size % 10_000_000n;
  return [
    ticks < 0n ? '-' : '',
    days > 0n ? `${days}.` : '',
    `${part(36_000_000_000n, 24n)}:${part(600_000_000n, 60n)}:${part(10_000_000n, 60n)}`,
    fraction > 0n ? `.${fraction.toString().padStart(7, '0')}` : '',
  ].join('');
}

/** A value of a result in Kusto's notation.
 *  @param value as the engine sends it with 64-bit integers, decimals and denormals as strings */
export function kqlValue(value: EngineValue, type: KqlType): KqlValue {
  return value === null || (type === 'guid' && value === '') ? null : NOTATIONS[type](value);
}

/** What the engine's JSON formats hold. */
export type EngineValue = string | number | boolean | null;

const NOTATIONS: Readonly<Record<KqlType, (value: string | number | boolean) => KqlValue>> = {
  string: (value) => value,
  guid: (value) => value,
  long: wholeNumber,
  int: wholeNumber,
  real: (value) => (typeof value === 'string' ? realName(value) : value),
  decimal: String,
  bool: (value) => value === true || value === 1 || value === '1',
  datetime: (value) => `${String(value).replace(' ', 'T')}Z`,
  timespan: (value) => timespanIso(BigInt(value)),
  dynamic: (value) => dynamicValue(String(value)),
};

function wholeNumber(value: string | number | boolean): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : BigInt(value);
}

function realName(text: string): number | string {
  const names: Readonly<Record<string, string>> = {
    nan: 'NaN',
    '-nan': 'NaN',
    inf: 'Infinity',
    '-inf': '-Infinity',
  };
  return names[text] ?? Number(text);
}

function dynamicValue(text: string): KqlValue {
  try {
    return JSON.parse(text, /\d{16}/v.test(text) ? keepWholeNumbers : undefined) as KqlValue;
  } catch {
    return text; // a log may carry anything where JSON is expected
  }
}

/** Ids are often longer than a JavaScript number is exact. */
function keepWholeNumbers(_: string, value: unknown, { source }: { source?: string } = {}) {
  const inexact = typeof value === 'number' && !Number.isSafeInteger(value);
  return inexact && source !== undefined && /^-?\d+$/v.test(source) ? BigInt(source) : value;
}
