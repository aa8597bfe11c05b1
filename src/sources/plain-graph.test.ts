import { expect, it } from 'vitest';
import { isPlainGraphSignIns } from './plain-graph.ts';

const RECORD = {
  id: 'a',
  createdDateTime: '2026-03-13T19:15:41Z',
  userPrincipalName: 'ann@example.org',
  ipAddress: '203.0.113.7',
  appId: 'b',
  deviceDetail: { browser: 'Chrome 143.0.0' },
  '@odata.type': '#microsoft.graph.signIn',
};
const line = (more: object = {}): string => `${JSON.stringify({ ...RECORD, ...more })}\n`;
const isPlain = (text: string): boolean => isPlainGraphSignIns(new TextEncoder().encode(text));

it('is true of compact Graph sign-ins, one a line', () => {
  expect(isPlain(line())).toBe(true);
  expect(isPlain(line() + line({ id: 'c' }).replace('\n', '\r\n'))).toBe(true);
});

it('looks at whole lines only', () => {
  expect(isPlain(line() + line().slice(0, 40))).toBe(true);
  expect(isPlain(line().trimEnd())).toBe(false);
  expect(isPlain('')).toBe(false);
});

it.each([
  ['spaces between tokens', `${JSON.stringify(RECORD, null, 1).replaceAll('\n', '')}\n`],
  ['a byte order mark', `\uFEFF${line()}`],
  ['a page', `{"value":[${line().trimEnd()}]}\n`],
  ['another shape', `${JSON.stringify({ id: 'x', riskLastUpdatedDateTime: 'y' })}\n`],
  ['keys in another case', line({ IPAddress: 'x', UserID: 'y' })],
  ['JSON in strings', line({ status: '{"errorCode":0}' })],
  ['a bad time', line({ createdDateTime: 'yesterday' })],
  ['a broken line', `${line()}{"id":"x"\n`],
  ['an id that does not come first', line().replace('{"id":"a",', '{"x":1,"id":"a",')],
])('is false of %s', (_, text) => {
  expect(isPlain(text)).toBe(false);
});
