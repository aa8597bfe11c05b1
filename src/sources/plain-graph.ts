import type { Field } from '../schema/field.ts';
import { signInFields, type SignInTable } from '../schema/sign-in-fields.ts';
import { isSpelledAsGraph } from './landing-text.ts';
import { isPlainId } from './record-id.ts';
import { wholeCharacters } from './reject.ts';
import { timeText } from './time-text.ts';

/** A Graph sign-in that the engine can take apart itself: its own members, canonically written, are its
 *  landing row. */
export interface PlainSignIn {
  readonly id: string;
  readonly table: SignInTable;
}

/** Lines that are looked at. Chosen by hand: a file that begins so for 20 lines mostly goes on so;
 *  whoever relies on it checks every line again. */
const LINES = 20;

/** What Microsoft Graph sends: 0 to 7 digits of a second, UTC. Other forms must be understood first. */
const GRAPH_TIME = /^(?:19[7-9]|20\d|21\d)\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?Z$/;

const FIELDS: ReadonlyMap<string, Field> = new Map(
  signInFields.flatMap((field) => (field.graph === null ? [] : [[field.graph, field] as const])),
);
/** Members that would be taken for a field that Graph does not have, or has in another spelling. */
const MISLEADING: ReadonlySet<string> = new Set([
  ...signInFields.map(({ landing }) => landing.toLowerCase()),
  ...[...FIELDS.keys()].map((name) => name.toLowerCase()),
]);

const TABLE_OF_EVENT: Readonly<Record<string, SignInTable>> = {
  interactiveUser: 'SigninLogs',
  nonInteractiveUser: 'AADNonInteractiveUserSignInLogs',
  servicePrincipal: 'AADServicePrincipalSignInLogs',
  managedIdentity: 'AADManagedIdentitySignInLogs',
};

/** Looks at a parsed record. Says no to many that `normalise` understands: it must never say yes where
 *  that would understand something else.
 *  @returns null = `normalise` must read it */
export function plainSignIn(value: unknown): PlainSignIn | null {
  if (typeof value !== 'object' || value === null || !('ipAddress' in value)) return null;
  const record = value as Readonly<Record<string, unknown>>;
  const { id, createdDateTime } = record;
  if (typeof id !== 'string' || !isPlainId(id)) return null;
  if (typeof createdDateTime !== 'string' || !GRAPH_TIME.test(createdDateTime)) return null;
  if (timeText(createdDateTime) === null) return null;
  for (const key in record) if (!isPlainMember(key, record[key])) return null;
  const table = tableOf(record);
  return table === null ? null : { id, table };
}

function isPlainMember(key: string, value: unknown): boolean {
  const field = FIELDS.get(key);
  if (field === undefined) return !MISLEADING.has(key.toLowerCase());
  if (value === null || value === '') return true;
  if (field.json) return typeof value === 'object' && isSpelledAsGraph(value);
  if (field.type === 'bool') return typeof value === 'boolean';
  if (typeof value === 'number') return Number.isSafeInteger(value);
  return typeof value === 'string';
}

function tableOf(record: Readonly<Record<string, unknown>>): SignInTable | null {
  const { signInEventTypes, isInteractive, userPrincipalName } = record;
  if (Array.isArray(signInEventTypes)) {
    if (signInEventTypes.length !== 1) return null;
    return TABLE_OF_EVENT[String(signInEventTypes[0])] ?? null;
  }
  const isPerson = typeof userPrincipalName === 'string' && userPrincipalName !== '';
  return (signInEventTypes ?? '') === '' && isInteractive === true && isPerson
    ? 'SigninLogs'
    : null;
}

/** The text of a plain sign-in that the engine reads. Nothing in it needs a second look: escapes,
 *  numbers and spaces are as JSON.stringify writes them.
 *  @returns null = half a surrogate pair, which the engine refuses */
export function plainLine(value: unknown): string | null {
  const text = JSON.stringify(value);
  return text.includes(String.raw`\ud`) ? null : text;
}

/** Looks at how a file begins: with plain sign-ins, one a line and canonically written, the engine may
 *  read the file itself.
 *  @param sample  the first bytes; must hold one whole line
 *  @returns names of members that are no field; null = `normalise` must read the file */
export function plainGraphSignIns(sample: Uint8Array): { unknown: readonly string[] } | null {
  const whole = wholeCharacters(sample);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(whole);
  const lines = text.split('\n', LINES + 1).slice(0, -1);
  const records = lines.map((line) => (line.startsWith('{"id":"') ? plainRecord(line) : null));
  if (lines.length === 0 || records.includes(null)) return null;
  const names = new Set(records.flatMap((record) => Object.keys(record ?? {})));
  return { unknown: [...names].filter((name) => !FIELDS.has(name)) };
}

function plainRecord(line: string): object | null {
  if (line.includes('\uFFFD')) return null;
  try {
    const record: unknown = JSON.parse(line);
    if (typeof record !== 'object' || record === null) return null;
    return plainSignIn(record) !== null && plainLine(record) === line ? record : null;
  } catch {
    return null;
  }
}
