import { wrap, type Screen } from '../terminal/index.ts';

/** A heading and what stands under it; '' when there is nothing to show. */
export function section(title: string, body: string, screen: Screen): string {
  return body === '' ? '' : `${screen.paint('bold', title)}\n${indented(body)}\n`;
}

/** Sections with an empty line between, the empty ones left out. */
export function page(...sections: readonly string[]): string {
  return sections
    .filter((each) => each !== '')
    .join('\n')
    .trimEnd();
}

export function indented(text: string, by = 2): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(by));
}

/** Wrapped to lines of at most `width` columns; those after the first begin below the text that follows
 *  the first `indent` characters. */
export function hanging(text: string, width: number, indent: number): string {
  return wrap(text.slice(indent), width - indent)
    .map((line, at) => (at === 0 ? text.slice(0, indent) : ' '.repeat(indent)) + line)
    .join('\n');
}
