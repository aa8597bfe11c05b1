import { TextDecoder } from 'node:util';

/** The input is not text, or not in an encoding that is understood. */
export class EncodingError extends Error {
  override readonly name = 'EncodingError';
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Passes UTF-8 on without its byte order mark, and turns UTF-16 into UTF-8. The encoding is told by
 *  the mark, or by where the zero bytes of the first characters lie. UTF-8 is not checked here: each
 *  record is, by itself.
 *  @throws EncodingError where UTF-16 is broken */
export async function* toUtf8(input: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let head = Buffer.alloc(0);
  let decoder: TextDecoder | null = null;
  let isKnown = false;
  for await (const chunk of input) {
    let bytes: Buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (!isKnown) {
      head = Buffer.concat([head, bytes]);
      if (head.length < 4) continue;
      ({ decoder, bytes } = begin(head));
      isKnown = true;
    }
    yield decoder === null ? bytes : decode(decoder, bytes, true);
  }
  if (!isKnown && head.length > 0) {
    const { decoder: short, bytes } = begin(head);
    yield short === null ? bytes : decode(short, bytes, false);
  } else if (decoder !== null) {
    yield decode(decoder, Buffer.alloc(0), false);
  }
}

function begin(head: Buffer): { decoder: TextDecoder | null; bytes: Buffer } {
  const encoding = encodingOf(head);
  if (encoding !== 'utf-8')
    return { decoder: new TextDecoder(encoding, { fatal: true }), bytes: head };
  const hasMark = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  return { decoder: null, bytes: hasMark ? head.subarray(3) : head };
}

/** @param head  the first bytes, four of them suffice */
export function encodingOf(head: Uint8Array): Encoding {
  const [a, b, c, d] = head;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  // every shape begins with ASCII
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le';
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return 'utf-16be';
  return 'utf-8';
}

function decode(decoder: TextDecoder, bytes: Buffer, isMore: boolean): Buffer {
  try {
    return Buffer.from(decoder.decode(bytes, { stream: isMore }), 'utf8');
  } catch (cause) {
    throw new EncodingError('the UTF-16 text is broken', { cause });
  }
}
