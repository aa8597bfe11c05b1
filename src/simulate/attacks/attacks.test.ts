import { expect, test } from 'vitest';
import { greatCircleKm } from '../../geo/index.ts';
import { cityNamed } from '../cities.ts';
import { mostCommon, readTenant, type ReadSignIn } from '../test-support.ts';
import { offsetMinutes } from '../zones.ts';
import { attacks } from './index.ts';

const SCENARIOS = 3;

const tenant = readTenant({
  users: 80,
  days: 45,
  seed: 'attacks',
  attacks: attacks.map(({ id, isUsual }) => ({
    attack: id,
    scenarios: SCENARIOS,
    ...(isUsual ? { from: 32 } : {}),
  })),
});

const codes = (signIns: readonly ReadSignIn[]) => signIns.map(({ status }) => status.errorCode);
const count = (signIns: readonly ReadSignIn[], code: number) =>
  codes(signIns).filter((each) => each === code).length;
const distinct = (values: readonly unknown[]) => new Set(values).size;
const spanHours = (signIns: readonly ReadSignIn[]) =>
  ((signIns.at(-1)?.timeMs ?? 0) - (signIns[0]?.timeMs ?? 0)) / 3_600_000;
const ordinaryOf = ({ userId }: ReadSignIn) =>
  tenant.ordinary.filter((each) => each.userId === userId);
const homeCountry = (signIn: ReadSignIn) =>
  mostCommon(ordinaryOf(signIn).map(({ location }) => location.countryOrRegion));

/** The scenarios of an attack, each with its first sign-in. */
function scenariosOf(attack: string): { own: ReadSignIn[]; first: ReadSignIn }[] {
  const found = tenant.scenarios(attack);
  expect(found).toHaveLength(SCENARIOS);
  return found.map((own) => ({ own, first: own[0] as ReadSignIn }));
}

test('a fast spray tries many users in little time from few networks', () => {
  for (const { own } of scenariosOf('passwordSprayFast')) {
    expect(distinct(own.map(({ userPrincipalName }) => userPrincipalName))).toBeGreaterThan(15);
    expect(distinct(own.map(({ autonomousSystemNumber }) => autonomousSystemNumber))).toBeLessThan(
      4,
    );
    expect(spanHours(own)).toBeLessThan(3);
    expect(count(own, 50126) / own.length).toBeGreaterThan(0.8);
  }
});

test('a slow spray takes days, another address for each guess, few guesses for each user', () => {
  for (const { own } of scenariosOf('passwordSpraySlow')) {
    expect(spanHours(own)).toBeGreaterThan(24);
    expect(distinct(own.map(({ ipAddress }) => ipAddress))).toBe(own.length);
    const byUser = Map.groupBy(own, ({ userId }) => userId);
    expect(byUser.size).toBeGreaterThan(15);
    expect(Math.max(...[...byUser.values()].map((guesses) => guesses.length))).toBeLessThan(4);
  }
});

test('brute force is many wrong passwords and lockouts for one user, then a success', () => {
  for (const { own } of scenariosOf('bruteForce')) {
    expect(distinct(own.map(({ userId }) => userId))).toBe(1);
    expect(count(own, 50126)).toBeGreaterThan(20);
    expect(count(own, 50053)).toBeGreaterThan(2);
    expect(codes(own).lastIndexOf(50126)).toBeLessThan(codes(own).lastIndexOf(0));
  }
});

test('a stolen password comes from another country', () => {
  for (const { own, first } of scenariosOf('stolenPasswordAbroad')) {
    expect(count(own, 0)).toBeGreaterThan(1);
    expect(own.map(({ location }) => location.countryOrRegion)).not.toContain(homeCountry(first));
  }
});

test('a stolen password through a VPN comes from the country of the victim, with no device of theirs', () => {
  for (const { own, first } of scenariosOf('stolenPasswordLocalVpn')) {
    expect(count(own, 0)).toBeGreaterThan(1);
    expect(new Set(own.map(({ location }) => location.countryOrRegion))).toEqual(
      new Set([homeCountry(first)]),
    );
    expect(own.filter(({ deviceDetail }) => deviceDetail.deviceId !== '')).toEqual([]);
  }
});

test("a replayed session is the victim's, from an address that is not, without a password", () => {
  for (const { own, first } of scenariosOf('sessionReplay')) {
    const before = ordinaryOf(first).filter(
      ({ sessionId, timeMs }) => sessionId === first.sessionId && timeMs < first.timeMs,
    );
    expect(before.length).toBeGreaterThan(0);
    expect(distinct(own.map(({ sessionId }) => sessionId))).toBe(1);
    const known = new Set(ordinaryOf(first).map(({ ipAddress }) => ipAddress));
    expect(own.filter(({ ipAddress }) => known.has(ipAddress))).toEqual([]);
    const methods = own
      .flatMap(({ authenticationDetails }) => authenticationDetails)
      .map((step) => step.authenticationMethod);
    expect(methods).not.toContain('Password');
  }
});

test('device code phishing is 50199, a success by device code, and refreshes that keep the mark', () => {
  for (const { own } of scenariosOf('deviceCodePhish')) {
    expect(codes(own).slice(0, 2)).toEqual([50199, 0]);
    expect(own.slice(0, 2).map((step) => step.authenticationProtocol)).toEqual([
      'deviceCode',
      'deviceCode',
    ]);
    expect(new Set(own.map((step) => step.originalTransferMethod))).toEqual(
      new Set(['deviceCodeFlow']),
    );
    expect(own.slice(2).filter(({ isInteractive }) => isInteractive)).toEqual([]);
    expect(own.length).toBeGreaterThan(3);
  }
});

