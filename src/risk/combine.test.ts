import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../detectors/index.ts';
import { ASPECTS, type Aspect } from '../schema/aspects.ts';
import { combine } from './combine.ts';

function finding(aspect: Aspect, score: number, detector = `some-${aspect}`): Finding {
  return { detector, title: '', aspect, score, facts: {}, signIns: [] };
}

describe('combine', () => {
  test('is noisy-or over aspects', () => {
    // 1 - 0.02 x 0.05
    const { score, aspects } = combine([finding('place', 0.98), finding('device', 0.95)]);
    expect(score).toBeCloseTo(0.999, 12);
    expect([...aspects]).toEqual(['place', 'device']);
  });

  test('takes the strongest of one aspect: a new address in a new country is one surprise', () => {
    const { score, aspects } = combine([finding('place', 0.9), finding('place', 0.98)]);
    expect(score).toBeCloseTo(0.98, 12);
    expect(aspects.size).toBe(1);
  });

  test('never multiplies the model with what it reads', () => {
    const others = [finding('place', 0.98), finding('device', 0.95)];
    const weak = combine([...others, finding('place', 0.99, 'forest-score')]);
    expect(weak.score).toBeCloseTo(0.999, 12);
    expect(weak.aspects.size).toBe(2);
    const strong = combine([...others, finding('application', 0.9999, 'forest-score')]);
    expect(strong.score).toBeCloseTo(0.9999, 12);
    expect(strong.aspects.size).toBe(3);
  });

  test('stays in (0, 1), whatever the order, and never falls when more is found', () => {
    const findings = fc.array(
      fc
        .tuple(fc.constantFrom(...ASPECTS), fc.double({ min: 1e-6, max: 1, noNaN: true }))
        .map(([aspect, score]) => finding(aspect, score)),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(findings, (given) => {
        const { score } = combine(given);
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThan(1);
        expect(combine(given.toReversed()).score).toBeCloseTo(score, 12);
        expect(combine([...given, finding('time', 0.5)]).score).toBeGreaterThanOrEqual(score);
      }),
      { seed: 5 },
    );
  });
});
