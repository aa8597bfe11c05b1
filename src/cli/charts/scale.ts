export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** Where a value stands on an axis. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly Tick[];
  /** place in [0, 1]; NaN for what a logarithm cannot show */
  readonly at: (value: number) => number;
}

/** A linear axis whose ends are ticks, about `count` of them at steps of 1, 2 or 5.
 *  @param fixed  ends that the query asks for; null = from the values */
export function linearScale(
  values: readonly number[],
  count: number,
  fixed: readonly [number | null, number | null] = [null, null],
): Scale {
  const { least, most } = extent(values);
  const [low, high] = [fixed[0] ?? least, fixed[1] ?? most];
  const span = high > low ? high - low : Math.max(1, Math.abs(high));
  const step = niceStep(span / Math.max(1, count));
  const from = fixed[0] ?? Math.floor(low / step) * step;
  const to = fixed[1] ?? Math.max(Math.ceil(high / step - 1e-9) * step, from + step);
  const ticks: Tick[] = [];
  for (let index = Math.ceil(from / step - 1e-9); index * step <= to + step * 1e-9; index++) {
    const value = Number((index * step).toPrecision(12));
    ticks.push({ value, label: numberLabel(value, step) });
  }
  return { from, to, ticks, at: (value) => (value - from) / (to - from || 1) };
}

/** A logarithmic axis over the positive values, ticks at powers of ten. */
export function logScale(values: readonly number[]): Scale {
  const { least, most } = extent(values.filter((value) => value > 0));
  const low = Math.floor(Math.log10(least || 1));
  const high = Math.max(low + 1, Math.ceil(Math.log10(most || 10)));
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => {
    const value = 10 ** (low + index);
    return { value, label: numberLabel(value, value) };
  });
  const at = (value: number): number =>
    value > 0 ? (Math.log10(value) - low) / (high - low) : Number.NaN;
  return { from: 10 ** low, to: 10 ** high, ticks, at };
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS_MS = [
  ...[1, 5, 15, 30].map((count) => count * SECOND),
  ...[1, 5, 15, 30].map((count) => count * MINUTE),
  ...[1, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 365].map((count) => count * DAY),
];

/** A time axis from the first to the last time, UTC, at most about `count` ticks. */
export function timeScale(values: readonly number[], count: number): Scale {
  const { least: from, most } = extent(values);
  const to = most > from ? most : from + DAY;
  const step = STEPS_MS.find((each) => (to - from) / each <= count) ?? niceYears(to - from, count);
  // Weeks begin on Mondays: 1970-01-05 was one.
  const origin = step >= 7 * DAY ? 4 * DAY : 0;
  const ticks: Tick[] = [];
  const first = Math.ceil((from - origin) / step) * step + origin;
  for (let value = first; value <= to; value += step) {
    ticks.push({ value, label: timeLabel(value, step) });
  }
  return { from, to, ticks, at: (value) => (value - from) / (to - from) };
}

function extent(values: readonly number[]): { least: number; most: number } {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return least > most ? { least: 0, most: 0 } : { least, most };
}

function niceStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const mantissa = raw / power;
  return (mantissa <= 1 ? 1 : mantissa <= 2 ? 2 : mantissa <= 5 ? 5 : 10) * power;
}

function niceYears(spanMs: number, count: number): number {
  return Math.max(1, niceStep(spanMs / (365 * DAY) / count)) * 365 * DAY;
}

/** 1200000 as 1.2M; as many digits as the step needs. */
function numberLabel(value: number, step: number): string {
  const [size, unit] = (
    [
      [1e9, 'G'],
      [1e6, 'M'],
      [1e3, 'k'],
    ] as const
  ).find(([each]) => Math.abs(value) >= each && step >= each / 1000) ?? [1, ''];
  const digits = Math.max(0, Math.min(9, -Math.floor(Math.log10(step / size) + 1e-9)));
  return `${(value / size).toFixed(digits)}${unit}`.replace('-', '−');
}

function timeLabel(timeMs: number, step: number): string {
  const iso = new Date(timeMs).toISOString();
  if (step >= 28 * DAY) return iso.slice(0, 10);
  if (step >= DAY) return iso.slice(5, 10);
  const isMidnight = timeMs % DAY === 0;
  if (isMidnight) return iso.slice(5, 10);
  return step >= MINUTE ? iso.slice(11, 16) : iso.slice(11, 19);
}
