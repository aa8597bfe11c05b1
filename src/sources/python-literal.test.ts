import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePythonLiteral } from './python-literal.ts';

// Left: printed by repr() of CPython 3.12.
it.each([
  [
    "{'city': 'Oslo', 'isManaged': True, 'trustType': None}",
    { city: 'Oslo', isManaged: true, trustType: null },
  ],
  [
    "[{'displayName': \"Ann's policy\", 'result': 'success'}]",
    [{ displayName: "Ann's policy", result: 'success' }],
  ],
  ["{'a': 'it\\'s \"both\"'}", { a: 'it\'s "both"' }],
  ["('x', 1, -2.5, 1e-07)", ['x', 1, -2.5, 1e-7]],
  [
    "{'path': 'C:\\\\new', 'tab': '\\t', 'nbsp': '\\xa0', 'face': '\\U0001f600'}",
    { path: 'C:\\new', tab: '\t', nbsp: '\u00A0', face: '😀' },
  ],
  ['[]', []],
  ['{}', {}],
  ["{'n': nan}", { n: null }],
])('reads %s', (text, expected) => {
  expect(parsePythonLiteral(text)).toEqual(expected);
});

it.each(["{'a': }", "{'a' 'b'}", "['a'", "{'a': 1} x", '', "{'a': __import__('os')}", "'\\xzz'"])(
  'refuses %s',
  (text) => {
    expect(parsePythonLiteral(text)).toBeUndefined();
  },
);

it('refuses what is nested too deep instead of running out of stack', () => {
  expect(parsePythonLiteral('['.repeat(100_000))).toBeUndefined();
});

it('keeps a key called __proto__ as a key', () => {
  expect(JSON.stringify(parsePythonLiteral("{'__proto__': {'x': 1}}"))).toBe(
    '{"__proto__":{"x":1}}',
  );
});

it('reads any JSON that uses Python’s words', () => {
  fc.assert(
    fc.property(fc.jsonValue({ depthSize: 'small' }), (value) => {
      // -0 is written 0 by JSON
      const json = JSON.stringify(value);
      expect(JSON.stringify(parsePythonLiteral(json))).toBe(json);
    }),
    { seed: 20_261_124, numRuns: 300 },
  );
});
