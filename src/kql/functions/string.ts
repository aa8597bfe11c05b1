import { convert } from '../convert.ts';
import { text as constantText } from '../expressions/literal.ts';
import { longLiteral } from '../literals.ts';
import { sqlOf, type Sql } from '../types.ts';
import { joined } from './array.ts';
import {
  argAs,
  bound,
  boundText,
  constantWhole,
  type Call,
  type FunctionTable,
} from './function.ts';

const text = (sql: string): Sql => sqlOf(sql, 'string');
const whole = (sql: string, nullable = false): Sql => sqlOf(sql, 'long', nullable);

/** Text functions. Lengths and positions count characters (code points), not bytes. */
export const stringFunctions: FunctionTable = {
  strlen: (call) => whole(`toInt64(lengthUTF8(${argAs(call, 0, 'string').sql}))`),
  string_size: (call) => whole(`toInt64(length(${argAs(call, 0, 'string').sql}))`),
  format_bytes: formatBytes,
  tolower: (call) => text(`lowerUTF8(${argAs(call, 0, 'string').sql})`),
  toupper: (call) => text(`upperUTF8(${argAs(call, 0, 'string').sql})`),
  reverse: (call) => text(`reverseUTF8(${argAs(call, 0, 'string').sql})`),
  strcat: (call) => {
    const values = call.args.map((value) => convert(value, 'string', call.scope));
    const known = values.map(({ value }) => value);
    if (known.every((value) => typeof value === 'string')) return constantText(known.join(''));
    return text(concatenated(values.map(({ sql }) => sql)));
  },
  strcat_delim: (call) => {
    const [, ...rest] = texts(call);
    return text(joined(`[${rest.join(', ')}]`, argAs(call, 0, 'string'), call.scope));
  },
  strrep: strrep,
  substring: substring,
  replace_string: (call) => {
    const [source, sought, rewrite] = [
      argAs(call, 0, 'string'),
      boundText(call, 1),
      argAs(call, 2, 'string'),
    ];
    // The engine wants something to look for.
    return text(
      `if(${sought} = '', ${source.sql}, replaceAll(${source.sql}, ${sought}, ${rewrite.sql}))`,
    );
  },
  indexof: indexof,
  strcmp: (call) => {
    const [a, b] = [boundText(call, 0), boundText(call, 1)];
    return sqlOf(
      `multiIf(${a} < ${b}, toInt64(-1), ${a} > ${b}, toInt64(1), toInt64(0))`,
      call.type,
      false,
    );
  },
  isascii: (call) =>
    sqlOf(`match(${argAs(call, 0, 'string').sql}, '^[\\\\x00-\\\\x7F]*$')`, 'bool', false),
  isutf8: (call) => sqlOf(`isValidUTF8(${argAs(call, 0, 'string').sql}) = 1`, 'bool', false),
  translate: (call) =>
    text(`arrayStringConcat(arrayMap(c -> if(positionUTF8(${boundText(call, 0)}, c) = 0, c,
      if(${boundText(call, 1)} = '', '', substringUTF8(${boundText(call, 1)},
        least(positionUTF8(${boundText(call, 0)}, c), lengthUTF8(${boundText(call, 1)})), 1))),
      ${characters(argAs(call, 2, 'string').sql)}))`),
  unicode_codepoints_from_string: (call) =>
    sqlOf(
      `concat('[', arrayStringConcat(arrayMap(c -> toString(${codePoint('c')}), ${characters(argAs(call, 0, 'string').sql)}), ','), ']')`,
      'dynamic',
      false,
    ),
  to_utf8: (call) =>
    sqlOf(
      `concat('[', arrayStringConcat(arrayMap(c -> toString(${codePoint('c')}), ${characters(argAs(call, 0, 'string').sql)}), ','), ']')`,
      'dynamic',
      false,
    ),
  has_any_index: (call) => {
    const source = boundText(call, 0);
    const terms = call.scope.bindSql(
      `JSONExtract(ifNull(${argAs(call, 1, 'dynamic').sql}, '[]'), 'Array(String)')`,
    );
    const found = `arrayFirstIndex(x -> positionCaseInsensitiveUTF8(${source}, x) > 0, ${terms})`;
    return whole(`if(${source} = '', toInt64(-1), toInt64(${found}) - 1)`);
  },
};

const BYTE_UNITS = ['Bytes', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** format_bytes(size, digits, unit): 10.1 KB */
function formatBytes(call: Call): Sql {
  const { scope } = call;
  const size = bound(call, 0, 'real');
  const digits = constantWhole(call, 1) ?? 0;
  const units = `[${BYTE_UNITS.map((unit) => `'${unit}'`).join(', ')}]`;
  const fitting = `greatest(1, arrayLastIndex(i -> abs(${size}) >= pow(1024, i), range(${BYTE_UNITS.length})))`;
  const given = call.args[2] === undefined ? undefined : argAs(call, 2, 'string').sql;
  const unit = scope.bindSql(
    given === undefined
      ? fitting
      : `if(${given} = '', ${fitting}, greatest(1, indexOf(${units}, ${given})))`,
  );
  const scaled = `round(${size} / pow(1024, ${unit} - 1), ${digits})`;
  return text(`ifNull(concat(toString(${scaled}), ' ', ${units}[${unit}]), '')`);
}

function texts({ args, scope }: Call): readonly string[] {
  return args.map((value) => convert(value, 'string', scope).sql);
}

function concatenated(parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] ?? `''`) : `concat(${parts.join(', ')})`;
}

