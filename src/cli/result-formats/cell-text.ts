import type { KqlValue } from '../../kql/index.ts';
import { jsonText } from '../json-text.ts';

/** A value as text: what tostring() shows, null as nothing. Not yet safe to print. */
export function cellText(value: KqlValue): string {
  if (value === null) return '';
  if (typeof value === 'object') return jsonText(value);
  return String(value);
}

/** Shorter for people: no seventh of a second that nobody wrote, a space instead of T. */
export function readableText(value: KqlValue, type: string): string {
  const text = cellText(value);
  if (type !== 'datetime') return text;
  return text.replace('T', ' ').replace(/(?:\.0+|(\.\d*?)0+)Z$/, '$1Z');
}

export function isNumeric(type: string): boolean {
  return type === 'long' || type === 'int' || type === 'real' || type === 'decimal';
}
