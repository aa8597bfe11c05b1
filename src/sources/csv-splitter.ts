import { isUtf8 } from 'node:buffer';
import type { Piece } from './json-splitter.ts';
import { MAX_RECORD_BYTES, type RejectReason } from './reject.ts';

const QUOTE = 0x22;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

export interface CsvDialect {
  /** ',' ';' or tab */
  readonly delimiter: string;
  /** header cells as records use them: trimmed, spaces collapsed, repeats numbered */
  readonly headers: readonly string[];
  /** bytes to leave out before the first row: header, and lines that programs put before it */
  readonly headerBytes: number;
  /** 9/5/2023 is 9 May; told by the whole of what can be looked at ahead, see dayFirstIn */
  readonly isDayFirst: boolean;
}

/** Marks records of files with day-first dates, so that a record read again on its own is read the
 *  same. */
export const DATE_ORDER_KEY = '@oddsock.dateOrder';

/** Cuts CSV (RFC 4180, with cells over several lines) into records {header: cell}. Empty cells are
 *  left out. Rows that are longer than the header are rejected; shorter ones end in empty cells. */
export class CsvSplitter {
  readonly #dialect: CsvDialect;
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #line = 1;
  #toSkip: number;
  #final = false;
  #pieces: Piece[] = [];

  constructor(dialect: CsvDialect) {
    this.#dialect = dialect;
    this.#toSkip = dialect.headerBytes;
  }

  get waiting(): number {
    return this.#bytes.length - this.#at;
  }

  feed(chunk: Buffer): Piece[] {
    this.#bytes = Buffer.concat([this.#bytes.subarray(this.#at), chunk]);
    this.#at = 0;
    return this.#run();
  }

  finish(): Piece[] {
    this.#final = true;
    return this.#run();
  }

  #run(): Piece[] {
    this.#pieces = [];
    if (this.#toSkip > 0) {
      const skipped = Math.min(this.#toSkip, this.#bytes.length);
      this.#toSkip -= skipped;
      this.#moveTo(skipped);
    }
    while (this.#at < this.#bytes.length && this.#step());
    return this.#pieces;
  }

  #step(): boolean {
    const delimiter = this.#dialect.delimiter.charCodeAt(0);
    const row = rowAt(this.#bytes, this.#at, delimiter, this.#final);
    if (row === null) return this.#stepEndless();
    const bytes = this.#bytes.subarray(this.#at, row.end);
    if (row.cells.length > 1 || row.cells[0]?.length !== 0) this.#emit(bytes, row.cells);
    this.#moveTo(row.end);
    return true;
  }

  /** A row whose end is not in sight: a quotation mark was never closed, or there is more to come. */
  #stepEndless(): boolean {
    if (!this.#final && this.waiting <= MAX_RECORD_BYTES) return false;
    const reason = this.#final ? 'truncated-input' : 'too-large';
    const newline = this.#bytes.indexOf(NEWLINE, this.#at);
    const end = newline === -1 ? this.#bytes.length : newline + 1;
    this.#reject(reason, 'a quoted cell does not end', this.#bytes.subarray(this.#at, end));
    this.#moveTo(end);
    return true;
  }

  #emit(bytes: Buffer, cells: readonly Buffer[]): void {
    const { headers, isDayFirst } = this.#dialect;
    if (!isUtf8(bytes)) return this.#reject('not-utf8', '', bytes);
    if (cells.length > headers.length) {
      const detail = `${cells.length} cells for ${headers.length} columns`;
      return this.#reject('bad-csv', detail, bytes);
    }
    const filled = headers.flatMap((header, i) => {
      const cell = cells[i]?.toString('utf8') ?? '';
      return cell === '' ? [] : [[header, cell] as const];
    });
    const order = isDayFirst ? [[DATE_ORDER_KEY, 'dayFirst'] as const] : [];
    // fromEntries, not assignment: a header may be called __proto__
    const value: Record<string, string> = Object.fromEntries([...order, ...filled]);
    this.#pieces.push({ kind: 'value', text: JSON.stringify(value), value, line: this.#line });
  }

  #reject(reason: RejectReason, detail: string, bytes: Uint8Array): void {
    this.#pieces.push({ kind: 'reject', reason, detail, bytes, line: this.#line });
  }

  #moveTo(index: number): void {
    for (let i = this.#bytes.indexOf(NEWLINE, this.#at); i !== -1 && i < index;) {
      this.#line += 1;
      i = this.#bytes.indexOf(NEWLINE, i + 1);
    }
    this.#at = index;
  }
}

