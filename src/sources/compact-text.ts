const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The same JSON without spaces and line breaks between its tokens. Its hash identifies a copy of a
 *  record, pretty-printed or not; numbers and escapes stay as they were written. Compact text comes
 *  back as it is.
 *  @param text  valid JSON */
export function compactText(text: string): string {
  let compact = '';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      i = stringEnd(text, i);
    } else if (code <= 0x20) {
      compact += text.slice(from, i);
      from = i + 1;
    }
  }
  return from === 0 ? text : compact + text.slice(from);
}

/** @returns index of the closing quote */
function stringEnd(text: string, start: number): number {
  for (let i = text.indexOf('"', start + 1); i !== -1; i = text.indexOf('"', i + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(i - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return i;
  }
  return text.length;
}
