export const TICKS_PER_SECOND = 10_000_000n;
export const TICKS_PER_DAY = 864_000_000_000n;
/** Ticks from 0001-01-01, where Kusto's time begins, to 1970-01-01, where the engine's does. */
export const EPOCH_TICKS = 621_355_968_000_000_000n;
const MAX_TICKS = 3_155_378_975_999_999_999n;

/** Is it between year 1 and year 9999? */
export function isDatetimeTicks(ticks: bigint): boolean {
  return ticks >= -EPOCH_TICKS && ticks <= MAX_TICKS - EPOCH_TICKS;
}
