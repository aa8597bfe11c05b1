import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attacks } from './attacks/index.ts';
import { cities } from './cities.ts';
import { simulateTenant, type TenantOptions } from './tenant.ts';
import { median, mostCommon, readTenant, type ReadSignIn } from './test-support.ts';
import { offsetMinutes } from './zones.ts';

/** Minutes since midnight, UTC. */
const minuteOfDay = (timeMs: number) => Math.floor(timeMs / 60_000) % 1440;

const middleOf = (own: readonly ReadSignIn[]) =>
  median(own.map(({ timeMs }) => minuteOfDay(timeMs)));

const SMALL: TenantOptions = { users: 30, days: 25, seed: 'test' };

const small = readTenant(SMALL);

test('the same options give the same lines, another seed gives others', () => {
  expect([...simulateTenant(SMALL)]).toEqual(small.lines);
  const other = new Set([...simulateTenant({ ...SMALL, seed: 'other' })].map(({ line }) => line));
  expect(small.lines.filter(({ line }) => other.has(line))).toEqual([]);
});

test('the ordinary sign-ins do not depend on the attacks', () => {
  const peaceful = readTenant({ ...SMALL, attacks: [] });
  expect(peaceful.signIns.map(({ id }) => id)).toEqual(small.ordinary.map(({ id }) => id));
});

test('every usual attack happens', () => {
  const labels = small.lines.flatMap(({ label }) => label ?? []);
  const usual = attacks.filter(({ isUsual }) => isUsual).map(({ id }) => id);
  expect(new Set(labels.map(({ attack }) => attack))).toEqual(new Set(usual));
});

test('of two hundred users two of three scenarios are in the last week, the others before', () => {
  const labelled = readTenant({
    users: 200,
    days: 30,
    seed: 'plan',
    signInsPerDay: 0.5,
  }).signIns.filter(({ label }) => label !== null);
  const starts = [...Map.groupBy(labelled, ({ label }) => label?.scenario).values()].map(
    ([first]) => first?.createdDateTime ?? '',
  );
  expect(starts).toHaveLength(3 * 12);
  const late = starts.filter((time) => time >= '2026-11-14').length;
  expect(late).toBeGreaterThan(20);
  expect(late).toBeLessThan(30);
});

test('any size, period and seed gives ordered lines with unique ids and labels of their own', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 25 }),
      fc.integer({ min: 1, max: 12 }),
      fc.string({ maxLength: 6 }),
      fc.date({ min: new Date('2024-01-01'), max: new Date('2028-12-31'), noInvalidDate: true }),
      (users, days, seed, end) => {
        const lastDate = end.toISOString().slice(0, 10);
        const firstDate = new Date(Date.parse(lastDate) - (days - 1) * 86_400_000);
        const lines = [...simulateTenant({ users, days, seed, lastDate })];
        const records = lines.map(({ line }) => JSON.parse(line) as Record<string, string>);
        const times = records.map(
          (record) => record['createdDateTime'] ?? record['activityDateTime'] ?? '',
        );
        expect(times).toEqual(times.toSorted());
        expect((times[0] ?? '9') >= firstDate.toISOString().slice(0, 10)).toBe(true);
        expect((times.at(-1) ?? '').slice(0, 10) <= lastDate).toBe(true);
        expect(new Set(records.map(({ id }) => id)).size).toBe(lines.length);
        expect(
          lines.filter(({ label }, index) => label !== null && label.id !== records[index]?.['id']),
        ).toEqual([]);
      },
    ),
    { seed: 4242, numRuns: 40 },
  );
});

test.each([0, -1, Number.NaN])('%d users or days are refused', (wrong) => {
  expect(() => simulateTenant({ ...SMALL, users: wrong })).toThrow(RangeError);
  expect(() => simulateTenant({ ...SMALL, days: wrong })).toThrow(RangeError);
  expect(() => simulateTenant({ ...SMALL, signInsPerDay: wrong })).toThrow(RangeError);
});

test('the number of sign-ins is what was asked for', () => {
  for (const signInsPerDay of [3, 15]) {
    const options = { users: 80, days: 14, seed: 'volume', attacks: [], signInsPerDay };
    const people = readTenant(options).signIns.filter(({ userId }) => userId !== null);
    expect(people.length / 80 / 14 / signInsPerDay).toBeGreaterThan(0.8);
    expect(people.length / 80 / 14 / signInsPerDay).toBeLessThan(1.2);
  }
});

