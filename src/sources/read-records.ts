import { isUtf8 } from 'node:buffer';
import { CsvSplitter, csvDialect } from './csv-splitter.ts';
import { JsonSplitter, type Piece } from './json-splitter.ts';
import { isEnvelope } from './json-values.ts';
import type { Input } from './open-inputs.ts';
import { rejectText, unsupported, wholeCharacters } from './reject.ts';
import type { Reject, RejectReason } from './reject.ts';
import { EncodingError, toUtf8 } from './text-encoding.ts';
import { mayBeRecognised } from './recognise.ts';
import { unwrap } from './unwrap.ts';
import { ArchiveError, isZip } from './zip.ts';

/** One record of an input. */
export interface RecordText {
  /** the record as it came: JSON text; a CSV row as {header: cell} */
  readonly text: string;
  /** the same, parsed */
  readonly value: unknown;
  /** which record of the input, counted from 0 over records and rejects */
  readonly position: number;
  /** line of the input that it begins on, counted from 1 */
  readonly line: number;
}

export interface RecordBatch {
  readonly records: readonly RecordText[];
  readonly rejects: readonly Reject[];
}

/** Looked at before anything is read, to tell what the input is. Chosen by hand. */
const SAMPLE_BYTES = 4 * 1024 * 1024;

/** What a batch holds at most; a larger record makes a batch of its own. Chosen by hand. */
const BATCH_RECORDS = 1000;
const BATCH_CHARACTERS = 8 * 1024 * 1024;

/** Handed to a splitter at once, at least. */
const CHUNK_BYTES = 256 * 1024;

/** The last one precedes each record of a JSON text sequence (RFC 7464). */
const JSON_STARTS = new Set(['{', '[', '\u001E']);

/** An input of which nothing is read. */
interface Refused {
  readonly reason: string;
  readonly detail: string;
}

interface Splitter {
  readonly waiting: number;
  feed(chunk: Buffer): Piece[];
  finish(): Piece[];
}

/** Reads an input record by record, in batches; whatever its size, memory holds one batch and one
 *  record. What cannot be read becomes a reject, and reading goes on with the rest: nothing here
 *  throws because of what an input holds. An empty input has no records and no rejects. */
export async function* readRecords(input: Input): AsyncGenerator<RecordBatch> {
  const batcher = new Batcher(input.origin);
  const stream = new Gatherer(toUtf8(input.open()));
  const sample = (await stream.next(SAMPLE_BYTES)) ?? Buffer.alloc(0);
  const splitter = splitterFor(sample);
  if ('reason' in splitter) {
    batcher.add({ kind: 'reject', ...splitter, bytes: sample, line: 1 });
    if (stream.failure !== null) batcher.addFailure(stream.failure);
    await stream.close();
    yield batcher.take();
    return;
  }
  let chunk: Buffer | null = sample;
  while (chunk !== null) {
    yield* batcher.addAll(splitter.feed(chunk));
    chunk = await stream.next(Math.max(CHUNK_BYTES, splitter.waiting));
  }
  yield* batcher.addAll(splitter.finish());
  if (stream.failure !== null) batcher.addFailure(stream.failure);
  if (!batcher.isEmpty) yield batcher.take();
}

/** The way to read what begins like this, or why nothing of it is read. */
function splitterFor(sample: Buffer): Splitter | Refused {
  const text = Buffer.from(wholeCharacters(sample.subarray(0, 65_536)));
  const first = text.toString('latin1').trimStart();
  const isJson = first === '' || JSON_STARTS.has(first.charAt(0));
  // Zero bytes further on are where a disk failed; the lines around them are still good.
  if (isJson && !text.subarray(0, lineEnd(text)).includes(0)) return new JsonSplitter();
  if (isZip(text)) return refused(unsupported('zip archive inside another input'));
  if (text.includes(0)) return refused('not-text');
  const [line = '', ...lines] = text.toString('utf8').trimStart().split('\n');
  if (objectAtEnd(line) !== null) return new JsonSplitter();
  const csv = csvDialect(sample);
  if (csv !== null && mayBeRecognised(csv.headers)) return new CsvSplitter(csv);
  if (lines.some(isRecordLine)) return new JsonSplitter();
  if (!isUtf8(text)) return refused('not-utf8');
  if (csv === null) return refused(unsupported('text that is neither JSON nor CSV'));
  // The source of a program has commas, too: no row of either could be told to be a record.
  return refused(unsupported('CSV or text without a known column'), columnsText(csv.headers));
}