/** What the beginning of a CSV file says about the rest, or null when it does not look like one.
 *  @param sample  UTF-8, as much of the file as may be looked at ahead */
export function csvDialect(sample: Buffer): CsvDialect | null {
  const start = afterPreamble(sample);
  const firstLine = sample.toString('utf8', start, lineEnd(sample, start));
  const delimiter = [',', ';', '\t'].toSorted(
    (a, b) => count(firstLine, b) - count(firstLine, a),
  )[0];
  if (delimiter === undefined || count(firstLine, delimiter) === 0) return null;
  const header = rowAt(sample, start, delimiter.charCodeAt(0), true);
  if (header === null) return null;
  const headers = cleanHeaders(header.cells.map((cell) => cell.toString('utf8')));
  if (headers.some((name) => name.length > 200)) return null;
  return {
    delimiter,
    headers,
    headerBytes: header.end,
    isDayFirst: dayFirstIn(sample.subarray(header.end)),
  };
}

/** Whether dates such as 13/05/2023 stand in the sample and none such as 05/13/2023 does. Without
 *  evidence dates are month-first: so write Log Analytics and the Entra admin centre. */
function dayFirstIn(rows: Buffer): boolean {
  let dayFirst = false;
  for (const match of rows.toString('latin1').matchAll(/[",;\t\n](\d\d?)\/(\d\d?)\/\d{4}[ ,T]/g)) {
    if (Number(match[2]) > 12) return false;
    dayFirst ||= Number(match[1]) > 12;
  }
  return dayFirst;
}

/** PowerShell writes `#TYPE …` first, Excel `sep=;`. */
function afterPreamble(sample: Buffer): number {
  const line = sample.toString('latin1', 0, lineEnd(sample, 0));
  return /^#TYPE |^sep=.$/.test(line.trimEnd()) ? lineEnd(sample, 0) + 1 : 0;
}

function lineEnd(bytes: Buffer, start: number): number {
  const newline = bytes.indexOf(NEWLINE, start);
  return newline === -1 ? bytes.length : newline;
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

/** Trims, collapses spaces (no-break ones too) and numbers the repeats: `Status`, `Status (2)`. */
export function cleanHeaders(cells: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, i) => {
    const name = cell.replaceAll(/\s+/g, ' ').trim() || `column ${i + 1}`;
    const times = (seen.get(name.toLowerCase()) ?? 0) + 1;
    seen.set(name.toLowerCase(), times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** The row at `start`; null when it does not end within `bytes`.
 *  @param isWhole  no more bytes will come: the end of the bytes ends the row */
function rowAt(
  bytes: Buffer,
  start: number,
  delimiter: number,
  isWhole: boolean,
): { cells: Buffer[]; end: number } | null {
  const cells: Buffer[] = [];
  let i = start;
  for (;;) {
    const cell = bytes[i] === QUOTE ? quotedCell(bytes, i) : plainCell(bytes, i, delimiter);
    if (cell === null || (cell.end >= bytes.length && !isWhole)) return null;
    // after a closing quote: nothing, or what a careless writer left there
    const rest = plainCell(bytes, cell.end, delimiter);
    cells.push(rest.text.length === 0 ? cell.text : Buffer.concat([cell.text, rest.text]));
    i = rest.end;
    if (i >= bytes.length) return isWhole ? { cells, end: bytes.length } : null;
    i += 1;
    if (bytes[i - 1] === NEWLINE) return { cells, end: i };
  }
}

function plainCell(bytes: Buffer, start: number, delimiter: number): { text: Buffer; end: number } {
  let end = start;
  while (end < bytes.length && bytes[end] !== delimiter && bytes[end] !== NEWLINE) end += 1;
  const last = bytes[end - 1] === RETURN && bytes[end] !== delimiter ? end - 1 : end;
  return { text: bytes.subarray(start, Math.max(start, last)), end };
}

function quotedCell(bytes: Buffer, start: number): { text: Buffer; end: number } | null {
  let from = start + 1;
  const parts: Buffer[] = [];
  for (;;) {
    const quote = bytes.indexOf(QUOTE, from);
    if (quote === -1) return null;
    const isDoubled = bytes[quote + 1] === QUOTE;
    parts.push(bytes.subarray(from, isDoubled ? quote + 1 : quote));
    from = quote + (isDoubled ? 2 : 1);
    if (!isDoubled) return { text: Buffer.concat(parts), end: from };
  }
}
