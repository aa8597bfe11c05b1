import type { Field, KqlType } from '../schema/field.ts';
import { graphSpelling } from '../schema/nested-names.ts';
import { parsePythonLiteral } from './python-literal.ts';
import { timeText, type TimeOptions } from './time-text.ts';

/** What exports write where there is nothing. */
const WORDS_FOR_NOTHING: ReadonlySet<string> = new Set(['(blank)', 'null', 'NULL']);

export interface ReadingOptions extends TimeOptions {
  /** the shape writes null where there is nothing, so that words such as NULL are names */
  readonly hasNull?: boolean;
}

const TEXT_OF_TYPE: Readonly<
  Record<KqlType, (value: unknown, options: ReadingOptions) => string | null>
> = {
  datetime: timeText,
  bool: boolText,
  long: numberText,
  int: numberText,
  real: numberText,
  string: plainText,
  dynamic: jsonText,
};

/** Text of a field in the landing row: times in UTC with seven digits, nested values as compact JSON
 *  with Graph's names, booleans as true or false, numbers as digits.
 *  @returns '' where the record does not say; null where it says what the field cannot be */
export function landingText(
  field: Field,
  value: unknown,
  options: ReadingOptions = {},
): string | null {
  if (value === null || value === undefined) return '';
  if (value === '') return '';
  if (typeof value === 'string' && !options.hasNull && WORDS_FOR_NOTHING.has(value)) return '';
  return field.json ? jsonText(value) : TEXT_OF_TYPE[field.type](value, options);
}

/** Compact JSON of a nested value, which may come as JSON text or as Python's repr of it. Text that is
 *  neither stays as it is. */
export function jsonText(value: unknown): string {
  const nested = typeof value === 'string' ? nestedIn(value) : value;
  if (nested === null || nested === undefined) return '';
  if (typeof nested === 'string') return nested;
  return JSON.stringify(isSpelledAsGraph(nested) ? nested : respelled(nested));
}

function nestedIn(text: string): unknown {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed)) return trimmed;
  try {
    return JSON.parse(trimmed) as unknown;
  } catch {
    return parsePythonLiteral(trimmed) ?? text;
  }
}

/** Whether the keys of a nested value are Graph's own. True for nearly every record; looking is cheaper
 *  than copying. */
export function isSpelledAsGraph(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isSpelledAsGraph);
  for (const key in value) {
    if (graphSpelling(key) !== key) return false;
    if (!isSpelledAsGraph((value as Record<string, unknown>)[key])) return false;
  }
  return true;
}

function respelled(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(respelled);
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [graphSpelling(key), respelled(child)]),
  );
}

function boolText(value: unknown): string | null {
  const text = plainText(value).trim().toLowerCase();
  if (text === 'true' || text === '1' || text === 'yes') return 'true';
  return text === 'false' || text === '0' || text === 'no' ? 'false' : null;
}

function numberText(value: unknown): string | null {
  const text = plainText(value).trim();
  return /^-?\d+(?:\.\d+)?$/.test(text) ? text : null;
}

function plainText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
