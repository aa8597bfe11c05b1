/** How fast forests are trained and score, on one core: node bench/forest/speed.ts
 *  Prints the table of bench/results/forest.md. Medians of rounds after a warm-up. */
import { cpus } from 'node:os';
import {
  attributeScore,
  calibrate,
  decodeForest,
  encodeForest,
  outOfBagScores,
  randomOf,
  scoreRow,
  scoreRows,
  trainForest,
  type Forest,
} from '../../src/stats/index.ts';

const ROUNDS = 7;
const ROUND_MS = 400;
const USERS = 2000;

interface Shape {
  readonly name: string;
  readonly n: number;
  readonly d: number;
  readonly trees: number;
  readonly sampleSize: number;
  readonly rows: (n: number, seed: string) => Float32Array;
}

const SHAPES: readonly Shape[] = [
  { name: 'one-hot', n: 300, d: 40, trees: 100, sampleSize: 256, rows: oneHotSignIns },
  {
    name: 'normal',
    n: 300,
    d: 40,
    trees: 100,
    sampleSize: 256,
    rows: (n, seed) => normal(n, 40, seed),
  },
  {
    name: 'surprises',
    n: 300,
    d: 16,
    trees: 50,
    sampleSize: 64,
    rows: (n, seed) => surprises(n, 16, seed),
  },
];

/** Five fields of 8, 10, 12, 6 and 4 values, the first of each the most frequent. */
function oneHotSignIns(n: number, seed: string): Float32Array {
  const random = randomOf(seed);
  const rows = new Float32Array(n * 40);
  for (let row = 0; row < n; row += 1) {
    let first = row * 40;
    for (const values of [8, 10, 12, 6, 4]) {
      const value = Math.floor(-1.2 * Math.log(1 - random.uniform()));
      rows[first + Math.min(values - 1, value)] = 1;
      first += values;
    }
  }
  return rows;
}

function normal(n: number, d: number, seed: string): Float32Array {
  const random = randomOf(seed);
  return Float32Array.from({ length: n * d }, () => random.normal());
}

/** Exponential, every tenth five times as large: what -log p of sign-ins looks like. */
function surprises(n: number, d: number, seed: string): Float32Array {
  const random = randomOf(seed);
  return Float32Array.from(
    { length: n * d },
    () => -Math.log(1 - random.uniform()) * (random.uniform() < 0.1 ? 5 : 1),
  );
}

/** Median over rounds of how many a second; `work` does some and returns how many. */
function perSecond(work: (round: number) => number): number {
  const rates: number[] = [];
  for (let round = -2; round < ROUNDS; round += 1) {
    const start = performance.now();
    let done = 0;
    let turn = 0;
    while (performance.now() - start < ROUND_MS) done += work(turn++);
    if (round >= 0) rates.push((1000 * done) / (performance.now() - start));
  }
  return rates.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}

/** One event for each of many users in random order: every model comes from main memory. */
function coldScores(blobs: readonly Uint8Array[], row: Float32Array, isDecoded: boolean): number {
  const random = randomOf('cold');
  const forests = isDecoded ? blobs.map(decodeForest) : [];
  return perSecond(() => {
    for (let turn = 0; turn < 200; turn += 1) {
      const user = random.below(blobs.length);
      scoreRow(forests[user] ?? decodeForest(blobs[user] as Uint8Array), row);
    }
    return 200;
  });
}

function measure(shape: Shape): Record<string, string> {
  const { n, d, trees, sampleSize } = shape;
  const rows = shape.rows(n, 'train');
  const many = shape.rows(20_000, 'batch');
  const train = (seed: number): Forest => trainForest(rows, n, d, { trees, sampleSize, seed });
  const forest = train(0);
  const fifty = Array.from({ length: 50 }, (_, seed) => train(seed));
  const blobs = Array.from({ length: USERS }, (_, user) =>
    encodeForest(fifty[user % 50] as Forest),
  );
  const row = rows.slice(0, d);
  const rates = {
    'models trained': perSecond((turn) => (train(turn), 1)),
    'scores, one model, a row at a time': perSecond(() => {
      for (let start = 0; start < rows.length; start += d) scoreRow(forest, rows, start);
      return n;
    }),
    'scores, batch of 20,000': perSecond(() => scoreRows(forest, many, 20_000).length),
    'scores, 50 models in turn': perSecond(() => {
      for (const model of fifty) scoreRow(model, row);
      return 50;
    }),
    [`scores, ${USERS} models in random order`]: coldScores(blobs, row, true),
    'the same, decoding each model first': coldScores(blobs, row, false),
    'scores attributed': perSecond(() => (attributeScore(forest, row), 1)),
    'models calibrated (out-of-bag)': perSecond(
      () => calibrate(outOfBagScores(forest, rows)).count && 1,
    ),
    'models encoded': perSecond(() => encodeForest(forest).length && 1),
    'models decoded': perSecond(
      (turn) => decodeForest(blobs[turn % USERS] as Uint8Array).trees && 1,
    ),
  };
  const bytes = encodeForest(forest).length;
  return {
    ...Object.fromEntries(
      Object.entries(rates).map(([name, rate]) => [name, Math.round(rate).toLocaleString('en')]),
    ),
    'nodes / bytes encoded': `${forest.feature.length.toLocaleString('en')} / ${bytes.toLocaleString('en')}`,
  };
}

const columns = SHAPES.map((shape) => measure(shape));
const heads = SHAPES.map(
  ({ name, n, d, trees, sampleSize }) => `${name} ${n} x ${d}, ${trees} x ${sampleSize}`,
);
const lines = [
  `${cpus()[0]?.model.trim()}, ${cpus().length} cores, one used; Node ${process.version}`,
  '',
  `| per second | ${heads.join(' | ')} |`,
  `|---|${heads.map(() => '---:|').join('')}`,
  ...Object.keys(columns[0] ?? {}).map(
    (name) => `| ${name} | ${columns.map((column) => column[name]).join(' | ')} |`,
  ),
];
process.stdout.write(`${lines.join('\n')}\n`);
