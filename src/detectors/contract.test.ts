import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Evidence, TravelEvidence, ValueEvidence } from '../evidence/evidence.ts';
import { ASPECTS } from '../schema/aspects.ts';
import { HABIT_KIND_NAMES } from '../schema/habit-kinds.ts';
import type { ResultClass, SignIn } from '../schema/sign-in.ts';
import type { Claim, Detector } from './detector.ts';
import { DETECTORS } from './index.ts';
import {
  DAY,
  EMPTY_HISTORY,
  evidence,
  LIMA,
  MANAGED,
  MINUTE,
  neverSeen,
  NOW,
  OSLO,
  signIn,
  usual,
} from './test-support.ts';

/** What every detector keeps, held against evidence of any kind. */

const CLASSES: readonly (readonly [number, ResultClass])[] = [
  [0, 'success'],
  [50_126, 'wrongSecret'],
  [50_126, 'wrongSecret'],
  [50_126, 'wrongSecret'],
  [500_121, 'mfaRefused'],
  [50_074, 'interrupt'],
  [53_003, 'policy'],
  [50_055, 'account'],
  [700_082, 'token'],
  [1, 'unknown'],
];

const share = fc.double({ min: 0, max: 1, noNaN: true });
const count = fc.integer({ min: 0, max: 40 });
const maybe = fc.constantFrom(true, false, null);

const signIns: fc.Arbitrary<SignIn> = fc
  .record({
    kind: fc.constantFrom('interactive' as const, 'nonInteractive' as const),
    entityKind: fc.constantFrom('user' as const, 'user' as const, 'servicePrincipal' as const),
    place: fc.constantFrom(
      OSLO,
      LIMA,
      { ...LIMA, city: '', latitude: null, longitude: null },
      {
        ...OSLO,
        ipAddress: '',
        network: '',
        asn: 0,
        country: '',
        city: '',
      },
    ),
    minutesAgo: fc.integer({ min: 0, max: 1440 }),
    result: fc.constantFrom(...CLASSES),
    operatingSystem: fc.constantFrom('Windows10', 'Linux', ''),
    deviceId: fc.constantFrom('', MANAGED.deviceId, 'd-2'),
    isManaged: maybe,
    isCompliant: maybe,
    sessionId: fc.constantFrom('', 's-1'),
    originalTransferMethod: fc.constantFrom('none', '', 'deviceCodeFlow'),
  })
  .map(({ place, result: [resultCode, resultClass], minutesAgo, ...rest }) =>
    signIn({
      ...place,
      ...rest,
      resultCode,
      resultClass,
      id: `${minutesAgo}-${resultCode}`,
      timeMs: NOW - minutesAgo * MINUTE,
    }),
  );

const values: fc.Arbitrary<ValueEvidence> = fc
  .record({
    isSaid: fc.boolean(),
    isNew: fc.boolean(),
    share,
    noveltyRate: share,
    times: fc.integer({ min: 0, max: 5000 }),
    tenantUsers: count,
    tenantManagedUsers: fc.integer({ min: 0, max: 4 }),
    recentDays: fc.integer({ min: 0, max: 10 }),
    daysAgo: fc.double({ min: 0, max: 180, noNaN: true }),
  })
  .map(({ isSaid, isNew, daysAgo, ...rest }) => {
    const value = isSaid ? 'deviceCode' : '';
    return isNew || !isSaid
      ? neverSeen(value, { ...rest, share: 0, recentDays: 0 })
      : usual(value, { ...rest, lastMs: NOW - daysAgo * DAY });
  });

const travels: fc.Arbitrary<TravelEvidence | null> = fc.option(
  fc
    .record({
      from: signIns,
      distanceKm: fc.double({ min: 0, max: 20_015, noNaN: true }),
      hours: fc.double({ min: 0, max: 24, noNaN: true }),
      fromTenantUsers: fc.constantFrom(0, 1, 7),
      toTenantUsers: fc.constantFrom(0, 1, 7),
      isFromUsual: fc.boolean(),
      isToUsual: fc.boolean(),
    })
    .map((travel) => ({ ...travel, speedKmh: travel.distanceKm / travel.hours })),
);

const failures = fc
  .record({
    lastHour: count,
    lastDay: count,
    attemptsLastHour: count,
    usualFailures: fc.double({ min: 0, max: 50, noNaN: true }),
    otherAttempts: fc.double({ min: 0, max: 5000, noNaN: true }),
    mfaRefusedLastHour: count,
    wrongSecretsLastDay: count,
  })
  .map(({ otherAttempts, ...rest }) => ({
    ...rest,
    usualAttempts: rest.usualFailures + otherAttempts,
  }));

