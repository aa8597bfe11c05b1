/** Everything that could move the cursor, change colours, reverse the reading direction or break a
 *  line: C0 and C1 controls, line and paragraph separators, bidi controls, invisible format
 *  characters, the tag block and lone surrogates. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The joiners that scripts and emoji sequences need: they move nothing. */
const HARMLESS = new Set(['\u200C', '\u200D']);

/** More marks than any script stacks on one letter; more than this climbs over the lines above. */
const MARK_PILE = /(\p{M}{4})\p{M}+/gu;

/** Text from a log made safe for a terminal: one line, no escape sequence, no reversed reading.
 *  What was taken out stays visible as its code, so two different names never look the same.
 *
 *      printable('eve\u001b[2J') === 'eve\\u{1b}[2J'
 *
 *  Unicode Technical Report 36, section 3; "Trojan Source", CVE-2021-42574. */
export function printable(text: string): string {
  return text
    .replace(UNSAFE, (char) => (HARMLESS.has(char) ? char : escapeOf(char)))
    .replace(MARK_PILE, '$1…');
}

function escapeOf(char: string): string {
  return `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
}