test('MFA fatigue is many refused requests and then a success', () => {
  for (const { own } of scenariosOf('mfaFatigue')) {
    const refused = count(own, 500121);
    expect(refused).toBeGreaterThan(5);
    expect(codes(own).slice(0, refused + 1)).toEqual([...Array<number>(refused).fill(500121), 0]);
  }
});

test('impossible travel begins within the hour of a sign-in thousands of kilometres away', () => {
  for (const { own, first } of scenariosOf('impossibleTravel')) {
    const home = homeCountry(first);
    const before = ordinaryOf(first).findLast(
      ({ location, status, timeMs }) =>
        timeMs <= first.timeMs && status.errorCode === 0 && location.countryOrRegion === home,
    );
    expect(first.timeMs - (before?.timeMs ?? 0)).toBeLessThan(3_600_000);
    expect(distanceKm(first, before) ?? 3000).toBeGreaterThan(2500);
    expect(count(own, 0)).toBeGreaterThan(1);
  }
});

function distanceKm(a: ReadSignIn, b: ReadSignIn | undefined): number | null {
  const from = a.location.geoCoordinates;
  const to = b?.location.geoCoordinates;
  if (from.latitude === undefined || to?.latitude === undefined) return null;
  return greatCircleKm(from.latitude, from.longitude ?? 0, to.latitude, to.longitude ?? 0);
}

test('a dormant account was silent for weeks', () => {
  for (const { own, first } of scenariosOf('dormantAccount')) {
    const last = ordinaryOf(first).findLast(
      ({ status, timeMs }) => status.errorCode === 0 && timeMs < first.timeMs,
    );
    expect((first.timeMs - (last?.timeMs ?? 0)) / 86_400_000).toBeGreaterThan(20);
    expect(count(own, 0)).toBeGreaterThan(1);
  }
});

test('an insider comes at night with the own computer from the own network', () => {
  for (const { own, first } of scenariosOf('insiderAtNight')) {
    const city = mostCommon(ordinaryOf(first).map(({ location }) => location.city)) ?? '';
    const minutes = offsetMinutes(cityNamed(city).zone, first.timeMs);
    const hours = own.map(({ timeMs }) => ((timeMs / 60_000 + minutes) / 60) % 24);
    expect(Math.min(...hours)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...hours)).toBeLessThan(6.5);
    expect(own.length).toBeGreaterThan(4);
    const devices = new Set(
      ordinaryOf(first).map(({ deviceDetail }) => deviceDetail.operatingSystem),
    );
    const providers = new Set(ordinaryOf(first).map((each) => each.autonomousSystemNumber));
    expect(devices).toContain(first.deviceDetail.operatingSystem);
    expect(providers).toContain(first.autonomousSystemNumber);
  }
});

test('the key of a program is used from addresses that the program never had', () => {
  for (const { own, first } of scenariosOf('servicePrincipalKey')) {
    const usual = tenant.ordinary.filter(
      (each) => each.servicePrincipalId === first.servicePrincipalId,
    );
    expect(usual.length).toBeGreaterThan(100);
    const known = new Set(usual.map(({ ipAddress }) => ipAddress));
    expect(own.filter(({ ipAddress }) => known.has(ipAddress))).toEqual([]);
    expect(distinct(own.map((each) => each.servicePrincipalCredentialKeyId))).toBe(1);
  }
});

test('spreading accounts go from one city a day to six or more', () => {
  for (const { own, first } of scenariosOf('spreadingLocations')) {
    expect(distinct(own.map(({ userId, appDisplayName }) => `${userId}/${appDisplayName}`))).toBe(
      1,
    );
    const byDay = [
      ...Map.groupBy(own, ({ createdDateTime }) => createdDateTime.slice(0, 10)).values(),
    ];
    const cities = byDay.map((day) => distinct(day.map(({ location }) => location.city)));
    expect(byDay).toHaveLength(45);
    expect(cities[0]).toBe(1);
    expect(cities.at(-1)).toBeGreaterThanOrEqual(6);
    expect(cities.at(-1)).toBeLessThanOrEqual(8);
    expect(own.every(({ isInteractive }) => isInteractive)).toBe(true);
    expect(first.createdDateTime.slice(0, 10)).toBe('2026-10-07');
  }
});

test('no code, client, protocol, token or user agent belongs to attacks alone', () => {
  const features: readonly ((signIn: ReadSignIn) => unknown)[] = [
    ({ status }) => status.errorCode,
    ({ clientAppUsed }) => clientAppUsed,
    ({ authenticationProtocol }) => authenticationProtocol,
    ({ originalTransferMethod }) => originalTransferMethod,
    ({ incomingTokenType }) => incomingTokenType,
    ({ appDisplayName }) => appDisplayName,
    ({ deviceDetail }) => deviceDetail.operatingSystem.replace(/[\s\d.]+$/, ''),
  ];
  const ordinary = readTenant({ users: 150, days: 20, seed: 'ordinary', attacks: [] }).signIns;
  for (const feature of features) {
    const known = new Set(ordinary.map(feature));
    const labelled = tenant.signIns.filter(({ label }) => label !== null).map(feature);
    expect(labelled.filter((value) => !known.has(value))).toEqual([]);
  }
});
