import { isUtf8 } from 'node:buffer';
import { isEnvelopeAt, memberAt, skipSpace, ValueScanner } from './json-scan.ts';
import {
  columnNames,
  depthOf,
  isEnvelope,
  isPage,
  parse,
  parseError,
  TOP_KEYS,
} from './json-values.ts';
import type { Parsed } from './json-values.ts';
import { MAX_DEPTH, MAX_RECORD_BYTES, type RejectReason } from './reject.ts';

/** A JSON value that is a record, or something that could not be read. */
export type Piece =
  | {
      readonly kind: 'value';
      readonly text: string;
      readonly value: unknown;
      readonly line: number;
    }
  | {
      readonly kind: 'reject';
      readonly reason: RejectReason;
      readonly detail: string;
      readonly bytes: Uint8Array;
      readonly line: number;
    };

const TABLE_KEYS: ReadonlySet<string> = new Set(['rows']);

/** Longer lines are taken for one big envelope at first sight. Chosen by hand. */
const MAX_LINE_TO_TRY = 1024 * 1024;

const NEWLINE = 0x0a;
/** precedes each record of a JSON text sequence (RFC 7464) */
const RECORD_SEPARATOR = 0x1e;
const COMMA = 0x2c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACKET = 0x5b;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const STARTS_OF_VALUES = new Set([OPEN_BRACE, OPEN_BRACKET, CLOSE_BRACKET, 0x22]);

/** What the splitter is inside of. */
type Frame =
  | { readonly kind: 'list'; readonly of: 'records' | 'tables' }
  | { readonly kind: 'list'; readonly of: 'rows'; readonly columns: readonly string[] }
  | { readonly kind: 'members'; readonly keys: ReadonlySet<string>; columns: string[] | null };

/** Cuts UTF-8 JSON of any outer form into records, without ever holding more than one of them:
 *  lines, concatenated or pretty-printed objects, arrays, envelopes, tables, lines with a prefix.
 *
 *  A line that is no JSON is rejected alone, the next one is read. A broken record inside one big
 *  array loses what its brackets hide, since nothing says where the next one begins. */
export class JsonSplitter {
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  /** offset of #bytes[0] in the input */
  #base = 0;
  #line = 1;
  /** first line break from #at on; -1 = none in #bytes */
  #newline = -1;
  #final = false;
  #frames: Frame[] = [];
  #pieces: Piece[] = [];
  /** inside something too large to hold: the end of its value, or of its line, is looked for */
  #skipping: ValueScanner | 'line' | null = null;
  /** up to here a failed attempt has looked for an object over several lines: lines only */
  #linesOnlyUntil = 0;

  /** bytes that wait for more; a caller does well to bring at least as many at once */
  get waiting(): number {
    return this.#bytes.length - this.#at;
  }

  /** Takes the next stretch of the input. @returns the pieces that are complete now */
  feed(chunk: Buffer): Piece[] {
    const rest = this.#bytes.subarray(this.#at);
    this.#base += this.#at;
    this.#bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (this.#newline === -1) this.#newline = this.#bytes.indexOf(NEWLINE, rest.length);
    else this.#newline -= this.#at;
    this.#at = 0;
    return this.#run();
  }

  /** Ends the input. @returns the last pieces */
  finish(): Piece[] {
    this.#final = true;
    return this.#run();
  }

  #run(): Piece[] {
    this.#pieces = [];
    while (this.#step());
    return this.#pieces;
  }

  /** @returns false when more bytes are needed */
  #step(): boolean {
    if (this.#skipping !== null) return this.#skip(this.#skipping);
    const frame = this.#frames.at(-1);
    if (frame === undefined) return this.#stepTop();
    return frame.kind === 'list' ? this.#stepList(frame) : this.#stepMembers(frame);
  }

