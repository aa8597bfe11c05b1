import { sqlOf, type Sql } from '../types.ts';
import { argAs, type Call, type FunctionTable } from './function.ts';
import { characterOf } from './string-more.ts';
import { characters, codePoint } from './string.ts';

/** Punycode (RFC 3492), folded by the engine. Kusto's "from_string" of a text encodes, its
 *  "domain_from_string" decodes, as its documentation shows. */
export const punycodeFunctions: FunctionTable = {
  punycode_from_string: (call) => text(encoded(source(call))),
  punycode_to_string: (call) => text(decoded(source(call))),
  punycode_domain_to_string: (call) => text(labelwise(source(call), 'l', encodedLabel)),
  punycode_domain_from_string: (call) => text(labelwise(source(call), 'l', decodedLabel)),
};

const text = (sql: string): Sql => sqlOf(sql, 'string');

function source(call: Call): string {
  return call.scope.bindSql(argAs(call, 0, 'string').sql);
}

/** The labels of a domain, one by one; three other characters part labels, too. */
function labelwise(domain: string, label: string, each: (label: string) => string): string {
  const dotted = `replaceRegexpAll(${domain}, '[。．｡]', '.')`;
  return `arrayStringConcat(arrayMap(${label} -> ${each(label)}, splitByChar('.', ${dotted})), '.')`;
}

function encodedLabel(label: string): string {
  return `if(match(${label}, '^[\\\\x00-\\\\x7F]*$'), ${label}, concat('xn--', ${encoded(label)}))`;
}

function decodedLabel(label: string): string {
  return `if(startsWith(lower(${label}), 'xn--'), ${decoded(`substring(${label}, 5)`)}, ${label})`;
}

/** A part of the state that is folded. */
const at = (place: number): string => `tupleElement(a, ${place})`;

/** `body` with a name for the value of `sql`. */
function bound(name: string, sql: string, body: string): string {
  return `arrayElement(arrayMap(${name} -> ${body}, [${sql}]), 1)`;
}

const points = (sql: string): string =>
  `arrayMap(c -> toInt64(${codePoint('c')}), ${characters(sql)})`;

/** Bias for the next number, section 6.1. */
function adapted(delta: string, count: string, isFirst: string): string {
  const start = `intDiv(${delta}, if(${isFirst}, 700, 2))`;
  const halved = bound('z', start, `toInt64(z + intDiv(z, ${count}))`);
  const reduced = `arrayFold((s, y) -> if(tupleElement(s, 1) > 455, tuple(intDiv(tupleElement(s, 1), 35), tupleElement(s, 2) + 36), s), range(12), tuple(${halved}, toInt64(0)))`;
  return bound(
    'u',
    reduced,
    `toInt64(tupleElement(u, 2) + intDiv(36 * tupleElement(u, 1), tupleElement(u, 1) + 38))`,
  );
}

const DIGITS = `'abcdefghijklmnopqrstuvwxyz0123456789'`;
const threshold = (k: string, bias: string): string => `least(26, greatest(1, ${k} - ${bias}))`;

/** A number as digits of a variable base. */
function digits(delta: string, bias: string): string {
  const base = threshold('(y + 1) * 36', bias);
  const step = bound(
    't',
    `toInt64(${base})`,
    `multiIf(tupleElement(s, 3) = 1, s,
      tupleElement(s, 1) < t, tuple(tupleElement(s, 1), concat(tupleElement(s, 2), substring(${DIGITS}, tupleElement(s, 1) + 1, 1)), toUInt8(1)),
      tuple(intDiv(tupleElement(s, 1) - t, 36 - t), concat(tupleElement(s, 2), substring(${DIGITS}, t + (tupleElement(s, 1) - t) % (36 - t) + 1, 1)), toUInt8(0)))`,
  );
  return `tupleElement(arrayFold((s, y) -> ${step}, range(12), tuple(toInt64(${delta}), '', toUInt8(0))), 2)`;
}

/** Steps: each code point beyond ASCII in order, and with each all code points. The state is the output,
 *  delta, n, bias, and how many points are done. */
