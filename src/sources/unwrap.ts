import { parseJson } from './json-values.ts';
import { recognise } from './recognise.ts';

/** A JSON value of the input, as text and parsed. */
export interface Unwrapped {
  readonly text: string;
  readonly value: unknown;
}

/** Members under which log shippers carry the event itself, as text. */
const CARRIERS = ['_raw', 'message', 'Message', 'log'] as const;

/** Members under which the event itself stands as an object: containers, Elastic, test cases of rules. */
const HOLDERS = ['log', '_source', 'event'] as const;

/** Members that hold the event's own list of records, when the event came as text. */
const LISTS = ['value', 'records', 'Records'] as const;

/** Shippers inside shippers are followed no further. Chosen by hand. */
const MAX_WRAPPINGS = 4;

/** Takes an event out of what carries it: text in `_raw` or `message`, Splunk's `result`, a string
 *  that is JSON itself. What is not wrapped comes back as it is. */
export function unwrap(wrapped: Unwrapped, depth = 0): Unwrapped[] {
  if (depth >= MAX_WRAPPINGS) return [wrapped];
  const held = heldEvent(wrapped.value);
  if (held !== undefined) return [{ text: JSON.stringify(held), value: held }];
  const carried = carriedText(wrapped.value);
  if (carried === undefined) return depth > 0 ? listed(wrapped) : [wrapped];
  const parsed = parseFromBrace(carried);
  return parsed === undefined ? [wrapped] : unwrap(parsed, depth + 1);
}

/** Only where what is inside is known, and what is outside is not. */
function heldEvent(value: unknown): object | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const key of HOLDERS) {
    const held: unknown = (value as Record<string, unknown>)[key];
    if (typeof held !== 'object' || held === null) continue;
    if ('shape' in recognise(held) && !('shape' in recognise(value))) return held;
  }
  return undefined;
}

function carriedText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const event = 'result' in value && hasCarrier(value.result) ? value.result : value;
  if (!hasCarrier(event)) return undefined;
  return CARRIERS.map((key) => event[key]).find((text) => typeof text === 'string');
}

function hasCarrier(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  return CARRIERS.some((key) => {
    const text = (value as Record<string, unknown>)[key];
    return typeof text === 'string' && text.includes('{');
  });
}

/** Text may have a prefix before the JSON, as in syslog. */
function parseFromBrace(carried: string): Unwrapped | undefined {
  const trimmed = carried.trim();
  const text = trimmed.startsWith('[') ? trimmed : trimmed.slice(trimmed.indexOf('{'));
  try {
    return { text, value: parseJson(text) };
  } catch {
    return undefined;
  }
}

function listed(unwrapped: Unwrapped): Unwrapped[] {
  const list = listIn(unwrapped.value);
  return list === undefined
    ? [unwrapped]
    : list.map((value) => ({ text: JSON.stringify(value), value }));
}

function listIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value as unknown[];
  if (typeof value !== 'object' || value === null) return undefined;
  const record = value as Record<string, unknown>;
  const list = LISTS.map((key) => record[key]).find(
    (each) => Array.isArray(each) && typeof each[0] === 'object',
  );
  return list as readonly unknown[] | undefined;
}
