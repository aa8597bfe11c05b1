import * as fc from 'fast-check';
import { deflateSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { ungzip, unzlib } from './inflate.ts';

const texts = fc.oneof(
  fc.string(),
  fc.string({ minLength: 1, maxLength: 3 }).map((each) => each.repeat(400)),
  fc
    .array(fc.constantFrom('sign-in ', 'of ', 'ünï ', '😀'), { maxLength: 300 })
    .map((each) => each.join('')),
);

it('unpacks what zlib packs, at every level', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 0, max: 9 }), (text, level) => {
      expect(Buffer.from(unzlib(deflateSync(text, { level })) ?? []).toString()).toBe(text);
      expect(Buffer.from(ungzip(gzipSync(text, { level })) ?? []).toString()).toBe(text);
    }),
    { seed: 3, numRuns: 300 },
  );
});

it('yields nothing wrong from what is damaged', () => {
  fc.assert(
    fc.property(texts, fc.nat(), fc.integer({ min: 1, max: 255 }), (text, where, change) => {
      const packed = deflateSync(text);
      const at = where % packed.length;
      packed[at] = (packed[at] ?? 0) ^ change;
      // The bits behind the last code mean nothing.
      expect([undefined, text]).toContain(
        ((bytes) => bytes && Buffer.from(bytes).toString())(unzlib(packed)),
      );
      expect(unzlib(packed.subarray(0, at))).toBeUndefined();
    }),
    { seed: 3, numRuns: 300 },
  );
});
