import type { ShowOutput } from '../../schema/outputs.ts';
import { fit, formatTime, printable, wrap, type Screen } from '../terminal/index.ts';
import { page, section } from './section.ts';

/** Each copy as it was sent beside the row that was made of all, where the terminal is wide enough;
 *  else one below the other. Empty columns of the row are left out. */
export function drawRecord({ raw, flattened }: ShowOutput, screen: Screen): string {
  const sides = screen.width >= 100;
  const width = sides ? Math.floor((screen.width - 3) / 2) : screen.width - 2;
  const copies = raw.flatMap(({ text, origin, arrivedAt }, index) => [
    screen.paint('bold', fit(copyTitle(index, raw.length), width)),
    screen.paint('dim', fit(`${printable(origin)}, ${formatTime(Date.parse(arrivedAt))}`, width)),
    ...prettyLines(text).flatMap((line) => broken(line, width)),
    ' '.repeat(width),
  ]);
  const row = Object.entries(flattened)
    .filter(([, value]) => !isEmpty(value))
    .flatMap(([column, value]) =>
      broken(
        `${column}: ${printable(typeof value === 'string' ? value : JSON.stringify(value))}`,
        width,
      ),
    );
  if (!sides) {
    return page(copies.join('\n'), section('As it is stored', row.join('\n'), screen));
  }
  const right = [screen.paint('bold', fit('As it is stored', width)), ...row];
  return Array.from({ length: Math.max(copies.length, right.length) }, (_, index) =>
    `${copies[index] ?? ' '.repeat(width)} ${screen.paint('dim', '│')} ${right[index] ?? ''}`.trimEnd(),
  ).join('\n');
}

function copyTitle(index: number, count: number): string {
  return count === 1 ? 'As it was sent' : `As it was sent, copy ${index + 1} of ${count}`;
}

/** JSON laid out over lines; whatever else it is, as it stands. */
function prettyLines(text: string): string[] {
  try {
    return JSON.stringify(JSON.parse(text), null, 2).split('\n').map(printable);
  } catch {
    return [printable(text)];
  }
}

/** Lines of exactly `width` columns; what goes on is indented under where it began. */
function broken(line: string, width: number): string[] {
  const [, indent = '', rest = ''] = /^( *)(.*)$/s.exec(line) ?? [];
  const lead = indent.slice(0, Math.floor(width / 2));
  return wrap(rest, width - lead.length - 2).map((part, index) =>
    fit(`${lead}${index === 0 ? '' : '  '}${part}`, width),
  );
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || value === undefined;
}
