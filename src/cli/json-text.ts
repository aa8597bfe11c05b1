/** What JSON.stringify leaves as it is, and a terminal or an editor might obey: DEL and C1 controls,
 *  line separators, bidi controls. */
const UNSAFE_IN_JSON = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Node has it, TypeScript's library does not name it yet. */
const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => unknown };

/** One line of JSON that is as safe on a terminal as it is in a file. Bigints are written as numbers. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'bigint' ? rawJSON(String(each)) : each,
  );
  return text.replace(
    UNSAFE_IN_JSON,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
