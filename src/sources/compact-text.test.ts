import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { compactText } from './compact-text.ts';

it('leaves compact text alone and keeps how numbers and letters were written', () => {
  const compact = '{"n":1.0,"e":1E3,"u":"\\u00e9 \\" \\\\"}';
  expect(compactText(compact)).toBe(compact);
  expect(compactText('{ "n": 1.0,\n\t"e" : 1E3, "u":"\\u00e9 \\" \\\\" }\r\n')).toBe(compact);
});

it('makes any pretty-printed JSON what it is without the spaces', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.integer({ min: 0, max: 4 }), (value, indent) => {
      expect(compactText(JSON.stringify(value, null, indent))).toBe(JSON.stringify(value));
    }),
    { seed: 20_261_124, numRuns: 500 },
  );
});