  #stepTop(): boolean {
    const bytes = this.#bytes;
    this.#moveTo(skipSpace(bytes, this.#at, bytes.length, COMMA, RECORD_SEPARATOR));
    if (this.#at >= bytes.length) return false;
    const byte = bytes[this.#at];
    if (byte === OPEN_BRACE) return this.#stepObject();
    if (byte !== OPEN_BRACKET) return this.#stepTextLine();
    const next = skipSpace(bytes, this.#at + 1, bytes.length);
    if (next >= bytes.length && !this.#final) return false;
    // '[2026-01-01] host {…}' is a prefix, not an array
    if (!STARTS_OF_VALUES.has(bytes[next] ?? 0)) return this.#stepTextLine();
    this.#frames.push({ kind: 'list', of: 'records' });
    this.#at += 1;
    return true;
  }

  #stepObject(): boolean {
    const bytes = this.#bytes;
    const lineEnd = this.#lineEnd();
    if (lineEnd !== -1 && lineEnd - this.#at <= MAX_LINE_TO_TRY) {
      const line = bytes.subarray(this.#at, lineEnd);
      const parsed = parse(line);
      if (parsed !== undefined) {
        if (isEnvelope(parsed.value)) return this.#enterObject(TOP_KEYS);
        this.#emitValue(line, parsed);
        this.#moveTo(lineEnd);
        return true;
      }
      if (this.#base + this.#at < this.#linesOnlyUntil) return this.#rejectLine(lineEnd);
    }
    if (isEnvelopeAt(bytes, this.#at, bytes.length, TOP_KEYS)) return this.#enterObject(TOP_KEYS);
    return this.#stepObjectOverLines(lineEnd);
  }

  #stepObjectOverLines(lineEnd: number): boolean {
    const bytes = this.#bytes;
    const scanner = new ValueScanner();
    const end = scanner.scan(bytes, this.#at, bytes.length);
    const isTooLarge = (end === -1 ? bytes.length : end) - this.#at > MAX_RECORD_BYTES;
    if (end === -1 && !isTooLarge && !this.#final) return false;
    const object = bytes.subarray(this.#at, end === -1 ? bytes.length : end);
    if (end !== -1 && !isTooLarge && this.#emitScanned(object, scanner.maxDepth, false)) {
      this.#moveTo(end);
      return true;
    }
    // Several lines are no object: the first of them is broken.
    if (lineEnd !== -1 && this.#at + object.length > lineEnd) {
      this.#linesOnlyUntil = this.#base + this.#at + object.length;
      return this.#rejectLine(lineEnd);
    }
    if (isTooLarge) return this.#rejectTooLarge();
    if (end === -1) return this.#rejectRest();
    return this.#rejectLine(end);
  }

  #stepTextLine(): boolean {
    const lineEnd = this.#lineEnd();
    if (lineEnd === -1) {
      if (this.waiting <= MAX_RECORD_BYTES) return false;
      return this.#rejectTooLarge('line');
    }
    const line = this.#bytes.subarray(this.#at, lineEnd);
    const brace = line.indexOf(OPEN_BRACE);
    const record = brace === -1 ? undefined : parse(line.subarray(brace));
    if (record === undefined) return this.#rejectLine(lineEnd);
    this.#emitValue(line.subarray(brace), record);
    this.#moveTo(lineEnd);
    return true;
  }

  #stepList(frame: Frame & { kind: 'list' }): boolean {
    const bytes = this.#bytes;
    this.#moveTo(skipSpace(bytes, this.#at, bytes.length, COMMA));
    if (this.#at >= bytes.length) return this.#final ? this.#rejectRest() : false;
    if (bytes[this.#at] === CLOSE_BRACKET) {
      this.#frames.pop();
      this.#at += 1;
      return true;
    }
    if (frame.of === 'tables' && bytes[this.#at] === OPEN_BRACE)
      return this.#enterObject(TABLE_KEYS);
    const scanner = new ValueScanner();
    const end = scanner.scan(bytes, this.#at, bytes.length);
    if (end === this.#at) return this.#rejectStray();
    if (end === -1) return this.#stepLongElement(frame);
    const element = bytes.subarray(this.#at, end);
    if (frame.of === 'rows') this.#emitRow(element, frame.columns);
    else if (element.length > MAX_RECORD_BYTES) this.#reject('too-large', '', element);
    else if (isPage(element)) return this.#enterObject(TOP_KEYS);
    else this.#emitScanned(element, scanner.maxDepth, true);
    this.#moveTo(end);
    return true;
  }

  /** An element whose end is not in sight. */
  #stepLongElement(frame: Frame & { kind: 'list' }): boolean {
    const bytes = this.#bytes;
    if (frame.of !== 'rows' && bytes[this.#at] === OPEN_BRACE) {
      if (isEnvelopeAt(bytes, this.#at, bytes.length, TOP_KEYS)) return this.#enterObject(TOP_KEYS);
    }
    if (this.waiting > MAX_RECORD_BYTES) return this.#rejectTooLarge();
    return this.#final ? this.#rejectRest() : false;
  }

  #stepMembers(frame: Frame & { kind: 'members' }): boolean {
    const bytes = this.#bytes;
    this.#moveTo(skipSpace(bytes, this.#at, bytes.length, COMMA));
    if (this.#at >= bytes.length) return this.#final ? this.#rejectRest() : false;
    if (bytes[this.#at] === CLOSE_BRACE) {
      this.#frames.pop();
      this.#at += 1;
      return true;
    }
    const member = memberAt(bytes, this.#at, bytes.length);
    if (member === 'bad') return this.#rejectStray();
    if (member === 'more') return this.#final ? this.#rejectRest() : false;
    if (member.isList && frame.keys.has(member.key)) return this.#enterList(frame, member);
    const end = new ValueScanner().scan(bytes, member.value, bytes.length);
    if (end === -1) {
      if (this.#final) return this.#rejectRest();
      if (this.waiting <= MAX_RECORD_BYTES) return false;
      this.#at = member.value;
      this.#skipping = new ValueScanner();
      return true;
    }
    if (member.key === 'columns') frame.columns = columnNames(bytes.subarray(member.value, end));
    this.#moveTo(end);
    return true;
  }

  #enterObject(keys: ReadonlySet<string>): boolean {
    this.#frames.push({ kind: 'members', keys, columns: null });
    this.#at += 1;
    return true;
  }

  #enterList(frame: Frame & { kind: 'members' }, member: { key: string; value: number }): boolean {
    if (member.key === 'rows') {
      this.#frames.push({ kind: 'list', of: 'rows', columns: frame.columns ?? [] });
    } else {
      this.#frames.push({ kind: 'list', of: member.key === 'tables' ? 'tables' : 'records' });
    }
    this.#moveTo(member.value + 1);
    return true;
  }

  /** Passes over a value that is too large to hold. At the top level a line that begins with a
   *  brace ends it: what was skipped may have been broken rather than large. */
  #skip(scanner: ValueScanner | 'line'): boolean {
    const bytes = this.#bytes;
    const isTop = this.#frames.length === 0;
    const nextObject = isTop ? bytes.indexOf('\n{', this.#at) : -1;
    // a line break at the very end may be half of that mark
    const mayBeMark = isTop && !this.#final && bytes.at(-1) === NEWLINE;
    const limit = nextObject === -1 ? bytes.length - (mayBeMark ? 1 : 0) : nextObject;
    const end = scanner === 'line' ? this.#lineEnd() : scanner.scan(bytes, this.#at, limit);
    const isDone = end !== -1 || nextObject !== -1 || this.#final;
    this.#moveTo(end === -1 ? limit : end);
    if (isDone) this.#skipping = null;
    return isDone;
  }

  /** End of the line that #at is in; -1 = not in sight. */
  #lineEnd(): number {
    return this.#newline === -1 && this.#final ? this.#bytes.length : this.#newline;
  }

  #moveTo(index: number): void {
    while (this.#newline !== -1 && this.#newline < index) {
      this.#line += 1;
      this.#newline = this.#bytes.indexOf(NEWLINE, this.#newline + 1);
    }
    this.#at = index;
  }

  #emitValue(bytes: Uint8Array, parsed: Parsed): void {
    if (depthOf(parsed.value, MAX_DEPTH) > MAX_DEPTH) this.#reject('too-deep', '', bytes);
    else this.#pieces.push({ kind: 'value', ...parsed, line: this.#line });
  }

  /** @param isCertain  the brackets fit, so what does not parse is a broken record
   *  @returns false when nothing was made of it */
  #emitScanned(bytes: Buffer, depth: number, isCertain: boolean): boolean {
    if (depth > MAX_DEPTH) {
      this.#reject('too-deep', '', bytes);
      return true;
    }
    const parsed = parse(bytes);
    if (parsed === undefined && !isCertain) return false;
    if (parsed === undefined) this.#rejectBad(bytes);
    else this.#pieces.push({ kind: 'value', ...parsed, line: this.#line });
    return true;
  }

  #emitRow(bytes: Buffer, columns: readonly string[]): void {
    const cells = parse(bytes)?.value;
    if (cells === undefined) {
      this.#rejectBad(bytes);
    } else if (!Array.isArray(cells)) {
      this.#reject('bad-json', 'a row that is no list of cells', bytes);
    } else if (cells.length !== columns.length) {
      this.#reject('bad-json', `${cells.length} cells for ${columns.length} columns`, bytes);
    } else {
      const value = Object.fromEntries(columns.map((name, i) => [name, cells[i] as unknown]));
      this.#emitValue(bytes, { text: JSON.stringify(value), value });
    }
  }

  #reject(reason: RejectReason, detail: string, bytes: Uint8Array): void {
    this.#pieces.push({ kind: 'reject', reason, detail, bytes, line: this.#line });
  }

  /** A number or a list of them is JSON, and what it is instead of a record is told where records are. */
  #rejectBad(bytes: Buffer): void {
    const parsed = parse(bytes);
    if (parsed !== undefined) this.#emitValue(bytes, parsed);
    else if (isUtf8(bytes)) this.#reject('bad-json', parseError(bytes), bytes);
    else this.#reject('not-utf8', '', bytes);
  }

  #rejectLine(end: number): boolean {
    this.#rejectBad(this.#bytes.subarray(this.#at, end));
    this.#moveTo(end);
    return true;
  }

  #rejectTooLarge(until: 'value' | 'line' = 'value'): boolean {
    this.#reject('too-large', '', this.#bytes.subarray(this.#at));
    this.#skipping = until === 'line' ? until : new ValueScanner();
    return true;
  }

  #rejectRest(): boolean {
    const open = this.#frames.length > 0 ? 'inside a list of records' : 'inside a record';
    this.#reject('truncated-input', `the input ends ${open}`, this.#bytes.subarray(this.#at));
    this.#frames = [];
    this.#at = this.#bytes.length;
    return false;
  }

  /** Something that cannot stand here, such as a closing bracket too many. Reading goes on after
   *  the line, outside of all envelopes. */
  #rejectStray(): boolean {
    this.#frames = [];
    return this.#rejectLine(this.#newline === -1 ? this.#bytes.length : this.#newline);
  }
}
