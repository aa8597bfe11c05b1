import type { Screen } from '../terminal/index.ts';

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
