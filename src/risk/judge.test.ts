import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineDetector } from '../detectors/detector.ts';
import { DETECTORS, type Detector } from '../detectors/index.ts';
import {
  EMPTY_HISTORY,
  evidence,
  LIMA,
  OSLO,
  MFA_ASKED,
  MINUTE,
  neverSeen,
  NOW,
  signIn,
  type EvidenceChanges,
} from '../detectors/test-support.ts';
import { judgementSettings } from '../schema/settings.ts';
import type { Severity } from '../schema/severity-rules.ts';
import { judge, prepareJudgement } from './judge.ts';
import {
  CLI,
  FROM_LIMA,
  FROM_OSLO,
  LINUX,
  ON_LINUX,
  WITH_LINUX_FROM_LIMA,
  WRONGS,
} from './test-support.ts';
import type { Verdict } from './verdict.ts';

const DEFAULT = prepareJudgement(judgementSettings.parse({}), DETECTORS);

function judged(changes: EvidenceChanges, judgement = DEFAULT): Verdict {
  return judge(evidence(changes), judgement);
}

function prepare(settings: object) {
  return prepareJudgement(judgementSettings.parse(settings), DETECTORS);
}

function inLima(minutesAgo: number) {
  return signIn({ ...LIMA, ...LINUX, id: `lima-${minutesAgo}`, timeMs: NOW - minutesAgo * MINUTE });
}

function inOslo(minutesAgo: number) {
  return signIn({ id: `oslo-${minutesAgo}`, timeMs: NOW - minutesAgo * MINUTE });
}

