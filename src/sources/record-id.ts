import { createHash } from 'node:crypto';

/** Ids are about 36 characters, audit ids up to 120. Chosen by hand. */
const MAX_ID_CHARACTERS = 1000;

const GUID = /^[\da-f]{8}-[\da-f-]{27}$/i;

/** The id under which a record is kept: GUIDs in small letters, since they are written in both cases.
 *  @returns null for what cannot be one */
export function recordId(text: string): string | null {
  const id = text.trim();
  if (id === '' || id.length > MAX_ID_CHARACTERS) return null;
  return GUID.test(id) ? id.toLowerCase() : id;
}

/** Whether an id is kept as it stands. */
export function isPlainId(text: string): boolean {
  return recordId(text) === text;
}

/** The id of a record that came without one: the same content, the same id. Two exports of one sign-in
 *  that differ in a single field are two records then. */
export function contentId(record: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(record)).digest('hex');
  return `content-${hash.slice(0, 32)}`;
}
