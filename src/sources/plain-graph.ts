import { signInFields } from '../schema/sign-in-fields.ts';
import { compactText } from './compact-text.ts';
import { isRefusal, normalise } from './normalise.ts';
import { wholeCharacters } from './reject.ts';

/** Lines that are looked at. Chosen by hand: a file that begins so for 20 lines mostly goes on so;
 *  whoever relies on it checks every line again. */
const LINES = 20;

const GRAPH_NAMES: ReadonlySet<string> = new Set(signInFields.flatMap(({ graph }) => graph ?? []));
const KNOWN_IN_LOWER_CASE: ReadonlySet<string> = new Set(
  [...GRAPH_NAMES].map((name) => name.toLowerCase()),
);
const NESTED: ReadonlySet<string> = new Set(
  signInFields.filter(({ json }) => json).map(({ landing }) => landing),
);

/** Whether a file begins with Graph sign-ins, one a line, compact, whose landing row is nothing but
 *  their own members: then the engine may read the file itself.
 *  @param sample  the first bytes; must hold one whole line */
export function isPlainGraphSignIns(sample: Uint8Array): boolean {
  const whole = wholeCharacters(sample);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(whole);
  const lines = text.split('\n', LINES + 1).slice(0, -1);
  return lines.length > 0 && lines.every((line) => isPlain(line.replace(/\r$/, '')));
}

function isPlain(line: string): boolean {
  if (!line.startsWith('{"id":"') || line.includes('\uFFFD')) return false;
  try {
    const record = JSON.parse(line) as Record<string, unknown>;
    return compactText(line) === line && hasPlainMembers(record) && !isRefusal(normalise(record));
  } catch {
    return false;
  }
}

function hasPlainMembers(record: Record<string, unknown>): boolean {
  if (typeof record['createdDateTime'] !== 'string' || !('ipAddress' in record)) return false;
  return Object.entries(record).every(([key, value]) => {
    if (!GRAPH_NAMES.has(key)) return !KNOWN_IN_LOWER_CASE.has(key.toLowerCase());
    // JSON inside a string must be taken apart first
    return !(NESTED.has(key) && typeof value === 'string' && value !== '');
  });
}
