/** 1234567 → '1,234,567'; fractions are kept to one digit, so that 0.4 a day is not 0. */
export function formatCount(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

const SIZES: readonly (readonly [size: number, unit: string])[] = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
];

/** Counts for narrow places: 950, 1.2k, 34k, 5.6M, 2.0G. */
export function formatShort(value: number): string {
  const [size, unit] = SIZES.find(([each]) => value >= each * (each > 1e3 ? 0.9995 : 1)) ?? [1, ''];
  const scaled = value / size;
  return (scaled < 9.95 && size > 1 ? scaled.toFixed(1) : scaled.toFixed(0)) + unit;
}

/** A share in [0, 1] as a percentage; what is not nothing never reads '0 %'. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.005) return '<1 %';
  if (share < 1 && share > 0.995) return '>99 %';
  return `${Math.round(share * 100)} %`;
}

/** Milliseconds as '0.8 s', '42 s', '3 min 5 s', '2 h 10 min'. */
export function formatDuration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (seconds < 3570) return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Epoch milliseconds for people: '2026-11-24 14:05:09 UTC'. */
export function formatTime(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** Epoch milliseconds as '2026-11-24'. */
export function formatDay(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}

/** 1 → '1 user', 2 → '2 users'. */
export function formatAmount(value: number, one: string, many = `${one}s`): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}
