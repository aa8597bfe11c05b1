/** Mean AUC of our forest beside scikit-learn's on data/: node bench/forest/accuracy.ts
 *  Prints a table; the gate itself is src/stats/scikit-learn.test.ts. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { areaUnderCurve, scoreRows, trainForest } from '../../src/stats/index.ts';

interface Summary {
  readonly mean: number;
  readonly standardError: number;
}
type SetReference = Record<'100x256' | '50x64', Summary> & {
  n: number;
  d: number;
  anomalies: number;
};

const reference = JSON.parse(
  readFileSync(new URL('scikit-learn.json', import.meta.url), 'utf8'),
) as { scikitLearn: string; seeds: number; sets: Record<string, SetReference> };

function summaryOf(values: readonly number[]): Summary {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: Math.sqrt(square / (values.length - 1) / values.length) };
}

function show({ mean, standardError }: Summary): string {
  return `${mean.toFixed(4)} ± ${standardError.toFixed(4)}`;
}

const lines = [
  `scikit-learn ${reference.scikitLearn}, ${reference.seeds} seeds each; mean AUC ± standard error; z = difference of means / combined standard error`,
  '',
  '| set | n x d (anomalies) | 100 x 256: scikit-learn | ours | z | 50 x 64: scikit-learn | ours | z |',
  '|---|---|---|---|---:|---|---|---:|',
];
for (const [name, set] of Object.entries(reference.sets)) {
  const text = gunzipSync(readFileSync(new URL(`data/${name}.csv.gz`, import.meta.url))).toString();
  const rows = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(',').map(Number));
  const features = Float32Array.from(rows.flatMap((row) => row.slice(0, -1)));
  const labels = rows.map((row) => row.at(-1) ?? 0);
  const cells = (
    [
      ['100x256', 100, 256],
      ['50x64', 50, 64],
    ] as const
  ).flatMap(([key, trees, sampleSize]) => {
    const aucs = Array.from({ length: reference.seeds }, (_, seed) => {
      const forest = trainForest(features, set.n, set.d, { trees, sampleSize, seed });
      return areaUnderCurve(scoreRows(forest, features, set.n), labels);
    });
    const ours = summaryOf(aucs);
    const theirs = set[key];
    const z = (ours.mean - theirs.mean) / Math.hypot(ours.standardError, theirs.standardError);
    return [show(theirs), show(ours), z.toFixed(1)];
  });
  lines.push(`| ${name} | ${set.n} x ${set.d} (${set.anomalies}) | ${cells.join(' | ')} |`);
}
process.stdout.write(`${lines.join('\n')}\n`);