describe('judge', () => {
  test('gives one verdict with all reasons, the strongest first', () => {
    const verdict = judged({
      signIn: { ...LIMA, ...LINUX, application: 'Azure CLI' },
      values: { ...FROM_LIMA, ...ON_LINUX, ...CLI },
      travel: FROM_OSLO,
    });
    expect(verdict.kind).toBe('anomaly');
    expect(verdict.aspects.toSorted()).toEqual(['application', 'device', 'place', 'session']);
    const scores = verdict.findings.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(verdict.findings[0]).toMatchObject({
      detector: 'impossible-travel',
      title: 'Impossible travel',
      signIns: ['in-oslo'],
    });
    expect(verdict.rule).toMatch(/honest use hardly explains/);
  });

  test('names it by entity and sign-in, the same for ever', () => {
    const { id } = judged(WITH_LINUX_FROM_LIMA);
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(judged({ ...WITH_LINUX_FROM_LIMA, travel: FROM_OSLO }).id).toBe(id);
    const other = { ...WITH_LINUX_FROM_LIMA.signIn, id: 'sign-in-2' };
    expect(judged({ ...WITH_LINUX_FROM_LIMA, signIn: other }).id).not.toBe(id);
  });

  test('is pure: the same evidence gives the same verdict', () => {
    const given = evidence(WITH_LINUX_FROM_LIMA);
    expect(judge(given, DEFAULT)).toEqual(judge(given, DEFAULT));
  });

  test('says while learning that it learns, and runs only what needs no history', () => {
    const verdict = judged({
      ...EMPTY_HISTORY,
      ...WITH_LINUX_FROM_LIMA,
      addressFailures: { users: 40, attempts: 60 },
    });
    expect(verdict.isLearning).toBe(true);
    expect(verdict.findings.map(({ detector }) => detector)).toEqual(['password-spray-address']);
    expect(judged(EMPTY_HISTORY)).toMatchObject({ isLearning: true, kind: 'none' });
  });

  test('records a detector that throws, and goes on', () => {
    const broken = defineDetector({
      id: 'broken',
      title: 'Broken',
      aspect: 'time',
      techniques: [],
      description: 'Throws.',
      needsNoHistory: true,
      needs: [],
      options: z.strictObject({}),
      // oxlint-disable-next-line require-yield -- it fails before
      *detect() {
        throw new Error('division by cucumber');
      },
    });
    const detectors: Detector[] = [broken, ...DETECTORS];
    const judgement = prepareJudgement(judgementSettings.parse({}), detectors);
    const verdict = judge(evidence(WITH_LINUX_FROM_LIMA), judgement);
    expect(verdict.failures).toEqual([{ detector: 'broken', message: 'division by cucumber' }]);
    expect(verdict.severity).toBe('medium');
  });

  test('tells a run of sign-ins once, and again when it gets further', () => {
    const earlier = signIn({ ...LIMA, ...LINUX, id: 'first', timeMs: NOW - 5 * MINUTE });
    const again = judged({ ...WITH_LINUX_FROM_LIMA, recent: [earlier] });
    expect(again).toMatchObject({ kind: 'behaviour', severity: null, repeats: 'first' });
    expect(again.rule).not.toBe('');
    const interrupted = signIn({ ...earlier, ...MFA_ASKED });
    expect(judged({ ...WITH_LINUX_FROM_LIMA, recent: [interrupted] }).severity).toBe('medium');
    const further = judged({
      signIn: { ...LIMA, ...LINUX, application: 'Azure CLI' },
      values: { ...FROM_LIMA, ...ON_LINUX, ...CLI },
      recent: [earlier],
    });
    expect(further.severity).toBe('high');
  });

  test('tells a run once, whatever else it does, and again when it gets worse', () => {
    const first = signIn({ ...LIMA, ...LINUX, id: 'first', timeMs: NOW - 5 * MINUTE });
    const further = {
      signIn: { ...LIMA, ...LINUX, application: 'Azure CLI' },
      values: { ...FROM_LIMA, ...ON_LINUX, ...CLI },
      recent: [first],
    };
    const after = (severity: Severity, earlier = first) =>
      judged({ ...further, told: [{ signIn: earlier, severity }] });
    expect(after('medium')).toMatchObject({ severity: 'high', continues: ['first'] });
    expect(after('high')).toMatchObject({ kind: 'behaviour', repeats: 'first', isHeld: true });
    // somebody else's: another place, another session
    const elsewhere = signIn({ ...OSLO, id: 'elsewhere', timeMs: NOW - 5 * MINUTE });
    expect(after('high', elsewhere)).toMatchObject({ severity: 'high', continues: [] });
  });

  test('tells two places at once once, and again when it comes faster than before', () => {
    const given = { ...WITH_LINUX_FROM_LIMA, travel: { ...FROM_OSLO, from: inOslo(5) } };
    expect(judged({ ...given, recent: [inOslo(5)] }).severity).toBe('critical');
    // from Lima to Oslo and back: as fast as five minutes only now
    expect(judged({ ...given, recent: [inOslo(60), inLima(9), inOslo(5)] }).severity).toBe(
      'critical',
    );
    const turns = [inOslo(12), inLima(9), inOslo(5)];
    expect(judged({ ...given, recent: turns })).toMatchObject({ repeats: 'lima-9' });
    // the second attempt of one visit
    const second = [inOslo(5), inLima(2)];
    expect(judged({ ...given, recent: second })).toMatchObject({ repeats: 'lima-2' });
  });

  test('what the model found odd beside others makes no second alarm', () => {
    const forest = {
      score: 0.7,
      tailProbability: 1e-5,
      isBorrowed: false,
      attribution: [{ feature: 'application', contribution: 0.1 }],
    };
    const earlier = signIn({ ...LIMA, ...LINUX, id: 'first', timeMs: NOW - 5 * MINUTE });
    const other = { ...WITH_LINUX_FROM_LIMA.signIn, application: 'Another' };
    const given = { ...WITH_LINUX_FROM_LIMA, signIn: other, recent: [earlier], forest };
    expect(judged(given)).toMatchObject({ kind: 'behaviour', repeats: 'first' });
  });

  test('tells the success after every new run of guesses', () => {
    const inAlready = signIn({ ...LIMA, id: 'in', timeMs: NOW - 30 * MINUTE });
    const given = {
      signIn: LIMA,
      values: FROM_LIMA,
      failures: { wrongSecretsLastDay: 6, lastHour: 6, attemptsLastHour: 8 },
    };
    expect(judged({ ...given, recent: [inAlready, ...WRONGS] }).severity).toBe('high');
    const after = signIn({ ...inAlready, timeMs: NOW - MINUTE });
    expect(judged({ ...given, recent: [...WRONGS, after] }).repeats).toBe('in');
  });
});

describe('prepareJudgement', () => {
  test('turns a detector off, and takes its options', () => {
    const without = prepare({ detectors: { 'new-country': false } });
    const found = judged({ values: { country: neverSeen('PE') } }, without);
    expect(found.kind).toBe('none');
    const strict = prepare({ detectors: { 'new-country': { minScore: 0.999 } } });
    expect(judged({ values: { country: neverSeen('PE') } }, strict).kind).toBe('none');
  });

  test.each([
    [{ detectors: { 'new-contry': false } }, 'no detector "new-contry"'],
    [{ detectors: { 'new-country': { minScore: 2 } } }, 'detectors.new-country.minScore'],
    [{ detectors: { 'new-country': { minimum: 2 } } }, 'detectors.new-country'],
    [{ severity: [{ severity: 'low', anyOf: ['x'] }] }, 'severity.0.anyOf'],
  ])('refuses %j and says where', (settings, message) => {
    expect(() => prepare(settings)).toThrow(message);
  });

  test('takes other rules', () => {
    const judgement = prepare({ severity: [{ severity: 'low', aspects: ['place'] }] });
    expect(judged({ values: { country: neverSeen('PE') } }, judgement).severity).toBe('low');
  });
});
