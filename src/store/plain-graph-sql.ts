import { NESTED_NAMES } from '../schema/nested-names.ts';
import { signInFields } from '../schema/sign-in-fields.ts';
import { KIND_OF_FIELDS } from './sign-in-kind-sql.ts';

/** What a record must look like for the engine to take it apart as our readers would: their
 *  `plainSignIn`, as SQL. It may say no to what they understand, never yes where they understand
 *  something else. */

const fieldsOf = (kind: (field: (typeof signInFields)[number]) => boolean): string[] => [
  ...new Set(
    signInFields.flatMap((each) => (each.graph !== null && kind(each) ? [each.landing] : [])),
  ),
];

/** A file's other members are passed over, though they may be called like a field of another shape. */
export const GRAPH_FIELDS: readonly string[] = fieldsOf(() => true);

/** Of `line`, a record as text: the id comes first, as Graph writes it, so that the id found by text
 *  search belongs to the top level; no escape that the readers would write in another way; no space
 *  after a name, which would make another text, and so another copy, of the same record. */
export const PLAIN_LINE = `startsWith(line, '{"id":"') AND endsWith(line, '}') AND isValidUTF8(line)
  AND position(line, '\\\\u') = 0 AND position(line, '\\\\/') = 0 AND position(line, '": ') = 0`;

/** Kept under itself: neither trimmed nor, as GUIDs are, written in small letters. */
export const PLAIN_ID = `Id != '' AND Id = trimBoth(Id) AND length(Id) <= 1000
  AND (length(Id) != 36 OR Id = lower(Id))`;

const PLAIN_TIME =
  '^(19[7-9]|20[0-9]|21[0-9])[0-9]-(0[1-9]|1[0-2])-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,7})?Z$';

/** Numbers that the readers would write in another way: 59.10, 1e-7, more digits than a double has. */
const ODD_NUMBER = '[.][0-9]*0[,}]|[.][0-9]{16}|[0-9][eE][-+]?[0-9]';

/** Members that Graph sends as integers. */
const NUMBERS = ['autonomousSystemNumber', 'processingTimeInMilliseconds'];

const TRUTHS = fieldsOf(({ type }) => type === 'bool');
const NESTED = fieldsOf(({ json }) => json);

/** Names inside nested values that the readers would write in Graph's way. */
const ODD_NAME = `"([A-Z][A-Za-z]*|${NESTED_NAMES.map((name) => name.toLowerCase())
  .filter((name) => !NESTED_NAMES.includes(name))
  .join('|')})":`;

/** Of the members of a record, each a text. */
export const PLAIN_FIELDS = `
  match(createdDateTime, '${PLAIN_TIME}')
  AND parseDateTime64BestEffortOrNull(createdDateTime, 7, 'UTC') IS NOT NULL
  AND kind != ''
  AND ${TRUTHS.map((field) => `${field} IN ('', 'true', 'false')`).join(' AND ')}
  AND ${NUMBERS.map((field) => `NOT match(${field}, '[^0-9]')`).join(' AND ')}
  AND NOT match(location, '${ODD_NUMBER}')
  AND NOT match(nested, '${ODD_NAME}') AND position(nested, '{\\'') = 0`;

/** What PLAIN_FIELDS looks at, besides the members. */
export const PLAIN_COLUMNS = `${KIND_OF_FIELDS} AS kind, concat(${NESTED.join(', ')}) AS nested`;
