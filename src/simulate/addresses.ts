import type { Random } from '../stats/index.ts';
import { pick } from './draws.ts';
import type { Provider } from './providers.ts';

/** A public IPv4 address of a provider. */
export function ipv4Of(random: Random, provider: Provider): string {
  return `${ipv4Network(random, provider)}.${1 + random.below(254)}`;
}

/** A /24 of a provider, as '84.208.17'. */
export function ipv4Network(random: Random, provider: Provider): string {
  const [first = '', second = '0'] = pick(random, provider.ipv4).split('.');
  // The ranges are a few second bytes wide: '84.208' stands for 84.208 to 84.211.
  const wide = Math.min(255, Number(second) + random.below(4));
  return `${first}.${wide}.${random.below(256)}`;
}

/** A customer's IPv6 prefix (/56 of which the first /64 is used), as '2a01:799:4f1:1a00'.
 *  @throws RangeError when the provider has no IPv6 */
export function ipv6Prefix(random: Random, provider: Provider): string {
  if (provider.ipv6 === '') throw new RangeError(`${provider.name} has no IPv6`);
  const site = group(1 + random.below(0xffff));
  return `${provider.ipv6}:${site}:${group((random.below(255) + 1) << 8)}`;
}

/** An address in a prefix with a temporary interface id (RFC 8981), none of whose groups is zero, so that
 *  the text is the canonical one. */
export function ipv6In(random: Random, prefix: string): string {
  const part = () => group(1 + random.below(0xffff));
  return `${prefix}:${part()}:${part()}:${part()}:${part()}`;
}

function group(bits: number): string {
  return (bits & 0xffff).toString(16);
}