/** `strrep(text, times, delimiter)`. */
function strrep(call: Call): Sql {
  const times = `toUInt64(greatest(0, least(1024, ifNull(${argAs(call, 1, 'long').sql}, 0))))`;
  const value = argAs(call, 0, 'string').sql;
  if (call.args[2] === undefined) return text(`repeat(${value}, ${times})`);
  return text(
    joined(`arrayWithConstant(${times}, ${value})`, argAs(call, 2, 'string'), call.scope),
  );
}

/** A negative start counts from the end; the engine counts from 1. */
function substring(call: Call): Sql {
  const source = boundText(call, 0);
  const start = argAs(call, 1, 'long');
  const from =
    typeof start.value === 'bigint' && start.value >= 0n
      ? longLiteral(start.value + 1n)
      : fromEnd(source, call.scope.bindSql(start.sql));
  if (call.args[2] === undefined) return text(`substringUTF8(${source}, ${from})`);
  const length = argAs(call, 2, 'long');
  const size =
    typeof length.value === 'bigint' && length.value >= 0n
      ? length.sql
      : `greatest(toInt64(0), ifNull(${length.sql}, 0))`;
  return text(`substringUTF8(${source}, ${from}, ${size})`);
}

function fromEnd(source: string, start: string): string {
  return `if(ifNull(${start}, 0) < 0, greatest(toInt64(1), lengthUTF8(${source}) + ${start} + 1), ifNull(${start}, 0) + 1)`;
}

/** `indexof(text, sought, start, length, occurrence)`: position from 0, -1 when it is not there. */
function indexof(call: Call): Sql {
  const [source, sought] = [boundText(call, 0), boundText(call, 1)];
  const start = call.args[2] === undefined ? undefined : bound(call, 2, 'long');
  if (call.args[3] !== undefined) return partialIndexof(call, source, sought);
  const found =
    start === undefined
      ? `positionUTF8(${source}, ${sought})`
      : `positionUTF8(${source}, ${sought}, toUInt64(${startOf(start, source)} + 1))`;
  const position = call.scope.bindSql(`toInt64(${found}) - 1`);
  return sqlOf(position, call.type, false);
}

function startOf(start: string, source: string): string {
  return `if(ifNull(${start}, 0) < 0, greatest(toInt64(0), lengthUTF8(${source}) + ${start}), ifNull(${start}, 0))`;
}

/** Looks in a part of the text, for the n-th occurrence. */
function partialIndexof(call: Call, source: string, sought: string): Sql {
  const { scope } = call;
  const start = scope.bindSql(startOf(bound(call, 2, 'long'), source));
  const length = scope.bindSql(`ifNull(${argAs(call, 3, 'long').sql}, -1)`);
  const occurrence = call.args[4] === undefined ? '1' : scope.bindSql(argAs(call, 4, 'long').sql);
  const places = scope.bindSql(
    `arrayFilter(i -> i > ${start} AND substringUTF8(${source}, i, lengthUTF8(${sought})) = ${sought}, range(1, lengthUTF8(${source}) + 1))`,
  );
  // Each search looks at `length` characters from where the last one ended.
  const inReach = `arrayAll(k -> ${places}[k] - 1 + lengthUTF8(${sought}) <= if(k = 1, ${start}, ${places}[k - 1]) + ${length}, range(1, toUInt64(greatest(1, ifNull(${occurrence}, 1))) + 1))`;
  return sqlOf(
    `if(ifNull(${occurrence}, 0) < 1 OR length(${places}) < ${occurrence} OR NOT (${length} < 0 OR ${inReach}), toInt64(-1), toInt64(${places}[${occurrence}]) - 1)`,
    call.type,
    false,
  );
}

/** The characters of a text. */
export function characters(sql: string): string {
  return `extractAll(${sql}, '(?s).')`;
}

/** Number of a character, decoded from its UTF-8. */
export function codePoint(char: string): string {
  const byte = (at: number) => `reinterpretAsUInt8(substring(${char}, ${at}, 1))`;
  const tail = (at: number, shift: number) =>
    `bitShiftLeft(bitAnd(toUInt32(${byte(at)}), 63), ${shift})`;
  const head = (mask: number, shift: number) =>
    `bitShiftLeft(bitAnd(toUInt32(${byte(1)}), ${mask}), ${shift})`;
  return `multiIf(length(${char}) = 1, toUInt32(${byte(1)}),
    length(${char}) = 2, ${head(31, 6)} + ${tail(2, 0)},
    length(${char}) = 3, ${head(15, 12)} + ${tail(2, 6)} + ${tail(3, 0)},
    ${head(7, 18)} + ${tail(2, 12)} + ${tail(3, 6)} + ${tail(4, 0)})`;
}
