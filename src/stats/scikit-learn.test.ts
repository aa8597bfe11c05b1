// oxlint-disable no-restricted-imports -- the layer is pure; this test reads public data sets from bench/.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { areaUnderCurve } from './area-under-curve.ts';
import { scoreRows } from './forest-score.ts';
import { trainForest } from './isolation-forest.ts';

interface Summary {
  readonly mean: number;
  readonly standardError: number;
}

interface Reference {
  readonly scikitLearn: string;
  readonly seeds: number;
  readonly sets: Record<string, Record<'100x256' | '50x64', Summary> & { n: number; d: number }>;
}

const FOLDER = new URL('../../bench/forest/', import.meta.url);
/** Made by bench/forest/scikit-learn.py, which says how. */
const REFERENCE = JSON.parse(
  readFileSync(new URL('scikit-learn.json', FOLDER), 'utf8'),
) as Reference;

function readSet(name: string): { features: Float32Array; labels: Uint8Array; n: number } {
  const text = gunzipSync(readFileSync(new URL(`data/${name}.csv.gz`, FOLDER))).toString();
  const rows = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(',').map(Number));
  return {
    features: Float32Array.from(rows.flatMap((row) => row.slice(0, -1))),
    labels: Uint8Array.from(rows, (row) => row.at(-1) ?? 0),
    n: rows.length,
  };
}

function summaryOf(values: readonly number[]): Summary {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: Math.sqrt(square / (values.length - 1) / values.length) };
}

describe.each(Object.entries(REFERENCE.sets))('on %s', (name, reference) => {
  const { features, labels, n } = readSet(name);

  test.each([
    ['100x256', 100, 256],
    ['50x64', 50, 64],
  ] as const)('mean AUC at %s is that of scikit-learn', (setting, trees, sampleSize) => {
    const d = features.length / n;
    expect([n, d]).toEqual([reference.n, reference.d]);
    const ours = summaryOf(
      Array.from({ length: REFERENCE.seeds }, (_, seed) => {
        const forest = trainForest(features, n, d, { trees, sampleSize, seed });
        return areaUnderCurve(scoreRows(forest, features, n), labels);
      }),
    );
    const theirs = reference[setting];
    const combined = Math.hypot(ours.standardError, theirs.standardError);
    expect(Math.abs(ours.mean - theirs.mean)).toBeLessThanOrEqual(3 * combined);
  });
});
