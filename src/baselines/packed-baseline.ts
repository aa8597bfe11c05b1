import { RowBinaryReader, type NumberList, type TextList } from '../store/index.ts';

/** What judging goes on from, as it is stored: in one column, because a column costs as much to open as to
 *  read, and of a large tenant each baseline lies by itself. */
export interface PackedBaseline {
  readonly halfLifeDays: number;
  /** sign-ins that taught, within the window */
  readonly signIns: number;
  /** within memory: sign-ins that taught, days (UTC) with one, and the longest time from one of these to
   *  the next, days */
  readonly everTaught: number;
  readonly everDays: number;
  readonly longestGapDays: number;
  readonly firstTaughtMs: number | null;
  readonly lastTaughtMs: number | null;
  readonly failureWeight: number;
  readonly attemptWeight: number;
  /** by kind: decayed sign-ins, undecayed ones, values seen once */
  readonly kindTotals: NumberList;
  readonly kindTimes: NumberList;
  readonly kindOnce: NumberList;
  /** IANA name; 'UTC' when no place is known */
  readonly zone: string;
  /** decayed sign-ins by hour of the week in that zone, Monday 00:00 first; those in the background left
   *  out */
  readonly hourWeights: NumberList;
  /** one entry a value, in parallel: its kind (1 = first of HABIT_KIND_NAMES), decayed and undecayed
   *  sign-ins, first and last seen, bit k = seen k days before the day of the training */
  readonly kinds: NumberList;
  readonly values: TextList;
  readonly counts: NumberList;
  readonly times: NumberList;
  readonly firstMs: NumberList;
  readonly lastMs: NumberList;
  readonly recentBits: NumberList;
  /** UTC days since 1970 with a sign-in that taught, within the window, ascending */
  readonly taughtDays: NumberList;
}

/** Columns that are only given (EPHEMERAL): the packed one holds them. */
export const PACKED_COLUMNS = {
  KindTotals: 'Array(Float64)',
  KindTimes: 'Array(UInt32)',
  KindOnce: 'Array(UInt32)',
  HourWeights: 'Array(Float32)',
  Kinds: 'Array(UInt8)',
  Values: 'Array(String)',
  Counts: 'Array(Float64)',
  Times: 'Array(UInt32)',
  FirstMs: 'Array(Int64)',
  LastMs: 'Array(Int64)',
  RecentBits: 'Array(UInt16)',
} as const;

/** The packed column, as SQL over the others; unpackBaseline reads it in the same order. */
export const PACKED_SQL = `formatRow('RowBinary',
  HalfLifeDays, SignIns, EverTaught, EverDays, LongestGapDays, FirstTaughtMs, LastTaughtMs, FailureWeight, AttemptWeight,
  KindTotals, KindTimes, KindOnce, toString(Zone), HourWeights,
  Kinds, Values, Counts, Times, FirstMs, LastMs, RecentBits,
  arrayFilter((day, signIns) -> signIns > 0, DailyDays, DailySignIns))`;

/** @throws RangeError of what was packed otherwise */
export function unpackBaseline(packed: Uint8Array): PackedBaseline {
  const reader = new RowBinaryReader(packed);
  const baseline = {
    halfLifeDays: reader.float64(),
    signIns: reader.uint32(),
    everTaught: reader.uint32(),
    everDays: reader.uint16(),
    longestGapDays: reader.uint16(),
    firstTaughtMs: reader.nullableInt64(),
    lastTaughtMs: reader.nullableInt64(),
    failureWeight: reader.float64(),
    attemptWeight: reader.float64(),
    kindTotals: reader.float64s(),
    kindTimes: reader.uint32s(),
    kindOnce: reader.uint32s(),
    zone: reader.text(),
    hourWeights: reader.float32s(),
    kinds: reader.uint8s(),
    values: reader.texts(),
    counts: reader.float64s(),
    times: reader.uint32s(),
    firstMs: reader.int64s(),
    lastMs: reader.int64s(),
    recentBits: reader.uint16s(),
    taughtDays: reader.uint16s(),
  };
  if (!reader.isAtEnd) throw new RangeError('a packed baseline is longer than it should be');
  return baseline;
}
