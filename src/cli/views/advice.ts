import { textWidth, wrap, type Screen } from '../terminal/index.ts';

/** What can be done, and the line that does it: behind it where there is room, else below, never cut, so
 *  that it can be copied. */
export function advice(text: string, line: string, screen: Screen): string {
  const together = `${text} ${line}`;
  if (textWidth(together) <= screen.width) return together;
  return [...wrap(text, screen.width), `  ${line}`].join('\n');
}
