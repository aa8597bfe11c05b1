import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonText } from './json-text.ts';

test('is the same JSON, with nothing in it that a terminal obeys', () => {
  const hostile = { name: 'a\u001b[2J\u009b31m\u202Egpj\u2028\u007f' };
  const text = jsonText(hostile);
  expect(text).toBe(String.raw`{"name":"a\u001b[2J\u009b31m\u202egpj\u2028\u007f"}`);
  expect(JSON.parse(text)).toEqual(hostile);
});

test('any value reads back equal and takes one line', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const text = jsonText(value);
      expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(value));
      expect(text).not.toMatch(/[\r\n\u0085\u2028\u2029]/);
    }),
    { seed: 20_261_124 },
  );
});
