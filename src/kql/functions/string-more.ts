import { quote } from '../literals.ts';
import { elementsOf } from '../json-array.ts';
import { sqlOf, type Sql } from '../types.ts';
import { arg, argAs, bound, type Call, type FunctionTable } from './function.ts';

/** Rarer functions of text. */
export const stringMoreFunctions: FunctionTable = {
  replace_strings: replaceStrings,
  regex_quote: (call) =>
    sqlOf(
      `replaceRegexpAll(${argAs(call, 0, 'string').sql}, '([\\\\\\\\.+*?\\\\(\\\\)|\\\\[\\\\]{}^$#&~ \\\\-])', '\\\\\\\\\\\\1')`,
      'string',
    ),
  tohex: (call) => {
    const value = argAs(call, 0, 'long');
    const hex = `lower(hex(${value.sql}))`;
    const plain = `if(${value.sql} = 0, '0', trimLeft(${hex}, '0'))`;
    if (call.args[1] === undefined) return sqlOf(`ifNull(${plain}, '')`, 'string');
    const width = `toUInt64(greatest(1, least(16, ifNull(${argAs(call, 1, 'long').sql}, 1))))`;
    return sqlOf(
      `ifNull(leftPad(${plain}, greatest(${width}, length(${plain})), '0'), '')`,
      'string',
    );
  },
  unicode_codepoints_to_string: fromCodePoints,
  make_string: fromCodePoints,
};

/** replace_strings(text, lookups, rewrites): each found string by the one at its place. */
function replaceStrings(call: Call): Sql {
  const source = argAs(call, 0, 'string').sql;
  const constant = (place: number): readonly string[] | undefined => {
    const { value } = arg(call, place);
    const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : undefined;
    return Array.isArray(parsed) ? parsed.map(String) : undefined;
  };
  const [lookups, rewrites] = [constant(1), constant(2)];
  if (lookups === undefined || rewrites === undefined) {
    return call.node.refuse('Lookups and rewrites must be constant arrays.');
  }
  const pairs = new Map(
    lookups.map((lookup, place): [string, string] => [lookup, rewrites[place] ?? '']).toReversed(),
  );
  const sought = lookups.filter((lookup) => lookup !== '');
  if (sought.length === 0) return sqlOf(source, 'string');
  // One pass, so that what was put in is not replaced again.
  const pieces = [
    ...sought.map((lookup) => lookup.replaceAll(/[^\p{L}\p{N}\s]/gv, '\\$&')),
    '.',
  ].join('|');
  const replaced = `transform(x, ${list([...pairs.keys()])}, ${list([...pairs.values()])}, x)`;
  return sqlOf(
    `arrayStringConcat(arrayMap(x -> ${replaced}, extractAll(${source}, ${quote(`(?s)${pieces}`)})))`,
    'string',
  );
}

function fromCodePoints(call: Call): Sql {
  const lists = call.args.map((value, place) =>
    value.type === 'dynamic'
      ? `arrayMap(x -> toUInt32OrZero(x), ${elementsOf(bound(call, place, 'dynamic'))})`
      : `[toUInt32(ifNull(${argAs(call, place, 'long').sql}, 0))]`,
  );
  return sqlOf(
    `arrayStringConcat(arrayMap(c -> ${characterOf('c')}, arrayConcat(${lists.join(', ')})))`,
    'string',
  );
}

/** UTF-8 of a code point. */
export function characterOf(code: string): string {
  const tail = (shift: number) => `char(128 + bitAnd(bitShiftRight(${code}, ${shift}), 63))`;
  return `multiIf(${code} = 0, '', ${code} < 128, char(${code}),
    ${code} < 2048, concat(char(192 + bitShiftRight(${code}, 6)), ${tail(0)}),
    ${code} < 65536, concat(char(224 + bitShiftRight(${code}, 12)), ${tail(6)}, ${tail(0)}),
    concat(char(240 + bitAnd(bitShiftRight(${code}, 18), 7)), ${tail(12)}, ${tail(6)}, ${tail(0)}))`;
}

function list(values: readonly string[]): string {
  return `[${values.map((value) => quote(value)).join(', ')}]`;
}
