import { parseAddress, type AddressBytes } from './address.ts';
import { cleanAddress } from './clean-address.ts';

/** Whether an address says nothing about a place, because it is not routed on the public Internet:
 *  private (RFC 1918), carrier-grade NAT (RFC 6598), loopback, link-local, unique local (RFC 4193) or
 *  unspecified. False for what is no address. Takes the forms that cleanAddress takes. */
export function isPrivateAddress(ip: string): boolean {
  const bytes = parseAddress(cleanAddress(ip));
  if (bytes === null) return false;
  return bytes.length === 4 ? isPrivateIpv4(bytes) : isPrivateIpv6(bytes);
}

function isPrivateIpv4([a = 0, b = 0]: AddressBytes): boolean {
  return (
    a === 0 || // this network, RFC 1122
    a === 10 ||
    a === 127 ||
    (a === 100 && b >= 64 && b <= 127) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168)
  );
}

function isPrivateIpv6(bytes: AddressBytes): boolean {
  const [a = 0, b = 0] = bytes;
  const isLow = bytes.slice(0, 15).every((byte) => byte === 0) && (bytes[15] ?? 0) <= 1;
  return isLow || (a & 0xfe) === 0xfc || (a === 0xfe && (b & 0xc0) === 0x80);
}
