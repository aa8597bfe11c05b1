import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../..');
const pages = globSync('{*.md,docs/**/*.md}', { cwd: ROOT }).toSorted();

test.each(pages)('every link of %s leads to a page that is there', (page) => {
  const text = readFileSync(path.join(ROOT, page), 'utf8');
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  const missing = links
    .filter((link) => !/^(https?:|#)/.test(link))
    .map((link) => path.join(path.dirname(page), link.replace(/#.*/, '')))
    .filter((file) => !existsSync(path.join(ROOT, file)));
  expect(missing).toEqual([]);
});

test('every page that the code or a page names is there', () => {
  const files = globSync('{*.md,{docs,src,hunts}/**/*.{md,ts,kql}}', { cwd: ROOT });
  const named = files.flatMap((file) =>
    [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(/\bdocs\/[\w/-]+\.md\b/g)].map(
      ([name]) => `${name} in ${file}`,
    ),
  );
  expect(named.filter((each) => !existsSync(path.join(ROOT, each.split(' ')[0]!)))).toEqual([]);
});
