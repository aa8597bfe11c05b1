import { assert, constantFrom, dictionary, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signInFields } from '../schema/sign-in-fields.ts';
import { isRefusal, normalise } from './normalise.ts';
import { plainGraphSignIns, plainLine, plainSignIn } from './plain-graph.ts';

const RECORD = {
  id: 'a',
  createdDateTime: '2026-03-13T19:15:41Z',
  userPrincipalName: 'ann@example.org',
  ipAddress: '203.0.113.7',
  appId: 'b',
  isInteractive: true,
  deviceDetail: { browser: 'Chrome 143.0.0' },
  '@odata.type': '#microsoft.graph.signIn',
};
const line = (more: object = {}): string => `${JSON.stringify({ ...RECORD, ...more })}\n`;

const looks = (text: string) => plainGraphSignIns(new TextEncoder().encode(text));
const isPlain = (text: string): boolean => looks(text) !== null;

describe('a file of plain sign-ins', () => {
  it('holds compact Graph sign-ins, one a line', () => {
    expect(isPlain(line())).toBe(true);
    expect(isPlain(line() + line({ id: 'c' }))).toBe(true);
  });

  it('is told by its whole lines', () => {
    expect(isPlain(line() + line().slice(0, 40))).toBe(true);
    expect(isPlain(line().trimEnd())).toBe(false);
    expect(isPlain('')).toBe(false);
  });

  it('may have members that are no field', () => {
    expect(looks(line() + line({ later: 1 }))).toEqual({ unknown: ['@odata.type', 'later'] });
  });

  it.each([
    ['spaces between tokens', `${JSON.stringify(RECORD, null, 1).replaceAll('\n', '')}\n`],
    ['Windows line ends', line().replace('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${line()}`],
    ['a page', `{"value":[${line().trimEnd()}]}\n`],
    ['another shape', `${JSON.stringify({ id: 'x', riskLastUpdatedDateTime: 'y' })}\n`],
    ['keys in another case', line({ IPAddress: 'x', UserID: 'y' })],
    ['JSON in strings', line({ status: '{"errorCode":0}' })],
    ['a bad time', line({ createdDateTime: 'yesterday' })],
    ['an escape that need not be', line().replace('ann@', String.raw`\u0061nn@`)],
    ['a number with a zero too many', line({ location: { a: 1.5 } }).replace('1.5', '1.50')],
    ['a broken line', `${line()}{"id":"x"\n`],
    ['an id that does not come first', line().replace('{"id":"a",', '{"x":1,"id":"a",')],
  ])('has no %s', (_, text) => {
    expect(isPlain(text)).toBe(false);
  });
});

describe('a plain sign-in', () => {
  it.each([
    [{ isInteractive: true }, 'SigninLogs'],
    [{ signInEventTypes: ['nonInteractiveUser'] }, 'AADNonInteractiveUserSignInLogs'],
    [{ signInEventTypes: ['servicePrincipal'] }, 'AADServicePrincipalSignInLogs'],
    [{ signInEventTypes: ['managedIdentity'] }, 'AADManagedIdentitySignInLogs'],
  ])('%j belongs to %s', (more, table) => {
    expect(plainSignIn({ ...RECORD, ...more })).toEqual({ id: 'a', table });
  });

  it.each([
    ['several event types', { signInEventTypes: ['interactiveUser', 'nonInteractiveUser'] }],
    ['nobody', { userPrincipalName: '' }],
    ['an id in capitals', { id: '66EA54EB-6301-4EE5-BE62-FF5A759B0100' }],
    ['the 30th of February', { createdDateTime: '2026-02-30T00:00:00Z' }],
    ['a time with an offset', { createdDateTime: '2026-02-20T00:00:00+01:00' }],
    ['a field of another shape', { category: 'SignInLogs' }],
    ['nested keys in capitals', { status: { ErrorCode: 0 } }],
    ['a truth that is a text', { flaggedForReview: 'true' }],
  ])('has not %s', (_, more) => {
    expect(plainSignIn({ ...RECORD, ...more })).toBeNull();
  });

  it('is never one with half a surrogate pair in it', () => {
    expect(plainLine({ ...RECORD, userDisplayName: '\uD83E' })).toBeNull();
    expect(plainLine({ ...RECORD, userDisplayName: '🧦' })).toContain('🧦');
  });

  it('is understood by the readers as the engine takes it apart', () => {
    const value = oneof(
      constantFrom(null, '', 'none', 'null', true, false, 0, 53_003, 1.5, 1e21, '{"a":1}', [], {}),
      string({ unit: 'grapheme', maxLength: 8 }),
      constantFrom([{ id: 'x', detail: null }], { errorCode: 0 }, { ErrorCode: 0 }, { city: 'Å' }),
    );
    const key = constantFrom(
      ...signInFields.flatMap(({ graph, landing, column }) => [graph ?? landing, column]),
    );
    let plain = 0;
    assert(
      property(dictionary(key, value, { maxKeys: 4 }), (more) => {
        const record: Record<string, unknown> = { ...RECORD, ...more };
        const found = plainSignIn(record);
        if (found === null || plainLine(record) === null) return;
        plain += 1;
        const read = normalise(record);
        if (isRefusal(read)) throw new Error(read.reason);
        expect(read).toMatchObject({ ...found, recordTime: null });
        expect(read.landing).toEqual(asTheEngineDoes(record));
      }),
      { seed: 20_261_125, numRuns: 5000 },
    );
    expect(plain).toBeGreaterThan(500);
  });
});

/** Every member of a known name, as text: what JSONEachRow makes of it, times in the one way. */
function asTheEngineDoes(record: Readonly<Record<string, unknown>>): Record<string, string> {
  const fields = signInFields.flatMap(({ graph }) => {
    const value = graph === null ? undefined : record[graph];
    if (value === undefined || value === null || value === '') return [];
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return [[graph, graph === 'createdDateTime' ? '2026-03-13T19:15:41.0000000Z' : text] as const];
  });
  return Object.fromEntries(fields) as Record<string, string>;
}
