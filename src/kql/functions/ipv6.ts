import { quote } from '../literals.ts';
import type { Scope } from '../scope.ts';
import { sqlOf, type Sql } from '../types.ts';
import { argAs, bound, type Call, type FunctionTable } from './function.ts';
import { rangeTexts } from './ipv4.ts';

/** An IPv6 address, NULL where it is none, and how many of its bits count; both bound. */
export interface Ipv6 {
  readonly address: string;
  readonly bits: string;
}

/** Functions of IPv6 addresses. An IPv4 address stands for ::ffff:1.2.3.4, its prefix /24 for /120. */
export const ipv6Functions: FunctionTable = {
  parse_ipv6: (call) => canonical(ipv6(argAs(call, 0, 'string').sql, call.scope)),
  parse_ipv6_mask: (call) =>
    canonical(narrowed(call, ipv6(argAs(call, 0, 'string').sql, call.scope), 1)),
  ipv6_compare: (call) => {
    const [a, b] = compared(call);
    return sqlOf(
      `multiIf(${a} < ${b}, toInt64(-1), ${a} > ${b}, toInt64(1), ${a} = ${b}, toInt64(0), NULL)`,
      'long',
    );
  },
  ipv6_is_match: (call) => {
    const [a, b] = compared(call);
    return sqlOf(`${a} = ${b}`, 'bool');
  },
  ipv6_is_in_range: (call) => {
    const ip = ipv6(argAs(call, 0, 'string').sql, call.scope);
    const range = ipv6(argAs(call, 1, 'string').sql, call.scope);
    return sqlOf(
      `${masked6(ip.address, range.bits)} = ${masked6(range.address, range.bits)}`,
      'bool',
    );
  },
  ipv6_is_in_any_range: (call) => {
    const { address } = ipv6(argAs(call, 0, 'string').sql, call.scope);
    const matches = `ifNull(${masked6(address, bitsIn('r'))} = ${masked6(addressIn('r'), bitsIn('r'))}, false)`;
    return sqlOf(
      `if(isNull(${address}), NULL, arrayExists(r -> ${matches}, ${rangeTexts(call)}))`,
      'bool',
    );
  },
};

/** The address in a text such as fe80::1/64 or 10.0.0.1/8. */
export function ipv6(text: string, scope: Scope): Ipv6 {
  const whole = scope.bindSql(text);
  const bits = scope.bindSql(bitsIn(whole));
  return {
    address: scope.bindSql(`if(isNull(${bits}), NULL, ${addressIn(whole)})`),
    bits,
  };
}

/** ::1.2.3.4 is what Kusto makes of ::ffff:1.2.3.4, too. */
const DOTTED = quote(String.raw`^(?:::)?(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?:/|$)`);

/** Without binding, so that it may stand in a lambda. */
function addressIn(text: string): string {
  const dotted = `extract(${text}, ${DOTTED})`;
  return `toIPv6OrNull(if(${dotted} != '', concat('::ffff:', ${dotted}), splitByChar('/', ${text})[1]))`;
}

function bitsIn(text: string): string {
  const digits = `if(match(${text}, '/[0-9]{1,3}$'), toInt64OrNull(extract(${text}, '/([0-9]{1,3})$')), NULL)`;
  const prefix = `if(position(${text}, '/') = 0, toInt64(128), ${digits} + if(match(${text}, ${DOTTED}), 96, 0))`;
  return `if(isNotNull(${addressIn(text)}) AND ifNull(${prefix}, 129) <= 128, ${prefix}, NULL)`;
}

/** The address with all but the first `bits` bits 0; NULL where one of them is. */
export function masked6(address: string, bits: string): string {
  const range = `IPv6CIDRToRange(ifNull(${address}, toIPv6('::')), toUInt8(ifNull(${bits}, 0)))`;
  return `if(isNull(${address}) OR isNull(${bits}), NULL, tupleElement(${range}, 1))`;
}

/** 0000:0000:0000:0000:0000:ffff:c0a8:ff00 */
function canonical({ address, bits }: Ipv6): Sql {
  const digits = `lower(hex(IPv6StringToNumOrDefault(toString(ifNull(${masked6(address, bits)}, toIPv6('::'))))))`;
  return sqlOf(
    `if(isNull(${address}) OR isNull(${bits}), '', arrayStringConcat(extractAll(${digits}, '.{4}'), ':'))`,
    'string',
  );
}

function narrowed(call: Call, { address, bits }: Ipv6, place: number): Ipv6 {
  if (call.args[place] === undefined) return { address, bits };
  const prefix = bound(call, place, 'long');
  const narrow = call.scope.bindSql(
    `if(${prefix} BETWEEN 0 AND 128, if(${prefix} < ${bits}, ${prefix}, ${bits}), NULL)`,
  );
  return { address, bits: narrow };
}

function compared(call: Call): readonly [string, string] {
  const [a, b] = [0, 1].map((place) => ipv6(argAs(call, place, 'string').sql, call.scope));
  if (a === undefined || b === undefined) return call.node.refuse('It compares two addresses.');
  const shorter = call.scope.bindSql(`if(${a.bits} < ${b.bits}, ${a.bits}, ${b.bits})`);
  const { bits } = narrowed(call, { address: a.address, bits: shorter }, 2);
  return [
    call.scope.bindSql(masked6(a.address, bits)),
    call.scope.bindSql(masked6(b.address, bits)),
  ];
}
