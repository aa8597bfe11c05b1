import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal } from '../../src/kql/index.ts';
import { hunt } from '../../src/pipeline/hunt.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { differenceOf } from './compare.ts';
import { corpusReport, runCorpus } from './corpus.ts';
import { readVectors, type Vector } from './vectors.ts';

const HELP = `npm run conformance -- FILE.jsonl [options]
npm run conformance -- --corpus DIR

Runs queries with known answers on an empty store and compares.
Failed = another answer, an engine error or a crash. Refused = said no before running; where Kusto
itself says no, refusing passes.

  --grade A         only documentation cases of these grades (default A; all = every grade)
  --only TEXT       only vectors whose id, feature or query contains TEXT
  --details         print every failure and every refusal
  --failures        print every failure
  --corpus DIR      run all queries below DIR (.kql, .yaml, .md) on simulated logs and count
`;

type Outcome = 'passed' | 'failed' | 'refused';

interface Verdict {
  readonly vector: Vector;
  readonly outcome: Outcome;
  /** why it did not pass; '' when it did */
  readonly reason: string;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      grade: { type: 'string', default: 'A' },
      only: { type: 'string', default: '' },
      details: { type: 'boolean', default: false },
      failures: { type: 'boolean', default: false },
      corpus: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { corpus } = values;
  if (corpus !== undefined) {
    const runs = await withStore((store, scratch) => runCorpus(corpus, store, scratch));
    return print(corpusReport(runs).join('\n'));
  }
  if (values.help || positionals.length === 0) return print(HELP);
  const vectors = positionals
    .flatMap((file) => readVectors(file))
    .filter(({ grade }) => values.grade === 'all' || values.grade.includes(grade))
    .filter((vector) =>
      [vector.id, vector.feature, vector.query].some((text) => text.includes(values.only)),
    );
  const verdicts = await withStore((store) => judgeAll(vectors, store));
  if (values.details || values.failures) {
    for (const verdict of verdicts) printDetails(verdict, values.details);
  }
  printFeatures(verdicts);
  const count = (outcome: Outcome) => verdicts.filter((each) => each.outcome === outcome).length;
  const righted = verdicts.filter(({ vector }) => vector.corrected);
  if (righted.length > 0) {
    const passed = righted.filter(({ outcome }) => outcome === 'passed').length;
    print(
      `${righted.length} expected results are wrong in themselves (errata.ts): ${passed} of them`,
    );
    print('are counted as passed against what is argued to be right.');
  }
  print(`${count('passed')} passed, ${count('failed')} failed, ${count('refused')} refused`);
}

async function withStore<Result>(
  work: (store: Store, directory: string) => Promise<Result>,
): Promise<Result> {
  const directory = mkdtempSync(path.join(tmpdir(), 'oddsock-conformance-'));
  const store = await openStore({ data: path.join(directory, 'data') });
  try {
    return await work(store, directory);
  } finally {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function judgeAll(vectors: readonly Vector[], store: Store): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const vector of vectors) verdicts.push(await judge(vector, store));
  return verdicts;
}

async function judge(vector: Vector, store: Store): Promise<Verdict> {
  try {
    const answer = await hunt(store, vector.query, { tables: [], nowMs: Date.now() });
    if (vector.refused) {
      return { vector, outcome: 'failed', reason: 'Kusto says no, this answered' };
    }
    const difference = differenceOf(answer, vector);
    return difference === null
      ? { vector, outcome: 'passed', reason: '' }
      : { vector, outcome: 'failed', reason: `${difference}\n    got ${describe(answer.rows)}` };
  } catch (error) {
    if (error instanceof Refusal) {
      return { vector, outcome: vector.refused ? 'passed' : 'refused', reason: error.message };
    }
    return { vector, outcome: 'failed', reason: `crash: ${String(error).slice(0, 600)}` };
  }
}

function describe(rows: unknown): string {
  return JSON.stringify(rows, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  ).slice(0, 600);
}

function printDetails({ vector, outcome, reason }: Verdict, refusalsToo: boolean): void {
  if (outcome === 'passed' || (outcome === 'refused' && !refusalsToo)) return;
  print(`${outcome.toUpperCase()} ${vector.id}\n    ${vector.query.replaceAll('\n', '\n    ')}`);
  print(`    ${reason}`);
  if (outcome === 'failed') print(`    expected ${describe(vector.rows)}\n`);
}

function printFeatures(verdicts: readonly Verdict[]): void {
  const features = Map.groupBy(verdicts, ({ vector }) => vector.feature);
  for (const [feature, all] of [...features].toSorted(([a], [b]) => a.localeCompare(b))) {
    const count = (outcome: Outcome) => all.filter((each) => each.outcome === outcome).length;
    const bad = count('failed') + count('refused');
    if (features.size > 30 && bad === 0) continue;
    print(
      `${feature.padEnd(40)} ${count('passed')} passed, ${count('failed')} failed, ${count('refused')} refused`,
    );
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main();
