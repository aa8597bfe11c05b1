/** Rows of cells of a small delimited text that is in memory: RFC 4180, cells in quotes may hold
 *  delimiters, line ends and doubled quotes. Empty lines are no rows. */
export function delimitedRows(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at, delimiter);
    row.push(cell.text);
    at = cell.end;
    if (text[at] === delimiter) {
      at++;
      // What ends in a delimiter has one more cell, and it is empty.
      if (at === text.length || text[at] === '\n' || text[at] === '\r') row.push('');
      else continue;
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}

interface Cell {
  readonly text: string;
  readonly end: number;
}

function plainCell(text: string, start: number, delimiter: string): Cell {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') {
    end++;
  }
  return { text: text.slice(start, end), end };
}

function quotedCell(text: string, start: number): Cell {
  let end = start + 1;
  while (end < text.length && !(text[end] === '"' && text[end + 1] !== '"')) {
    end += text[end] === '"' ? 2 : 1;
  }
  const inside = text.slice(start + 1, end).replaceAll('""', '"');
  return { text: inside, end: Math.min(text.length, end + 1) };
}
