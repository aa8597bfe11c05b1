import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { SlidingWindow } from './sliding-window.ts';

test('keeps what a list that is filtered anew would keep', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 400 }),
      fc.integer({ min: 1, max: 60 }),
      (gaps, width) => {
        const window = new SlidingWindow<number>((time) => time);
        const all: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          window.forgetBefore(now - width);
          const kept = all.filter((time) => time >= now - width);
          expect(window.size).toBe(kept.length);
          expect(window.newest(5)).toEqual(kept.slice(-5));
          window.add(now);
          all.push(now);
        }
      },
    ),
    { seed: 1, numRuns: 60 },
  );
});
