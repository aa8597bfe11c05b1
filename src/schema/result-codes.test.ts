import { expect, it } from 'vitest';
import {
  hadRightSecret,
  isBadClass,
  reasonRules,
  resultClassOf,
  resultCodes,
} from './result-codes.ts';

// Classes after learn.microsoft.com/entra/identity-platform/reference-error-codes and the texts
// that the Entra admin centre shows.
it.each([
  [0, 'success'],
  [50126, 'wrongSecret'],
  [50034, 'wrongSecret'],
  [7000215, 'wrongSecret'],
  [500121, 'mfaRefused'],
  [50140, 'interrupt'],
  [50097, 'interrupt'],
  [50074, 'interrupt'],
  [50076, 'interrupt'],
  [70016, 'interrupt'],
  [53003, 'policy'],
  [50055, 'account'],
  [50057, 'account'],
  [700082, 'token'],
  [7000222, 'application'],
  [50155, 'device'],
  [80002, 'infrastructure'],
] as const)('code %d is %s', (code, expected) => {
  expect(resultClassOf(code)).toBe(expected);
});

it('tells the two meanings of 50053 apart by the failure reason', () => {
  expect(resultClassOf(50053)).toBe('wrongSecret');
  expect(
    resultClassOf(50053, "The account is locked, you've tried to sign in too many times."),
  ).toBe('wrongSecret');
  expect(
    resultClassOf(
      50053,
      'Sign-in was blocked because it came from an IP address with malicious activity',
    ),
  ).toBe('policy');
});

it.each([
  ['Authentication failed during strong authentication request.', 'mfaRefused'],
  ['Access has been blocked by Conditional Access policies.', 'policy'],
  ['User blocked due to risk on home tenant.', 'policy'],
  ['The refresh token has expired due to inactivity.', 'token'],
  ['Device authentication is required.', 'device'],
  ['User account is disabled.', 'account'],
  ['Application was not found in the directory.', 'application'],
  ['Request timed out.', 'infrastructure'],
  ['Other.', 'unknown'],
  ['', 'unknown'],
  ['Invalid username or password.', 'unknown'],
] as const)('an unknown code that says "%s" is %s', (reason, expected) => {
  expect(resultClassOf(1234567, reason)).toBe(expected);
});

it('never takes an unknown code for a wrong secret', () => {
  const forUnknown = reasonRules.filter(({ code }) => code === null);
  expect(forUnknown.length).toBeGreaterThan(10);
  expect(forUnknown.map((rule) => rule.class)).not.toContain('wrongSecret');
});

it('lets the table win over the failure reason of a known code', () => {
  expect(resultClassOf(50126, 'blocked by conditional access')).toBe('wrongSecret');
});

it('says unknown where the record gives no code', () => {
  expect(resultClassOf(null)).toBe('unknown');
});

it('counts only wrong secrets and refused second factors as failures', () => {
  const bad = new Set(resultCodes.filter(({ isBad }) => isBad).map((each) => each.class));
  const fine = resultCodes.filter(({ isBad }) => !isBad).map((each) => each.class);
  expect([...bad].toSorted()).toEqual(['mfaRefused', 'wrongSecret']);
  expect(fine.filter(isBadClass)).toEqual([]);
});

// Microsoft's texts of the codes (above): what each says had been passed by then.
it.each([
  [0, true],
  [50126, false],
  [50034, false],
  [500121, true],
  [50074, true],
  [50140, true],
  [50058, false],
  [16000, false],
  [53003, true],
  [50053, false],
  [50055, true],
  [50057, false],
  [70008, false],
  [7000222, true],
  [80002, false],
  [1234567, false],
])('code %d: the secret was right is %s', (code, expected) => {
  expect(hadRightSecret(code, resultClassOf(code))).toBe(expected);
});

it('a malicious address that was stopped says nothing of the secret', () => {
  expect(hadRightSecret(50053, 'policy')).toBe(false);
});

it('has each code once', () => {
  expect(new Set(resultCodes.map(({ code }) => code)).size).toBe(resultCodes.length);
});