function encoded(sql: string): string {
  const basic = `arrayStringConcat(arrayFilter(c -> length(c) = 1, ${characters(sql)}))`;
  const steps = `arrayFlatten(arrayMap(m -> arrayConcat([tuple(m, toInt64(-1))], arrayMap(c -> tuple(m, c), cps), [tuple(m, toInt64(-2))]), arraySort(arrayDistinct(arrayFilter(c -> c > 127, cps)))))`;
  const [delta, n, bias, done] = [at(2), at(3), at(4), at(5)];
  const m = 'tupleElement(x, 1)';
  const c = 'tupleElement(x, 2)';
  const emitted = `tuple(concat(${at(1)}, ${digits(delta, bias)}), toInt64(0), ${n}, ${adapted(delta, `(${done} + 1)`, `${done} = first`)}, ${done} + 1)`;
  const step = `multiIf(${c} = -1, tuple(${at(1)}, ${delta} + (${m} - ${n}) * (${done} + 1), ${m}, ${bias}, ${done}),
    ${c} = -2, tuple(${at(1)}, ${delta} + 1, ${n} + 1, ${bias}, ${done}),
    ${c} < ${m}, tuple(${at(1)}, ${delta} + 1, ${n}, ${bias}, ${done}),
    ${c} = ${m}, ${emitted}, a)`;
  const start = `tuple(if(first > 0, concat(${basic}, '-'), ''), toInt64(0), toInt64(128), toInt64(72), first)`;
  const folded = `tupleElement(arrayFold((a, x) -> ${step}, ${steps}, ${start}), 1)`;
  return bound(
    'cps',
    points(sql),
    bound('first', 'toInt64(arrayCount(c -> c < 128, cps))', folded),
  );
}

/** The state is the points so far, i, n, bias, weight, k, and i before this number. */
function decoded(sql: string): string {
  const [out, i, n, bias, weight, k, old] = [1, 2, 3, 4, 5, 6, 7].map((place) => at(place));
  const digit = `toInt64(position(${DIGITS}, lower(x)) - 1)`;
  const count = `toInt64(length(${out ?? ''}) + 1)`;
  const inserted = bound(
    'w',
    `tuple(${i ?? ''} + d * ${weight ?? ''}, ${count})`,
    bound(
      'v',
      `tuple(intDiv(tupleElement(w, 1), tupleElement(w, 2)) + ${n ?? ''}, tupleElement(w, 1) % tupleElement(w, 2))`,
      `tuple(arrayConcat(arraySlice(${out ?? ''}, 1, tupleElement(v, 2)), [tupleElement(v, 1)], arraySlice(${out ?? ''}, tupleElement(v, 2) + 1)),
        tupleElement(v, 2) + 1, tupleElement(v, 1), ${adapted(`(tupleElement(w, 1) - ${old ?? ''})`, count, `${old ?? ''} = 0`)}, toInt64(1), toInt64(36), tupleElement(v, 2) + 1)`,
    ),
  );
  const carried = `tuple(${out ?? ''}, ${i ?? ''} + d * ${weight ?? ''}, ${n ?? ''}, ${bias ?? ''}, ${weight ?? ''} * (36 - t), ${k ?? ''} + 36, ${old ?? ''})`;
  const step = bound(
    'd',
    digit,
    bound('t', `toInt64(${threshold(k ?? '', bias ?? '')})`, `if(d < t, ${inserted}, ${carried})`),
  );
  const cut = `toInt64(length(${sql}) - position(reverse(${sql}), '-'))`;
  const hasBasic = `position(${sql}, '-') > 0`;
  const basic = points(`if(${hasBasic}, substring(${sql}, 1, ${cut}), '')`);
  const rest = characters(`if(${hasBasic}, substring(${sql}, ${cut} + 2), ${sql})`);
  const start = `tuple(${basic}, toInt64(0), toInt64(128), toInt64(72), toInt64(1), toInt64(36), toInt64(0))`;
  const folded = `tupleElement(arrayFold((a, x) -> ${step}, ${rest}, ${start}), 1)`;
  return `arrayStringConcat(arrayMap(e -> ${characterOf('toUInt32(e)')}, ${folded}))`;
}
