import { formatAddress, parseAddress } from './address.ts';

/** The canonical text of the address that a log field holds, '' when it holds none.
 *  Logs write addresses with a port (`192.0.2.1:51000`, `[2001:db8::1]:443`), in brackets, with a zone
 *  (`fe80::1%eth0`), mapped (`::ffff:192.0.2.1`) or with blanks around: all of these are the one address. */
export function cleanAddress(text: string): string {
  const bytes = parseAddress(bareAddress(text));
  return bytes === null ? '' : formatAddress(bytes);
}

function bareAddress(text: string): string {
  // Not even trimmed when it cannot be an address: what comes from a log may be a megabyte.
  if (text.length > 256) return '';
  const trimmed = text.trim();
  const bracketed = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(trimmed);
  const withPort = /^([\d.]+):\d{1,5}$/.exec(trimmed);
  const bare = bracketed?.[1] ?? withPort?.[1] ?? trimmed;
  const zone = bare.indexOf('%');
  return zone > 0 && bare.includes(':') ? bare.slice(0, zone) : bare;
}
