import { printable } from '../terminal/index.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text from a log made safe inside HTML, SVG and their attributes in quotes. */
export function escapeMarkup(text: string): string {
  return printable(text).replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? '');
}
