export const HOURS_OF_WEEK = 168;

const MS_PER_HOUR = 3_600_000;
/** 1970-01-01 was a Thursday; the week starts on Monday. */
const EPOCH_HOUR = 72;

export interface WeekSmoothing {
  /** Standard deviation of the kernel, hours. The default lets a meeting that moves by an hour or two stay usual. */
  readonly bandwidthHours?: number;
  /** Imagined sign-ins spread by the hour of day over all days, so that a first Saturday morning is less odd
   *  than a first Saturday night. Default chosen by hand: about one working day of sign-ins. */
  readonly dayWeight?: number;
  /** Imagined sign-ins spread over the whole week: no hour is impossible. */
  readonly uniformWeight?: number;
}

/** The hour of the week of a time: 0 = Monday 00:00 to 167 = Sunday 23:00.
 *  @param localMs  epoch ms plus the zone's offset, so that the hour is the user's own */
export function hourOfWeek(localMs: number): number {
  const hour = (Math.floor(localMs / MS_PER_HOUR) + EPOCH_HOUR) % HOURS_OF_WEEK;
  return hour < 0 ? hour + HOURS_OF_WEEK : hour;
}

/** How likely each hour of the week is for somebody with this history: a density over 168 hours that sums to 1
 *  and is nowhere 0. A circular Gaussian kernel (Sunday night is next to Monday morning), backed off to the
 *  user's hours of the day, then to any hour. No history gives the even density 1/168.
 *  @param counts  168 weights >= 0, Monday 00:00 first; NaN counts as 0 */
export function smoothWeek(
  counts: ArrayLike<number>,
  { bandwidthHours = 1.5, dayWeight = 8, uniformWeight = 2 }: WeekSmoothing = {},
): Float64Array {
  if (counts.length !== HOURS_OF_WEEK) {
    throw new RangeError(`a week has ${HOURS_OF_WEEK} hours, got ${counts.length}`);
  }
  if (!(uniformWeight > 0)) throw new RangeError(`uniformWeight must be > 0, got ${uniformWeight}`);
  const week = circularlySmoothed(counts, bandwidthHours);
  const total = week.reduce((sum, weight) => sum + weight, 0);
  const day = hoursOfDay(week);
  const dayScale = total > 0 ? dayWeight / (7 * total) : 0;
  const scale = total + (total > 0 ? dayWeight : 0) + uniformWeight;
  return week.map(
    (weight, hour) =>
      (weight + dayScale * (day[hour % 24] as number) + uniformWeight / HOURS_OF_WEEK) / scale,
  );
}

/** `smoothWeek(counts)[hour]` without making the week, within 1e-6 of it: what a running fold asks for at
 *  every sign-in. The kernel is cut off where it weighs less than that. */
export function weekDensityAt(
  counts: ArrayLike<number>,
  hour: number,
  { bandwidthHours = 1.5, dayWeight = 8, uniformWeight = 2 }: WeekSmoothing = {},
): number {
  const kernel = cutKernel(bandwidthHours);
  let total = 0;
  for (let index = 0; index < HOURS_OF_WEEK; index += 1) {
    const weight = counts[index]!;
    if (weight > 0) total += weight;
  }
  let own = 0;
  let day = 0;
  const radius = kernel.length - 1;
  for (let other = hour % 24; other < HOURS_OF_WEEK; other += 24) {
    let smoothed = 0;
    for (let distance = -radius; distance <= radius; distance += 1) {
      const weight = counts[(other + distance + HOURS_OF_WEEK) % HOURS_OF_WEEK]!;
      if (weight > 0) smoothed += weight * kernel[Math.abs(distance)]!;
    }
    day += smoothed;
    if (other === hour) own = smoothed;
  }
  const dayScale = total > 0 ? dayWeight / (7 * total) : 0;
  const scale = total + (total > 0 ? dayWeight : 0) + uniformWeight;
  return (own + dayScale * day + uniformWeight / HOURS_OF_WEEK) / scale;
}

const kernels = new Map<number, Float64Array>();

/** The kernel from distance 0 on, as far as it weighs anything (six standard deviations). */
function cutKernel(bandwidthHours: number): Float64Array {
  let kernel = kernels.get(bandwidthHours);
  if (kernel === undefined) {
    const radius = Math.min(HOURS_OF_WEEK / 2 - 1, Math.ceil(6 * bandwidthHours));
    kernel = circularKernel(bandwidthHours).slice(0, radius + 1);
    kernels.set(bandwidthHours, kernel);
  }
  return kernel;
}

/** The weights spread by a Gaussian around the circle; their sum is kept. */
function circularlySmoothed(counts: ArrayLike<number>, bandwidthHours: number): Float64Array {
  const kernel = circularKernel(bandwidthHours);
  const smoothed = new Float64Array(HOURS_OF_WEEK);
  for (let from = 0; from < HOURS_OF_WEEK; from += 1) {
    const weight = counts[from] as number;
    if (!(weight > 0)) continue;
    for (let distance = 0; distance < HOURS_OF_WEEK; distance += 1) {
      const to = (from + distance) % HOURS_OF_WEEK;
      smoothed[to] = (smoothed[to] as number) + weight * (kernel[distance] as number);
    }
  }
  return smoothed;
}

function circularKernel(bandwidthHours: number): Float64Array {
  if (!(bandwidthHours > 0)) {
    throw new RangeError(`bandwidthHours must be > 0, got ${bandwidthHours}`);
  }
  const kernel = Float64Array.from({ length: HOURS_OF_WEEK }, (_, distance) => {
    const hours = Math.min(distance, HOURS_OF_WEEK - distance);
    return Math.exp(-0.5 * (hours / bandwidthHours) ** 2);
  });
  const sum = kernel.reduce((total, weight) => total + weight, 0);
  return kernel.map((weight) => weight / sum);
}

function hoursOfDay(week: Float64Array): Float64Array {
  const day = new Float64Array(24);
  for (let hour = 0; hour < HOURS_OF_WEEK; hour += 1) {
    day[hour % 24] = (day[hour % 24] as number) + (week[hour] as number);
  }
  return day;
}
