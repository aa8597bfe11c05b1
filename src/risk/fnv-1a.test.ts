import { expect, test } from 'vitest';
import { fnv1a64 } from './fnv-1a.ts';

// test_fnv.c of the reference implementation, https://www.isthe.com/chongo/src/fnv/test_fnv.c
test.each([
  ['', 'cbf29ce484222325'],
  ['a', 'af63dc4c8601ec8c'],
  ['foobar', '85944171f73967e8'],
  ['chongo was here!\n', '46810940eff5f915'],
])('of %j', (text, expected) => expect(fnv1a64(text)).toBe(expected));

test('takes the bytes of UTF-8', () => {
  for (const text of ['Åse', '😀', 'user\u0000id', 'x'.repeat(500)]) {
    expect(fnv1a64(text)).toBe(reference(text));
  }
});

/** As the draft writes it. */
function reference(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return hash.toString(16).padStart(16, '0');
}
