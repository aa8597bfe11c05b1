import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ingest } from '../../src/pipeline/ingest.ts';
import type { IngestOutput } from '../../src/schema/outputs.ts';
import type { Store } from '../../src/store/index.ts';
import { onBothStores } from '../support/stores.ts';

const SIGN_INS = 25;
const RUNS = { seed: 20_261_125, numRuns: 3 };

/** One copy of a sign-in: which one, when it was written, and what it says. */
interface Copy {
  readonly signIn: number;
  readonly minute: number;
  readonly says: Readonly<Record<string, unknown>>;
}

const word = fc.constantFrom('', 'none', 'low', 'high', 'atRisk', 'deviceCodeFlow', 'Ø"\\\n');
const says = fc.record(
  {
    RiskState: word,
    RiskLevelDuringSignIn: word,
    OriginalTransferMethod: word,
    AuthenticationRequirement: word,
    RiskEventTypes: fc.constantFrom('[]', '', '["anonymizedIPAddress"]', null),
    Status: fc.constantFrom({ errorCode: 0 }, '{"errorCode":50126}', {}, null),
    LocationDetails: fc.constantFrom({ city: 'Oslo' }, "{'city': 'Bergen'}", '', {}),
  },
  { requiredKeys: [] },
);
const copy: fc.Arbitrary<Copy> = fc.record({
  signIn: fc.nat({ max: SIGN_INS - 1 }),
  minute: fc.nat({ max: 59 }),
  says,
});

/** Copies that differ in their record time wherever they are of one sign-in. */
const timedCopies = fc.uniqueArray(copy, {
  minLength: 40,
  maxLength: 80,
  selector: ({ signIn, minute }) => `${signIn} ${minute}`,
});

/** In which order the copies come, which come again, and where one load ends and the next begins. */
const arrivals = timedCopies.chain((copies) =>
  fc.record({
    copies: fc.constant(copies),
    order: fc.shuffledSubarray([...copies.keys()], { minLength: copies.length }),
    again: fc.array(fc.nat({ max: copies.length - 1 }), { maxLength: 30 }),
    cuts: fc.uniqueArray(fc.nat({ max: copies.length }), { maxLength: 2 }),
  }),
);

onBothStores('copies of sign-ins', (open) => {
  test('in any order, batching and repetition make the same rows', async () => {
    const store = await open();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(arrivals, async ({ copies, order, again, cuts }) => {
        const [plain, mixed] = [`plain-${run}-`, `mixed-${run++}-`];
        const byTime = copies.toSorted((a, b) => a.minute - b.minute);
        await load(store, plain, byTime);
        const arriving = [...order, ...again].flatMap((n) => copies[n] ?? []);
        const counts = await loadInPieces(store, mixed, arriving, cuts);
        const signIns = new Set(copies.map(({ signIn }) => signIn)).size;
        expect(counts).toEqual({
          read: arriving.length,
          inserted: signIns,
          updated: copies.length - signIns,
          duplicates: again.length,
          rejected: 0,
        });
        expect(await rowsOf(store, mixed)).toEqual(await rowsOf(store, plain));
      }),
      RUNS,
    );
  }, 240_000);

  test('read a second time change nothing', async () => {
    const store = await open();
    await fc.assert(
      fc.asyncProperty(timedCopies, async (copies) => {
        await load(store, 'twice-', copies);
        const before = await contents(store);
        const { read, duplicates } = await load(store, 'twice-', copies);
        expect({ read, duplicates }).toEqual({ read: copies.length, duplicates: copies.length });
        expect(await contents(store)).toEqual(before);
      }),
      RUNS,
    );
  }, 240_000);
});

describe('whatever is read', () => {
  onBothStores('counts', (open) => {
    test('read is the sum of inserted, updated, duplicates and rejected', async () => {
      const store = await open();
      const line = fc.oneof(
        copy.map((each) => text('sum-', each)),
        fc.constantFrom(
          '{"id":',
          'words',
          '{"id":"x"}',
          '{"riskLastUpdatedDateTime":"2026"}',
          '[]',
        ),
        fc.string({ unit: 'binary', maxLength: 20 }).map((each) => each.replaceAll(/[\r\n]/g, '')),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(line, { maxLength: 60 }), async (lines) => {
          const counts = await ingestText(store, lines.join('\n'));
          const { inserted, updated, duplicates, rejected } = counts;
          expect(counts.read).toBe(inserted + updated + duplicates + rejected);
          const stored = lines.filter((each) => each.includes('"Type":"SigninLogs"')).length;
          expect(inserted + updated + duplicates).toBe(stored);
        }),
        RUNS,
      );
    }, 240_000);
  });
});

async function loadInPieces(
  store: Store,
  prefix: string,
  copies: readonly Copy[],
  cuts: readonly number[],
): Promise<Omit<IngestOutput, 'seconds' | 'byTable'>> {
  const sum = { read: 0, inserted: 0, updated: 0, duplicates: 0, rejected: 0 };
  const ends = [...cuts.toSorted((a, b) => a - b), copies.length];
  let from = 0;
  for (const to of ends) {
    const counts = await load(store, prefix, copies.slice(from, to));
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += counts[key];
    from = to;
  }
  return sum;
}

function load(store: Store, prefix: string, copies: readonly Copy[]): Promise<IngestOutput> {
  return ingestText(store, copies.map((each) => text(prefix, each)).join('\n'));
}

async function ingestText(store: Store, input: string): Promise<IngestOutput> {
  // oxlint-disable-next-line require-await -- the shape of a stream
  async function* stdin(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(input);
  }
  return ingest(store, ['-'], { stdin: stdin() });
}

/** A Log Analytics row. */
function text(prefix: string, { signIn, minute, says: more }: Copy): string {
  return JSON.stringify({
    TimeGenerated: `2026-03-01T10:${String(minute).padStart(2, '0')}:00Z`,
    CreatedDateTime: '2026-03-01T09:59:00Z',
    Type: 'SigninLogs',
    Id: `${prefix}${signIn}`,
    UserPrincipalName: `user${signIn}@example.org`,
    AppId: 'app',
    ...more,
  });
}

function rowsOf(store: Store, prefix: string): Promise<unknown[]> {
  return store.rows(
    `SELECT * EXCEPT (Id, RowVersion, LoadedAt) FROM sign_ins
     WHERE startsWith(Id, {prefix:String})
     ORDER BY toUInt32(splitByChar('-', Id)[-1])`,
    { prefix },
  );
}

/** Everything that a load may change. */
function contents(store: Store): Promise<unknown[]> {
  return store.rows(`
    SELECT
      (SELECT (count(), sum(sipHash64(toString(tuple(*))))) FROM sign_ins) AS rows,
      (SELECT (count(), sum(sipHash64(toString(tuple(*))))) FROM copies) AS copies,
      (SELECT count() FROM pending) AS pending,
      (SELECT count() FROM touched_days) AS touched`);
}
