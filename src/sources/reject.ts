import { isUtf8 } from 'node:buffer';

/** Longest stretch of a rejected record that is kept. Chosen by hand: enough to see what it was. */
export const MAX_REJECT_BYTES = 65_536;

/** A larger record is not a sign-in; the largest real ones are about 100 kB. Chosen by hand. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024;

/** Deeper nesting is an attack on parsers; real records reach 7. Chosen by hand. */
export const MAX_DEPTH = 200;

/** Why a record was not taken; stable, people filter by it. `shape-not-supported` is followed by
 *  the name of what it seems to be: `shape-not-supported: riskDetection`. */
export const rejectReasons = {
  'bad-json': 'is not valid JSON',
  'bad-csv': 'does not fit the header of its CSV file',
  'too-large': 'is larger than 16 MB',
  'too-deep': 'is nested deeper than 200 levels',
  'not-text': 'is binary, not text',
  'not-utf8': 'is not valid UTF-8 or UTF-16',
  'truncated-input': 'ends in the middle',
  'corrupt-input': 'is damaged: the archive does not unpack',
  'cannot-read': 'could not be read from the disk',
  'no-id': 'has no id',
  'no-time': 'has no time',
  'bad-time': 'has a time that cannot be understood',
  'other-tenant': 'belongs to another tenant',
  'shape-not-supported': 'is of a kind that is not read',
} as const;

export type RejectReason = keyof typeof rejectReasons;

/** Something that could not be read, kept so that it can be looked at. */
export interface Reject {
  /** a RejectReason; for shape-not-supported with ': NAME' */
  readonly reason: string;
  /** what exactly was wrong; may quote the record, so it is hostile text */
  readonly detail: string;
  readonly origin: string;
  /** which record of the input, counted from 0 over records and rejects */
  readonly position: number;
  /** the record, cut to 64 kB; bytes that are not UTF-8 as 'base64:…' */
  readonly text: string;
}

/** The reason of a record whose kind is known but not read.
 *  @param name  cut and cleaned: it may come from the record */
export function unsupported(name: string): string {
  const clean = name.replaceAll(/[^\w .,()@#/-]/g, '?').slice(0, 80);
  return `shape-not-supported: ${clean === '' ? 'unknown' : clean}`;
}

/** What a reject keeps of a record. Binary safe, at most 64 kB of it. */
export function rejectText(bytes: Uint8Array): string {
  const cut = bytes.subarray(0, MAX_REJECT_BYTES);
  const whole = cut.length === bytes.length ? cut : wholeCharacters(cut);
  const buffer = Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength);
  return isUtf8(buffer) ? buffer.toString('utf8') : `base64:${buffer.toString('base64')}`;
}

/** Drops the character that a cut went through, at most three bytes. */
export function wholeCharacters(bytes: Uint8Array): Uint8Array {
  for (let end = bytes.length; end > bytes.length - 4; end--) {
    const cut = bytes.subarray(0, end);
    if (isUtf8(cut)) return cut;
  }
  return bytes;
}
