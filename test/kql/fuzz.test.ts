import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/kql/index.ts';
import { hunt } from '../../src/pipeline/hunt.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { generateQuery, Random } from './generate.ts';

// KQL_FUZZ=20000 npx vitest run test/kql/fuzz: look further than the usual run does.
const COUNT = Number(process.env['KQL_FUZZ'] ?? 150);
const SEED = Number(process.env['KQL_SEED'] ?? 1);

describe('a generated query', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'oddsock-fuzz-'));
  let store: Store;
  beforeAll(async () => {
    store = await openStore({ data: directory });
  });
  afterAll(async () => {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it(
    'is refused, or the engine answers it',
    async () => {
      const failures: string[] = [];
      let answered = 0;
      for (let number = 0; number < COUNT; number++) {
        const query = generateQuery(new Random(SEED * 1_000_003 + number));
        try {
          await hunt(store, query, { tables: [], nowMs: Date.UTC(2024, 0, 2) });
          answered++;
        } catch (error) {
          if (!(error instanceof Refusal))
            failures.push(`${query.split('];\n')[1] ?? query}\n${String(error)}`);
        }
      }
      expect(failures).toEqual([]);
      // Else the generator has lost touch with the language.
      expect(answered).toBeGreaterThan(COUNT / 20);
    },
    COUNT * 500,
  );
});
