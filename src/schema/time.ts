/** Epoch milliseconds as every output writes times: '2026-11-24T14:05:09.000Z'. */
export function isoTimeOf(timeMs: number): string;
export function isoTimeOf(timeMs: number | null): string | null;
export function isoTimeOf(timeMs: number | null): string | null {
  return timeMs === null ? null : new Date(timeMs).toISOString();
}
