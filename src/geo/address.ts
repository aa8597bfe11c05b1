/** An address as its bytes: 4 for IPv4, 16 for IPv6. */
export type AddressBytes = readonly number[];

/** The longest text that can be an address with a zone or a port; longer text is not looked at. */
const LONGEST = 128;

/** The bytes of an IPv4 or IPv6 address, or null for anything else.
 *  IPv4 is four decimal numbers (no octal, hexadecimal or short forms: those mean different addresses to
 *  different programs); IPv6 as RFC 4291, `::` and a dotted tail included. An IPv4-mapped address
 *  (::ffff:a.b.c.d) is the IPv4 address. Expects bare text: see cleanAddress for ports, brackets and zones. */
export function parseAddress(text: string): AddressBytes | null {
  if (text.length > LONGEST) return null;
  if (!text.includes(':')) return parseIpv4(text);
  const bytes = parseIpv6(text);
  return bytes !== null && isMapped(bytes) ? bytes.slice(12) : bytes;
}

/** The canonical text of an address: RFC 5952 (lower case, no leading zeros, the longest run of
 *  two or more zero groups as `::`, the first of equals). */
export function formatAddress(bytes: AddressBytes): string {
  return bytes.length === 4 ? bytes.join('.') : formatIpv6(bytes);
}

function parseIpv4(text: string): number[] | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  const bytes = parts.map((part) => (/^(0|[1-9]\d{0,2})$/.test(part) ? Number(part) : Infinity));
  return bytes.every((byte) => byte <= 255) ? bytes : null;
}

function parseIpv6(text: string): number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const head = parseGroups(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? parseGroups(halves[1] ?? '', true) : [];
  if (head === null || tail === null) return null;
  const missing = 16 - head.length - tail.length;
  // `::` stands for at least one group.
  if (halves.length === 1 ? missing !== 0 : missing < 2) return null;
  return [...head, ...Array.from({ length: missing }, () => 0), ...tail];
}

/** Colon-separated groups as bytes; only the last may be a dotted IPv4 address, and only at the end of the text. */
function parseGroups(text: string, endsText: boolean): number[] | null {
  if (text === '') return [];
  const groups = text.split(':');
  const bytes: number[] = [];
  for (const [index, group] of groups.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 255);
    } else {
      const dotted = endsText && index === groups.length - 1 ? parseIpv4(group) : null;
      if (dotted === null) return null;
      bytes.push(...dotted);
    }
  }
  return bytes;
}

/** RFC 4291, section 2.5.5.2. */
function isMapped(bytes: AddressBytes): boolean {
  return bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
}

function formatIpv6(bytes: AddressBytes): string {
  const groups = Array.from(
    { length: 8 },
    (_, index) => ((bytes[2 * index] ?? 0) << 8) | (bytes[2 * index + 1] ?? 0),
  );
  const { start, length } = longestZeroRun(groups);
  const hex = groups.map((group) => group.toString(16));
  if (length < 2) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start += 1) {
    let length = 0;
    while (groups[start + length] === 0) length += 1;
    if (length > best.length) best = { start, length };
  }
  return best;
}
