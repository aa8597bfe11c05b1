import { describe, expect, it } from 'vitest';
import { limitSentence, Refusal } from '../../src/kql/index.ts';
import { hunt } from '../../src/pipeline/hunt.ts';
import { embeddedStore } from '../support/stores.ts';
import { generateQuery, Random } from './generate.ts';
import { HOSTILE_FUNCTIONS, HOSTILE_PIPES, hostileCall } from './generate-series.ts';

// KQL_FUZZ=20000 npx vitest run test/kql/fuzz: look further than the usual run does.
const COUNT = Number(process.env['KQL_FUZZ'] ?? 150);
const SEED = Number(process.env['KQL_SEED'] ?? 1);

describe('a generated query', () => {
  const store = embeddedStore();

  /** What the engine says to the queries, where that is neither an answer nor a limit. */
  async function failuresOf(queries: readonly string[]) {
    const failures: string[] = [];
    let answered = 0;
    for (const query of queries) {
      try {
        await hunt(store(), query, { tables: [], nowMs: Date.UTC(2024, 0, 2) });
        answered++;
      } catch (error) {
        if (error instanceof Refusal || limitSentence(String(error)) !== undefined) continue;
        failures.push(`${query.split('];\n')[1] ?? query}\n${String(error)}`);
      }
    }
    return { failures, answered };
  }

  it(
    'is refused, or the engine answers it',
    async () => {
      const queries = Array.from({ length: COUNT }, (_, number) =>
        generateQuery(new Random(SEED * 1_000_003 + number)),
      );
      const { failures, answered } = await failuresOf(queries);
      expect(failures).toEqual([]);
      // Else the generator has lost touch with the language.
      expect(answered).toBeGreaterThan(COUNT / 20);
    },
    COUNT * 500,
  );

  it(
    'of a series, a shape, an address or a plug-in withstands hostile values',
    async () => {
      // Every function at least once.
      const count = Math.max(COUNT, HOSTILE_FUNCTIONS.length);
      const calls = Array.from({ length: count }, (_, number) =>
        hostileCall(number, new Random(SEED * 1_000_003 + number)),
      );
      const { failures, answered } = await failuresOf([...HOSTILE_PIPES, ...calls]);
      expect(failures).toEqual([]);
      expect(answered).toBeGreaterThan(count / 2);
    },
    COUNT * 1000,
  );
});
