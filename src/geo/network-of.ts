import { formatAddress, parseAddress, type AddressBytes } from './address.ts';
import { cleanAddress } from './clean-address.ts';

/** What one site is usually given: RFC 6177 for IPv6; a /24 is the longest IPv4 prefix that is routed. */
const SITE_BYTES = { 4: 3, 6: 6 } as const;

/** The network of an address as canonical text: its /24 for IPv4 (`192.0.2.0/24`), its /48 for IPv6
 *  (`2001:db8:7::/48`), '' for what is no address. Takes the forms that cleanAddress takes. */
export function networkOf(ip: string): string {
  const bytes = parseAddress(cleanAddress(ip));
  if (bytes === null) return '';
  return bytes.length === 4 ? network(bytes, SITE_BYTES[4]) : network(bytes, SITE_BYTES[6]);
}

function network(bytes: AddressBytes, kept: number): string {
  const base = bytes.map((byte, index) => (index < kept ? byte : 0));
  return `${formatAddress(base)}/${kept * 8}`;
}
