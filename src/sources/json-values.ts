import { isUtf8 } from 'node:buffer';
import { isEnvelopeAt, memberAt, skipSpace } from './json-scan.ts';

/** Members that hold records: Graph pages, Azure Monitor batches, query answers. */
export const TOP_KEYS: ReadonlySet<string> = new Set(['value', 'records', 'tables']);

const OPEN_BRACE = 0x7b;

/** JSON text and its value. */
export interface Parsed {
  readonly text: string;
  readonly value: unknown;
}

/** @returns undefined for what is not JSON in UTF-8 */
export function parse(bytes: Buffer): Parsed | undefined {
  if (!isUtf8(bytes)) return undefined;
  const text = bytes.toString('utf8').trim();
  try {
    return { text, value: parseJson(text) };
  } catch {
    return undefined;
  }
}

const STRING = /"(?:[^"\\]|\\.)*"/gs;
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROLS = /[\u0000-\u001f]/g;

/** JSON.parse that forgives tabs and line ends inside strings, as the engine does: careless programs
 *  write them as they are.
 *  @throws SyntaxError */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const escaped = text.replaceAll(STRING, (string) =>
      string.replaceAll(CONTROLS, (control) => JSON.stringify(control).slice(1, -1)),
    );
    if (escaped === text) throw error;
    return JSON.parse(escaped) as unknown;
  }
}

/** What JSON.parse has against it. */
export function parseError(bytes: Buffer): string {
  try {
    JSON.parse(bytes.toString('utf8'));
    return '';
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 200) : '';
  }
}

/** An object one of whose members is a list of records. */
export function isEnvelope(value: unknown): boolean {
  if (!isObject(value)) return false;
  return Object.entries(value).some(
    ([key, list]) =>
      Array.isArray(list) &&
      TOP_KEYS.has(key.toLowerCase()) &&
      (list.length === 0 || isObject(list[0])),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An element of a list that is a page of records itself, seen by its first member only. */
export function isPage(element: Buffer): boolean {
  if (element[0] !== OPEN_BRACE) return false;
  const member = memberAt(element, skipSpace(element, 1, element.length), element.length);
  if (member === 'more' || member === 'bad') return false;
  const isOdata = member.key.startsWith('@odata.');
  if (!isOdata) return member.isList && TOP_KEYS.has(member.key);
  return isEnvelopeAt(element, 0, element.length, TOP_KEYS);
}

/** Names of a table's columns: `[{"name":…}]` or plain strings. */
export function columnNames(bytes: Buffer): string[] | null {
  const columns = parse(bytes)?.value;
  if (!Array.isArray(columns)) return null;
  return columns.map((column: unknown) =>
    typeof column === 'object' && column !== null && 'name' in column
      ? String(column.name)
      : String(column),
  );
}

/** Levels of nesting, counted no further than one beyond `limit`. */
export function depthOf(value: unknown, limit: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (limit < 0) return 1;
  let deepest = 0;
  for (const child of Object.values(value)) {
    if (typeof child !== 'object' || child === null) continue;
    const depth = depthOf(child, limit - 1);
    if (depth > deepest) deepest = depth;
  }
  return deepest + 1;
}