describe('a tenant of two months', () => {
  // From 28 September to 27 November: daylight saving ends on 25 October in Europe, on 1 November in America.
  const tenant = readTenant({
    users: 150,
    days: 61,
    seed: 'clock',
    lastDate: '2026-11-27',
    attacks: [],
    signInsPerDay: 6,
  });
  const zoneOfCity = new Map(cities.map(({ name, zone }) => [name, zone]));
  const users = [
    ...Map.groupBy(
      tenant.signIns.filter(({ userId }) => userId !== null && userId !== ''),
      ({ userId }) => userId,
    ).values(),
  ];
  const zoneOf = (own: readonly ReadSignIn[]) =>
    zoneOfCity.get(mostCommon(own.map(({ location }) => location.city)) ?? '');

  test('people work by the clock on their wall, before and after it changes', () => {
    const inEurope = users.filter((own) => zoneOf(own)?.startsWith('Europe/') === true).flat();
    expect(inEurope.length).toBeGreaterThan(5000);
    const visits = inEurope.filter(
      ({ isInteractive, status }) => isInteractive && status.errorCode === 0,
    );
    const summer = visits.filter(({ createdDateTime }) => createdDateTime < '2026-10-25');
    const winter = visits.filter(({ createdDateTime }) => createdDateTime >= '2026-10-25');
    expect(middleOf(winter) - middleOf(summer)).toBeGreaterThan(40);
    expect(middleOf(winter) - middleOf(summer)).toBeLessThan(80);
    const hours = users.flatMap((own) => {
      const zone = zoneOf(own);
      if (zone === undefined) return [];
      return own
        .filter(({ isInteractive }) => isInteractive)
        .map(({ timeMs }) => minuteOfDay(timeMs + offsetMinutes(zone, timeMs) * 60_000) / 60);
    });
    const atWork = hours.filter((hour) => hour >= 6 && hour < 19).length / hours.length;
    expect(atWork).toBeGreaterThan(0.8);
    // shifts at night
    expect(atWork).toBeLessThan(0.98);
  });

  test('most sign-ins are token refreshes, and there are all four kinds', () => {
    const kinds = Map.groupBy(tenant.signIns, ({ signInEventTypes }) => signInEventTypes[0]);
    expect(new Set(kinds.keys())).toEqual(
      new Set(['interactiveUser', 'managedIdentity', 'nonInteractiveUser', 'servicePrincipal']),
    );
    expect((kinds.get('nonInteractiveUser')?.length ?? 0) / tenant.signIns.length).toBeGreaterThan(
      0.5,
    );
  });

  test('ordinary failures and interruptions are there', () => {
    const codes = new Set(tenant.signIns.map(({ status }) => status.errorCode));
    for (const code of [
      0, 50_126, 50_055, 50_074, 50_076, 50_140, 50_097, 50_058, 50_199, 500_121, 53_003, 50_173,
      700_082,
    ]) {
      expect(codes).toContain(code);
    }
  });

  test('a session belongs to one user and lives on through refreshes', () => {
    const sessions = Map.groupBy(
      tenant.signIns.filter(({ sessionId }) => sessionId !== null),
      ({ sessionId }) => sessionId,
    );
    const lengths = [...sessions.values()].map((own) => own.length);
    for (const own of sessions.values())
      expect(new Set(own.map(({ userId }) => userId)).size).toBe(1);
    expect(Math.max(...lengths)).toBeGreaterThan(100);
  });

  test('places without coordinates or city, IPv6 addresses and trusted locations are there', () => {
    const known = tenant.signIns.filter(({ ipAddress }) => ipAddress !== '');
    const without = known.filter(({ location }) => location.geoCoordinates.latitude === undefined);
    expect(without.length / known.length).toBeGreaterThan(0.005);
    expect(without.filter(({ location }) => location.city === '').length).toBeGreaterThan(10);
    const ipv6 = known.filter(({ ipAddress }) => ipAddress.includes(':'));
    expect(ipv6.length / known.length).toBeGreaterThan(0.1);
    const trusted = tenant.lines.filter(({ line }) => line.includes('"trustedNamedLocation"'));
    expect(trusted.length / known.length).toBeGreaterThan(0.1);
  });

  test("the traveller's phone travels along", () => {
    // networks that are not where the traveller is: the secure edge, VPNs, clouds
    const elsewhere = new Set([62_044, 9009, 60_068, 62_041, 8075, 16_509]);
    const isHere = ({ autonomousSystemNumber }: ReadSignIn) =>
      autonomousSystemNumber !== null && !elsewhere.has(autonomousSystemNumber);
    const countriesOf = (day: readonly ReadSignIn[], system: RegExp) =>
      new Set(
        day
          .filter((each) => isHere(each) && system.test(each.deviceDetail.operatingSystem))
          .map(({ location }) => location.countryOrRegion),
      );
    const days = users.flatMap((own) => {
      const home = mostCommon(own.map(({ location }) => location.countryOrRegion));
      const byDay = Map.groupBy(own, ({ createdDateTime }) => createdDateTime.slice(0, 10));
      return [...byDay.values()].flatMap((day) => {
        const laptop = countriesOf(day, /^(Windows|MacOs)/);
        const phone = countriesOf(day, /^(Ios|Android)/);
        const [country = home] = laptop;
        const isAbroad = laptop.size === 1 && country !== home && phone.size > 0;
        return isAbroad ? [phone.has(country ?? '')] : [];
      });
    });
    expect(days.length).toBeGreaterThan(20);
    // not all: some carriers route the phone home
    expect(days.filter(Boolean).length / days.length).toBeGreaterThan(0.6);
  });

  test('weekends are quieter, and browsers get newer', () => {
    const perDay = Map.groupBy(
      tenant.signIns.filter(({ isInteractive }) => isInteractive),
      ({ timeMs }) => new Date(timeMs).getUTCDay(),
    );
    const count = (day: number) => perDay.get(day)?.length ?? 0;
    expect(count(0) + count(6)).toBeLessThan((count(2) + count(3)) / 3);
    const versions = (from: string, to: string) =>
      new Set(
        tenant.signIns
          .filter(({ createdDateTime }) => createdDateTime >= from && createdDateTime < to)
          .map(({ deviceDetail }) => deviceDetail.browser),
      );
    expect(versions('2026-09-28', '2026-10-05')).not.toContain('Edge 155.0.0');
    expect(versions('2026-11-20', '2026-11-28')).toContain('Edge 155.0.0');
  });

  test('the directory changes, too', () => {
    const activities = new Set(tenant.audits.map(({ activityDisplayName }) => activityDisplayName));
    for (const activity of [
      'Reset user password',
      'Consent to application',
      'Update user',
      'Add member to role completed (PIM activation)',
      'Register device',
      'Change user password',
    ]) {
      expect(activities).toContain(activity);
    }
  });
});