const anyEvidence: fc.Arbitrary<Evidence> = fc
  .record({
    signIn: signIns,
    values: fc.array(values, {
      minLength: HABIT_KIND_NAMES.length,
      maxLength: HABIT_KIND_NAMES.length,
    }),
    signInCount: fc.integer({ min: 0, max: 5000 }),
    days: fc.integer({ min: 0, max: 180 }),
    isLearning: fc.boolean(),
    silence: fc.option(fc.double({ min: 0, max: 170, noNaN: true })),
    hourOfWeek: fc.integer({ min: 0, max: 167 }),
    relativeDensity: fc.double({ min: 1e-6, max: 20, noNaN: true }),
    failures,
    travel: travels,
    recent: fc.array(signIns, { maxLength: 30, size: 'max' }),
    tailProbability: fc.option(fc.double({ min: 1e-12, max: 1, noNaN: true })),
    feature: fc.constantFrom('country', 'hour', 'silence', 'credential'),
    addressFailures: fc.record({ users: count, attempts: count }),
    activeUsers: fc.integer({ min: 0, max: 100_000 }),
  })
  .map((drawn) =>
    evidence({
      signIn: drawn.signIn,
      values: Object.fromEntries(HABIT_KIND_NAMES.map((kind, at) => [kind, drawn.values[at]!])),
      history: {
        signIns: drawn.signInCount,
        days: drawn.days,
        isLearning: drawn.isLearning,
        lastTaughtMs: drawn.silence === null ? null : NOW - drawn.silence * DAY,
      },
      hour: { hourOfWeek: drawn.hourOfWeek, relativeDensity: drawn.relativeDensity },
      failures: drawn.failures,
      travel: drawn.travel,
      recent: drawn.recent.toSorted((a, b) => a.timeMs - b.timeMs),
      firstUses: drawn.recent
        .slice(0, 3)
        .map((each, at) => ({ ...each, application: `New ${at}` }))
        .toSorted((a, b) => a.timeMs - b.timeMs),
      forest:
        drawn.tailProbability === null
          ? null
          : {
              score: 0.6,
              tailProbability: drawn.tailProbability,
              isBorrowed: false,
              attribution: [{ feature: drawn.feature, contribution: 0.1 }],
            },
      addressFailures: drawn.addressFailures,
      activeUsers: drawn.activeUsers,
    }),
  );

/** Counts have no unit; every other number has one at the end of its name. */
const COUNT =
  /^(failuresLast|attemptsLast|refusedLast|wrongSecrets|addresses|users|otherUsers)|^(hourOfDay|forestScore)$/;
const UNIT = /(Km|Kmh|Days|Hours|Minutes|Percent)$/;

function run(detector: Detector, given: Evidence): Claim[] {
  return [...detector.detect(given, detector.options.parse({}))];
}

/** Lets only what was declared be read, and nothing be written. */
function onlyNeeds(detector: Detector, given: Evidence): Evidence {
  const needs: readonly (string | symbol)[] = detector.needs;
  return new Proxy(given, {
    get(target, key) {
      if (!needs.includes(key)) throw new Error(`${detector.id} reads ${String(key)}`);
      return Reflect.get(target, key) as unknown;
    },
    set() {
      throw new Error(`${detector.id} writes`);
    },
  });
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

const SAMPLES = fc.sample(anyEvidence, { seed: 17, numRuns: 4000 }).map(deepFreeze);

describe.each(DETECTORS.map((detector) => [detector.id, detector] as const))(
  '%s',
  (_, detector) => {
    const claims = SAMPLES.flatMap((given) => run(detector, onlyNeeds(detector, given)));

    test('reads what it declared, writes nothing, and speaks at times', () => {
      expect(claims.length).toBeGreaterThan(0);
      expect(claims.length).toBeLessThan(SAMPLES.length);
    });

    test('finds the same in the same', () => {
      expect(SAMPLES.flatMap((given) => run(detector, given))).toEqual(claims);
    });

    test('scores in (0, 1], in an aspect there is', () => {
      expect(claims.filter(({ score }) => !(score > 0 && score <= 1))).toEqual([]);
      expect(claims.filter(({ aspect }) => !ASPECTS.includes(aspect ?? detector.aspect))).toEqual(
        [],
      );
    });

    test('states flat facts, every number with its unit', () => {
      const facts = claims.flatMap((claim) => Object.entries(claim.facts));
      expect(facts.filter(([, value]) => !isPlain(value))).toEqual([]);
      const unitless = facts
        .filter(
          ([name, value]) => typeof value === 'number' && !UNIT.test(name) && !COUNT.test(name),
        )
        .map(([name]) => name);
      expect(new Set(unitless)).toEqual(new Set());
    });

    test('needs no history, or is quiet without one', () => {
      const { history, hour } = evidence(EMPTY_HISTORY);
      const spoke = SAMPLES.some((given) => run(detector, { ...given, history, hour }).length > 0);
      expect(detector.needsNoHistory || !spoke).toBe(true);
    });

    test('refuses an option that it does not have', () => {
      expect(detector.options.safeParse({ noSuchOption: 1 }).success).toBe(false);
    });

    test('has a title of at most six words and real techniques', () => {
      expect(detector.title.split(' ').length).toBeLessThanOrEqual(6);
      expect(detector.description).toMatch(/^[A-Z].*\.$/);
      expect(detector.techniques.filter((id) => !/^T\d{4}(\.\d{3})?$/.test(id))).toEqual([]);
    });
  },
);

function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return value === null || typeof value === 'string' || typeof value === 'boolean';
}