function refused(reason: string, detail = ''): Refused {
  return { reason, detail };
}

/** What the first line would be if it were a header. */
function columnsText(headers: readonly string[]): string {
  const more = headers.length > COLUMNS_SHOWN ? ' | …' : '';
  return `the columns would be: ${headers.slice(0, COLUMNS_SHOWN).join(' | ')}${more}`.slice(
    0,
    200,
  );
}

/** Columns that a reject names. */
const COLUMNS_SHOWN = 8;

function lineEnd(text: Buffer): number {
  const newline = text.indexOf('\n');
  return newline === -1 ? text.length : newline;
}

/** Whether a line makes an input a log with a prefix before each record. Programs have objects in their
 *  source, too. */
function isRecordLine(line: string): boolean {
  const object = objectAtEnd(line);
  return object !== null && (mayBeRecognised(Object.keys(object)) || isEnvelope(object));
}

/** The object that ends a line after a prefix, as in syslog; null = there is none. */
function objectAtEnd(line: string): object | null {
  const brace = line.indexOf('{');
  if (brace === -1) return null;
  try {
    return JSON.parse(line.slice(brace)) as object;
  } catch {
    return null;
  }
}

/** Brings a stream in larger pieces: with many small ones each would cost a look at a record that is
 *  not whole yet. */
class Gatherer {
  /** what ended the stream early, once everything before it has been brought */
  failure: unknown = null;
  readonly #chunks: AsyncIterator<Buffer>;

  constructor(stream: AsyncIterable<Buffer>) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  /** At least `size` bytes, fewer at the end; null = it has ended. */
  async next(size: number): Promise<Buffer | null> {
    const gathered: Buffer[] = [];
    try {
      for (let bytes = 0; bytes < size && this.failure === null;) {
        const next = await this.#chunks.next();
        if (next.done === true) break;
        gathered.push(next.value);
        bytes += next.value.length;
      }
    } catch (error) {
      this.failure = error;
    }
    return gathered.length === 0 ? null : Buffer.concat(gathered);
  }

  async close(): Promise<void> {
    await this.#chunks.return?.(undefined);
  }
}

class Batcher {
  readonly #origin: string;
  #position = 0;
  #characters = 0;
  #records: RecordText[] = [];
  #rejects: Reject[] = [];

  constructor(origin: string) {
    this.#origin = origin;
  }

  get isFull(): boolean {
    const count = this.#records.length + this.#rejects.length;
    return count >= BATCH_RECORDS || this.#characters >= BATCH_CHARACTERS;
  }

  get isEmpty(): boolean {
    return this.#records.length + this.#rejects.length === 0;
  }

  /** @yields the batches that became full */
  *addAll(pieces: Iterable<Piece>): Generator<RecordBatch> {
    for (const piece of pieces) {
      this.add(piece);
      if (this.isFull) yield this.take();
    }
  }

  add(piece: Piece | (Omit<Piece & { kind: 'reject' }, 'reason'> & { reason: string })): void {
    if (piece.kind === 'reject') {
      this.#addReject(piece.reason, piece.detail, rejectText(piece.bytes));
      return;
    }
    for (const { text, value } of unwrap(piece)) {
      this.#records.push({ text, value, position: this.#position++, line: piece.line });
      this.#characters += text.length;
    }
  }

  /** What made reading stop early; everything before it was read. */
  addFailure(failure: unknown): void {
    const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
    const message = failure instanceof Error ? failure.message : String(failure);
    // the splitter has said it already
    if (this.#rejects.at(-1)?.reason === 'truncated-input') return;
    this.#addReject(reasonOf(failure, code), message, '');
  }

  take(): RecordBatch {
    const batch = { records: this.#records, rejects: this.#rejects };
    this.#records = [];
    this.#rejects = [];
    this.#characters = 0;
    return batch;
  }

  #addReject(reason: string, detail: string, text: string): void {
    const position = this.#position++;
    this.#rejects.push({ reason, detail, origin: this.#origin, position, text });
    this.#characters += text.length;
  }
}

function reasonOf(failure: unknown, code: string): RejectReason {
  if (failure instanceof EncodingError) return 'not-utf8';
  if (failure instanceof ArchiveError) return 'corrupt-input';
  if (code === 'Z_BUF_ERROR') return 'truncated-input';
  return code.startsWith('Z_') ? 'corrupt-input' : 'cannot-read';
}
