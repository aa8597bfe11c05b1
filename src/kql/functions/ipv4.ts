import { arrayText, elementText, elementsOf } from '../json-array.ts';
import type { Scope } from '../scope.ts';
import { isInteger, sqlOf, type Sql } from '../types.ts';
import { arg, argAs, bound, type Call, type FunctionTable } from './function.ts';

/** `1.2.3.4/24` as numbers, both bound and NULL where it is no address. */
export interface Ipv4 {
  readonly address: string;
  readonly bits: string;
}

/** Functions of IPv4 addresses. A prefix in the text counts: 1.2.3.4/24 stands for 1.2.3.0. */
export const ipv4Functions: FunctionTable = {
  parse_ipv4: (call) => {
    const { address, bits } = ipv4Argument(call, 0);
    return sqlOf(masked(address, bits), 'long');
  },
  parse_ipv4_mask: (call) => {
    const { address, bits } = narrowed(call, ipv4Argument(call, 0), 1);
    return sqlOf(masked(address, bits), 'long');
  },
  ipv4_netmask_suffix: (call) => sqlOf(ipv4Argument(call, 0).bits, 'long'),
  ipv4_compare: (call) => {
    const [a, b] = compared(call);
    return sqlOf(`toInt64(sign(${a} - ${b}))`, 'long');
  },
  ipv4_is_match: (call) => {
    const [a, b] = compared(call);
    return sqlOf(`${a} = ${b}`, 'bool');
  },
  ipv4_is_in_range: (call) => {
    const [ip, range] = [ipv4Argument(call, 0), ipv4Argument(call, 1)];
    return sqlOf(
      `${masked(ip.address, range.bits)} = ${masked(range.address, range.bits)}`,
      'bool',
    );
  },
  ipv4_is_in_any_range: (call) => inAnyRange(call),
  ipv4_is_private: (call) => {
    const { address, bits } = ipv4Argument(call, 0);
    const low = call.scope.bindSql(masked(address, bits));
    const within = PRIVATE.map(([from, to]) => `${low} BETWEEN ${from} AND ${to}`);
    return sqlOf(within.join(' OR '), 'bool');
  },
  ipv4_range_to_cidr_list: (call) => rangeToCidrs(call),
  format_ipv4: (call) => {
    const { address, bits } = narrowed(call, ipv4Argument(call, 0), 1);
    return sqlOf(`ifNull(${textOfIpv4(masked(address, bits))}, '')`, 'string');
  },
  format_ipv4_mask: (call) => {
    const { address, bits } = narrowed(call, ipv4Argument(call, 0), 1);
    return sqlOf(
      `ifNull(concat(${textOfIpv4(masked(address, bits))}, '/', toString(${bits})), '')`,
      'string',
    );
  },
};

/** 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 */
const PRIVATE = [
  [0x0a000000, 0x0affffff],
  [0xac100000, 0xac1fffff],
  [0xc0a80000, 0xc0a8ffff],
] as const;

function ipv4Argument(call: Call, place: number): Ipv4 {
  const value = arg(call, place);
  if (isInteger(value.type)) {
    const number = call.scope.bindSql(value.sql);
    const address = call.scope.bindSql(`if(${number} BETWEEN 0 AND 4294967295, ${number}, NULL)`);
    return { address, bits: call.scope.bindSql(`if(isNull(${address}), NULL, toInt64(32))`) };
  }
  return ipv4(argAs(call, place, 'string').sql, call.scope);
}

/** The address in a text. */
export function ipv4(text: string, scope: Scope): Ipv4 {
  const whole = scope.bindSql(text);
  const address = addressIn(whole);
  const bits = scope.bindSql(`if(isNull(${address}), NULL, ${bitsIn(whole)})`);
  return { address: scope.bindSql(`if(isNull(${bits}), NULL, ${address})`), bits };
}

/** Without binding, so that it may stand in a lambda. */
function addressIn(text: string): string {
  return `toInt64(IPv4StringToNumOrNull(splitByChar('/', ${text})[1]))`;
}

