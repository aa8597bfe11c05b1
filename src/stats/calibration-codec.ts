import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import type { TailCalibration } from './tail-calibration.ts';

/** "OTC" and the version of the layout. */
const MAGIC = [0x4f, 0x54, 0x43, 1];

/** The calibration as bytes, about 100. Scores are kept as Float32. */
export function encodeCalibration(calibration: TailCalibration): Uint8Array {
  const writer = new ByteWriter();
  for (const byte of MAGIC) writer.byte(byte);
  writer.integer(calibration.count);
  writer.integer(calibration.tailCount);
  writer.float32(calibration.tailExcess);
  writer.integer(calibration.body.length);
  for (const knot of calibration.body) writer.float32(knot);
  return writer.written();
}

/** The calibration that encodeCalibration wrote.
 *  @throws RangeError when the bytes are not such a calibration */
export function decodeCalibration(bytes: Uint8Array): TailCalibration {
  const reader = new ByteReader(bytes);
  const magic = MAGIC.map(() => reader.byte());
  if (magic.some((byte, index) => byte !== MAGIC[index])) {
    throw new RangeError(
      `not a calibration of version ${MAGIC[3]}: starts with ${magic.join(' ')}`,
    );
  }
  const count = reader.integer();
  const tailCount = reader.integer();
  const tailExcess = reader.float32();
  const length = reader.integer();
  if (length * 4 !== reader.remaining || tailCount > count || !(tailExcess >= 0)) {
    throw new RangeError(`impossible calibration of ${count} scores, ${length} knots`);
  }
  const body = Array.from({ length }, () => reader.float32());
  if (body.some((knot, index) => !(knot >= (body[index - 1] ?? -Infinity)))) {
    throw new RangeError(`the knots of a calibration must rise, got ${body.join(' ')}`);
  }
  return { count, body, tailCount, tailExcess };
}
