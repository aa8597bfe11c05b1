import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { DETECTORS } from './index.ts';

const PAGES = path.join(import.meta.dirname, '../../docs/detectors');

/** What the folder holds beside detectors. */
const SUPPORT = [
  'burst',
  'chance',
  'contract',
  'detector',
  'familiar',
  'index',
  'rare-value',
  'test-support',
];

const ids = DETECTORS.map(({ id }) => id).toSorted();

function named(directory: string, ending: string): string[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .filter((name) => !name.includes('.') && !SUPPORT.includes(name))
    .toSorted();
}

test('every detector has a file, a line in the list, a test and a page, and nothing else has', () => {
  expect(new Set(ids).size).toBe(ids.length);
  expect(named(import.meta.dirname, '.ts')).toEqual(ids);
  expect(named(import.meta.dirname, '.test.ts')).toEqual(ids);
  expect(existsSync(PAGES) ? named(PAGES, '.md') : []).toEqual(ids);
});
