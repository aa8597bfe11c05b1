import type { KqlType } from './types.ts';

/** The only functions that write a user's text into SQL. */

/** A string literal of ClickHouse. Every character that could end or bend it is escaped. */
export function quote(text: string): string {
  const escaped = text
    .toWellFormed()
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('\0', '\\0')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(CONTROL, hexadecimal);
  return `'${escaped}'`;
}

// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u{1}-\u{1F}\u{7F}]/gv;

/** No control character stays as it is: some mean something to what writes the statement. */
function hexadecimal(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

/** An identifier of ClickHouse: always in back quotes, so that no word of its grammar is one. */
export function quoteName(name: string): string {
  const escaped = name
    .toWellFormed()
    .replaceAll('\\', '\\\\')
    .replaceAll('`', '\\`')
    .replaceAll('\0', '\\0')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(CONTROL, hexadecimal);
  return `\`${escaped}\``;
}

/** A long constant; ClickHouse would give a bare one the narrowest type that holds it. */
export function longLiteral(value: bigint | number): string {
  const text = value.toString();
  // The smallest long cannot be written as minus its opposite.
  return text === '-9223372036854775808' ? `toInt64('${text}')` : `toInt64(${text})`;
}

export function realLiteral(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '(-inf)';
  return `toFloat64(${Object.is(value, -0) ? '-0.' : value})`;
}

/** A decimal constant from its digits, such as '-12.5' or '1e-3'. */
export function decimalLiteral(digits: string): string {
  return `CAST(${quote(digits)} AS Decimal(76, 20))`;
}

/** A datetime constant from ticks since 1970. */
export function datetimeLiteral(ticks: bigint): string {
  return `reinterpret(toInt64(${ticks}), 'DateTime64(7, \\'UTC\\')')`;
}

/** The null of a type, typed so that the engine does not guess. */
export function nullLiteral(type: KqlType): string {
  switch (type) {
    case 'string':
    case 'guid':
      return `''`;
    case 'long':
    case 'int':
    case 'timespan':
      return 'CAST(NULL AS Nullable(Int64))';
    case 'real':
      return 'CAST(NULL AS Nullable(Float64))';
    case 'decimal':
      return 'CAST(NULL AS Nullable(Decimal(76, 20)))';
    case 'bool':
      return 'CAST(NULL AS Nullable(Bool))';
    case 'datetime':
      return `CAST(NULL AS Nullable(DateTime64(7, 'UTC')))`;
    case 'dynamic':
    default:
      return 'CAST(NULL AS Nullable(String))';
  }
}