function bitsIn(text: string): string {
  const digits = `substring(${text}, position(${text}, '/') + 1)`;
  return `if(position(${text}, '/') = 0, toInt64(32), if(match(${digits}, '^([0-9]|[12][0-9]|3[0-2])$'), toInt64OrNull(${digits}), NULL))`;
}

/** The address with all but the first `bits` bits 0. */
export function masked(address: string, bits: string): string {
  // The shift is computed for rows without bits, too: it must not be negative there.
  const rest = `toUInt8(greatest(0, 32 - ifNull(${bits}, 32)))`;
  return `if(isNull(${bits}), NULL, bitAnd(${address}, toInt64(4294967296) - bitShiftLeft(toInt64(1), ${rest})))`;
}

function textOfIpv4(address: string): string {
  return `IPv4NumToString(toUInt32(${address}))`;
}

/** With the prefix that an argument gives, where it is shorter; null where it is none. */
function narrowed(call: Call, { address, bits }: Ipv4, place: number): Ipv4 {
  if (call.args[place] === undefined) return { address, bits };
  const prefix = bound(call, place, 'long');
  const narrow = call.scope.bindSql(
    `if(${prefix} BETWEEN 0 AND 32, if(${prefix} < ${bits}, ${prefix}, ${bits}), NULL)`,
  );
  return { address, bits: narrow };
}

/** Two addresses under the shortest of all prefixes. */
function compared(call: Call): readonly [string, string] {
  const [a, b] = [ipv4Argument(call, 0), ipv4Argument(call, 1)];
  const shorter = call.scope.bindSql(`if(${a.bits} < ${b.bits}, ${a.bits}, ${b.bits})`);
  const { bits } = narrowed(call, { address: a.address, bits: shorter }, 2);
  return [call.scope.bindSql(masked(a.address, bits)), call.scope.bindSql(masked(b.address, bits))];
}

/** Ranges that are none are passed over. */
function inAnyRange(call: Call): Sql {
  const { address } = ipv4Argument(call, 0);
  const ranges = rangeTexts(call);
  const matches = `ifNull(${masked(address, bitsIn('r'))} = ${masked(addressIn('r'), bitsIn('r'))}, false)`;
  return sqlOf(`if(isNull(${address}), NULL, arrayExists(r -> ${matches}, ${ranges}))`, 'bool');
}

/** Array(String) of the ranges: the arguments, or the elements of one dynamic array. */
export function rangeTexts(call: Call): string {
  const [first, ...more] = call.args.slice(1);
  if (first === undefined) return call.node.refuse('It needs a range.');
  if (first.type !== 'dynamic') {
    return `[${[first, ...more].map((_, place) => argAs(call, place + 1, 'string').sql).join(', ')}]`;
  }
  const elements = elementsOf(bound(call, 1, 'dynamic'));
  return call.scope.bindSql(`arrayMap(e -> ${elementText('e')}, ${elements})`);
}

/** From the start on always the largest block that starts there and ends in the range. */
function rangeToCidrs(call: Call): Sql {
  const [start, end] = [ipv4Argument(call, 0), ipv4Argument(call, 1)];
  const first = `assumeNotNull(${start.address})`;
  const last = call.scope.bindSql(`ifNull(${end.address}, toInt64(0))`);
  const next = 'tupleElement(acc, 1)';
  const aligned = `if(${next} = 0, toInt64(4294967296), bitAnd(${next}, -${next}))`;
  const fitting = `bitShiftLeft(toInt64(1), toUInt8(floor(log2(${last} - ${next} + 1))))`;
  const size = `least(${aligned}, ${fitting})`;
  const block = `concat(${textOfIpv4(next)}, '/', toString(toUInt8(32 - log2(${size}))))`;
  const step = `if(${next} > ${last}, acc, tuple(${next} + ${size}, arrayPushBack(tupleElement(acc, 2), ${block})))`;
  const blocks = `tupleElement(arrayFold((acc, i) -> ${step}, range(64), tuple(ifNull(${first}, toInt64(0)), CAST([], 'Array(String)'))), 2)`;
  return sqlOf(
    `if(isNull(${start.address}) OR isNull(${end.address}), NULL, ${arrayText(`arrayMap(each -> toJSONString(each), ${blocks})`)})`,
    'dynamic',
  );
}
