import { styleText } from 'node:util';

export type Style = Extract<Parameters<typeof styleText>[0], string>;

/** What a picture must know of where it is drawn. */
export interface Screen {
  /** columns for pictures and running text */
  readonly width: number;
  /** columns for tables: in a pipe they are not cut, so that grep sees whole values */
  readonly tableWidth: number;
  /** adds colour where there is colour; the text itself is unchanged */
  readonly paint: (style: Style, text: string) => string;
}

const PIPE_WIDTH = 100;
const NARROWEST = 40;

/** The part of a stream that says what it is. */
export interface StreamTraits {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** @param environment  NO_COLOR, FORCE_COLOR, TERM and COLUMNS are read */
export function screenOf(
  stream: StreamTraits,
  environment: Readonly<Record<string, string | undefined>>,
): Screen {
  const tty = stream.isTTY === true;
  const asked = Number(environment['COLUMNS']);
  const known = stream.columns ?? (Number.isInteger(asked) && asked > 0 ? asked : PIPE_WIDTH);
  const width = Math.max(NARROWEST, known);
  return {
    width,
    tableWidth: tty ? width : Infinity,
    paint: hasColour(tty, environment) ? coloured : (_style, text) => text,
  };
}

/** NO_COLOR wins, as https://no-color.org asks; FORCE_COLOR is for pipes that end in a pager. */
function hasColour(tty: boolean, environment: Readonly<Record<string, string | undefined>>) {
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return tty && environment['TERM'] !== 'dumb';
}

function coloured(style: Style, text: string): string {
  return styleText(style, text, { validateStream: false });
}
