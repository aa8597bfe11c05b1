import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { printable } from './printable.ts';

test('leaves ordinary text of any script alone', () => {
  for (const text of [
    'Ada Lovelace',
    'Łukasz Żak',
    '王小明',
    'محمد',
    '👩‍👩‍👧 family',
    'naïve e\u0301',
  ]) {
    expect(printable(text)).toBe(text);
  }
});

test('shows an escape sequence instead of obeying it', () => {
  expect(printable('eve\u001b[2J\u001b]0;owned\u0007')).toBe(
    String.raw`eve\u{1b}[2J\u{1b}]0;owned\u{7}`,
  );
  expect(printable('\u009b31m')).toBe(String.raw`\u{9b}31m`);
});

test('keeps a name with line breaks on one line', () => {
  expect(printable('a\r\nb\u2028c\u2029d\u0085e')).toBe(
    String.raw`a\u{d}\u{a}b\u{2028}c\u{2029}d\u{85}e`,
  );
});

test('shows bidi controls, so that a name reads in the order it is stored', () => {
  expect(printable('user\u202Egpj.exe')).toBe(String.raw`user\u{202e}gpj.exe`);
  expect(printable('a\u2066b\u2069')).toBe(String.raw`a\u{2066}b\u{2069}`);
});

test('shows characters that cannot be seen', () => {
  expect(printable('ad\u200Bmin')).toBe(String.raw`ad\u{200b}min`);
  expect(printable('\uFEFFadmin')).toBe(String.raw`\u{feff}admin`);
  expect(printable('a\u{E0041}')).toBe(String.raw`a\u{e0041}`);
  expect(printable('\uD800')).toBe(String.raw`\u{d800}`);
});

test('cuts piles of combining marks that climb over other lines', () => {
  expect(printable(`z${'\u0300'.repeat(40)}algo`)).toBe(`z${'\u0300'.repeat(4)}…algo`);
});

test('nothing unsafe is left, whatever goes in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(printable(text)).not.toMatch(
        // oxlint-disable-next-line no-control-regex -- control characters are what is tested
        /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/u,
      );
    }),
    { seed: 20_261_124, numRuns: 500 },
  );
});
