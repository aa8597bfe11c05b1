import type { Random } from '../stats/index.ts';

/** true with the given probability */
export function chance(random: Random, probability: number): boolean {
  return random.uniform() < probability;
}

/** A number, uniform in [low, high). */
export function between(random: Random, low: number, high: number): number {
  return low + random.uniform() * (high - low);
}

/** An integer, uniform in [low, high], both included. */
export function wholeBetween(random: Random, low: number, high: number): number {
  return low + random.below(high - low + 1);
}

/** A normal draw, cut off at both ends. */
export function normalWithin(
  random: Random,
  mean: number,
  deviation: number,
  low: number,
  high: number,
): number {
  return Math.min(high, Math.max(low, mean + deviation * random.normal()));
}

/** One of the items. @throws RangeError when there is none */
export function pick<T>(random: Random, items: readonly T[]): T {
  if (items.length === 0) throw new RangeError('nothing to pick from');
  return items[random.below(items.length)] as T;
}

export type WeightedItems<T> = readonly (readonly [item: T, weight: number])[];

/** One of the items, each as likely as its weight. @throws RangeError when no weight is above 0 */
export function pickWeighted<T>(random: Random, items: WeightedItems<T>): T {
  let total = 0;
  for (const [, weight] of items) total += weight;
  if (!(total > 0)) throw new RangeError('nothing to pick from');
  let left = random.uniform() * total;
  for (const [item, weight] of items) {
    left -= weight;
    if (left < 0) return item;
  }
  return (items.findLast(([, weight]) => weight > 0) as readonly [T, number])[0];
}

/** A count with the Poisson distribution; Knuth's method, so for small means.
 *  @param mean  in [0, 200] */
export function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-Math.min(mean, 200));
  let count = 0;
  for (let product = random.uniform(); product > limit; product *= random.uniform()) count += 1;
  return count;
}

/** A waiting time with the exponential distribution. */
export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random.uniform());
}

/** `count` different items, in random order; all when there are fewer. */
export function sample<T>(random: Random, items: readonly T[], count: number): T[] {
  const rest = [...items];
  const end = Math.min(count, rest.length);
  for (let index = 0; index < end; index += 1) {
    const other = index + random.below(rest.length - index);
    const swapped = rest[index] as T;
    rest[index] = rest[other] as T;
    rest[other] = swapped;
  }
  return rest.slice(0, end);
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A random GUID (version 4). */
export function guid(random: Random): string {
  const a = random.uint32();
  const b = (random.uint32() & 0xffff0fff) | 0x00004000;
  const c = (random.uint32() & 0x3fffffff) | 0x80000000;
  return guidText(a, b, c, random.uint32());
}

/** A GUID as Entra gives to sign-in requests: random, but for the last byte, which is 0. */
export function requestId(random: Random): string {
  const a = random.uint32();
  const b = (random.uint32() & 0xffff0fff) | 0x00004000;
  const c = (random.uint32() & 0x3fffffff) | 0x80000000;
  return guidText(a, b, c, random.uint32() & 0xffffff00);
}

/** Character codes of the digits. */
const DIGITS = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
const DASH = 45;
const codes = new Uint8Array(36).fill(DASH);

/** One flat string: text put together of pieces keeps all the pieces, and millions of ids are alive at once. */
function guidText(a: number, b: number, c: number, d: number): string {
  digits(0, a, 28);
  digits(9, b, 12 + 16, 16);
  digits(14, b, 12);
  digits(19, c, 12 + 16, 16);
  digits(24, c, 12);
  digits(28, d, 28);
  return String.fromCharCode.apply(null, codes as unknown as number[]);
}

/** Writes the digits of `bits` from one shift down to another. */
function digits(at: number, bits: number, fromShift: number, toShift = 0): void {
  for (let shift = fromShift, index = at; shift >= toShift; shift -= 4, index += 1) {
    codes[index] = DIGITS[(bits >>> shift) & 15] as number;
  }
}

/** `bytes` random bytes as hexadecimal digits, upper case. */
export function hexadecimal(random: Random, bytes: number): string {
  let text = '';
  for (let index = 0; index < bytes; index += 1) text += HEX[random.below(256)];
  return text.toUpperCase();
}
