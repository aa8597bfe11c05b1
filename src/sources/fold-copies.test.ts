import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldCopies, type Copy } from './fold-copies.ts';

const copy = (
  hash: string,
  landing: Record<string, string>,
  recordTime: string | null = null,
  arrival = 0,
): Copy => ({ landing, recordTime, arrival, contentHash: hash });

const [EARLY, LATE] = ['2026-01-01T00:00:00.0000000Z', '2026-01-01T01:00:00.0000000Z'];

it('lets the later record time win, whatever arrived first', () => {
  const early = copy('x', { riskState: 'none', city: 'Oslo' }, EARLY, 2);
  const late = copy('a', { riskState: 'remediated' }, LATE, 1);
  expect(foldCopies([early, late])).toEqual({ riskState: 'remediated', city: 'Oslo' });
});

it('never lets a later copy that lost something take it away', () => {
  const rich = copy('a', { riskEventTypes: '["x"]', mfaDetail: '{"m":1}', q: 'kept' }, EARLY);
  const poor = copy('b', { riskEventTypes: '[]', mfaDetail: '{}', q: '' }, LATE);
  expect(foldCopies([rich, poor])).toEqual(rich.landing);
  expect(foldCopies([poor, rich])).toEqual(rich.landing);
});

it('takes none for nothing only where it marks a token of a device code', () => {
  const before = {
    originalTransferMethod: 'deviceCodeFlow',
    authenticationProtocol: 'deviceCode',
    riskState: 'atRisk',
  };
  const after = {
    originalTransferMethod: 'none',
    authenticationProtocol: 'none',
    riskState: 'none',
  };
  expect(foldCopies([copy('a', before, EARLY), copy('b', after, LATE)])).toEqual({
    ...before,
    riskState: 'none',
  });
});

it('keeps what is empty in all copies', () => {
  expect(foldCopies([copy('a', { x: '[]', p: 'none' })])).toEqual({ x: '[]', p: 'none' });
});

it('goes by arrival where the shapes have no record time', () => {
  const copies = [copy('a', { v: 'second' }, null, 2), copy('b', { v: 'first' }, null, 1)];
  expect(foldCopies(copies)).toEqual({ v: 'second' });
});

it('settles equal record times by content, whatever arrived first', () => {
  for (const [first, second] of [
    [1, 2],
    [2, 1],
  ]) {
    const one = copy('a', { v: 'one' }, EARLY, first);
    const two = copy('b', { v: 'two' }, EARLY, second);
    expect(foldCopies([one, two])).toEqual({ v: 'two' });
  }
});

const anyLanding = fc.dictionary(
  fc.constantFrom('a', 'b', 'authenticationProtocol'),
  fc.constantFrom('', '[]', '{}', 'none', 'x', 'y', 'z'),
);
const anyCopy = fc.record({
  landing: anyLanding,
  recordTime: fc.option(fc.constantFrom(EARLY, LATE, '2026-01-02T00:00:00.0000000Z')),
});
/** Distinct copies in the order in which they arrived. */
const arrived = fc.array(anyCopy, { minLength: 1, maxLength: 6 }).map((copies) =>
  copies.map((each, arrival): Copy => ({
    ...each,
    arrival,
    contentHash: `h${(arrival * 7) % 5}${arrival}`,
  })),
);

it('gives the same row for any order in which the copies are handed over, and any repetition', () => {
  fc.assert(
    fc.property(
      arrived.chain((copies) =>
        fc.tuple(
          fc.constant(copies),
          fc.shuffledSubarray(copies, { minLength: copies.length }),
          fc.array(fc.constantFrom(...copies), { maxLength: 5 }),
        ),
      ),
      ([copies, shuffled, repeated]) => {
        const again = repeated.map((each, i) => ({ ...each, arrival: 1000 + i }));
        expect(foldCopies([...shuffled, ...again])).toEqual(foldCopies(copies));
      },
    ),
    { seed: 20_261_124, numRuns: 500 },
  );
});

it('gives the same row for any order of arrival where all record times differ', () => {
  const timed = fc.uniqueArray(fc.integer({ min: 0, max: 999 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(
      timed.chain((times) =>
        fc.tuple(
          fc.tuple(...times.map(() => anyLanding)),
          fc.constant(times),
          fc.shuffledSubarray(times, { minLength: times.length }),
        ),
      ),
      ([landings, times, order]) => {
        const copies = (arrivals: readonly number[]): Copy[] =>
          times.map((time, i) =>
            copy(
              `h${time}`,
              landings[i] ?? {},
              `2026-01-01T00:00:00.${String(time).padStart(7, '0')}Z`,
              arrivals.indexOf(time),
            ),
          );
        expect(foldCopies(copies(order))).toEqual(foldCopies(copies(times)));
      },
    ),
    { seed: 20_261_124, numRuns: 500 },
  );
});
