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

function guidText(a: number, b: number, c: number, d: number): string {
  return `${word(a)}-${half(b >>> 16)}-${half(b)}-${half(c >>> 16)}-${half(c)}${word(d)}`;
}

function word(bits: number): string {
  return half(bits >>> 16) + half(bits);
}

function half(bits: number): string {
  return (HEX[(bits >>> 8) & 255] as string) + (HEX[bits & 255] as string);
}

/** `bytes` random bytes as hexadecimal digits, upper case. */
export function hexadecimal(random: Random, bytes: number): string {
  let text = '';
  for (let index = 0; index < bytes; index += 1) text += HEX[random.below(256)];
  return text.toUpperCase();
}
