import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fit, textWidth, truncate, wrap } from './text-width.ts';

// Expected widths: Unicode Standard Annex 11 and what xterm, kitty and VTE draw.
test.each([
  ['', 0],
  ['abc', 3],
  ['é', 1],
  ['e\u0301', 1],
  ['王小明', 6],
  ['ｆｕｌｌ', 8],
  ['한국', 4],
  ['👍', 2],
  ['👩‍👩‍👧', 2],
  ['🇳🇴', 2],
  ['Łódź', 4],
  ['मनीष', 3],
])('%s takes %i columns', (text, width) => {
  expect(textWidth(text)).toBe(width);
});

test('a cut is marked and never splits a character', () => {
  expect(truncate('abcdef', 4)).toBe('abc…');
  expect(truncate('abcd', 4)).toBe('abcd');
  expect(truncate('王小明', 4)).toBe('王…');
  expect(truncate('e\u0301e\u0301e\u0301', 2)).toBe('e\u0301…');
  expect(truncate('abc', 0)).toBe('');
});

test('a cell has exactly its width, whatever is in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(30), (text, width) => {
      expect(textWidth(fit(text, width))).toBe(width);
      expect(textWidth(fit(text, width, 'right'))).toBe(width);
    }),
    { seed: 20_261_124, numRuns: 500 },
  );
});

test('wraps at spaces, and breaks a word that is longer than a line', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrap('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij']);
  expect(wrap('', 10)).toEqual(['']);
});

test('no wrapped line is wider than asked, and no word is lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme-ascii' })),
      fc.integer({ min: 2, max: 20 }),
      (words, width) => {
        const text = words.join(' ');
        const lines = wrap(text, width);
        for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      },
    ),
    { seed: 20_261_124 },
  );
});
