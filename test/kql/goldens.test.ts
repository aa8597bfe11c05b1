import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hunt, type HuntResult } from '../../src/pipeline/hunt.ts';
import { embeddedStore } from '../support/stores.ts';

const GOLDENS = path.join(import.meta.dirname, 'goldens');

/** `npx vitest run test/kql/goldens -u` records output.sql and result.txt: read the difference. */
describe('the construct', () => {
  const store = embeddedStore();

  it.each(readdirSync(GOLDENS).toSorted())('%s', async (name) => {
    const folder = path.join(GOLDENS, name);
    const query = readFileSync(path.join(folder, 'input.kql'), 'utf8');
    const result = await hunt(store(), query, { tables: [], nowMs: Date.UTC(2024, 0, 4) });
    await expect(readable(result.sql)).toMatchFileSnapshot(path.join(folder, 'output.sql'));
    await expect(written(result)).toMatchFileSnapshot(path.join(folder, 'result.txt'));
  });
});

/** One level of the statement a line; the settings are the same for all. */
function readable(sql: string): string {
  return `${sql
    .replace(/\nSETTINGS .*$/s, '')
    .replaceAll(/\((?=SELECT |WITH )/g, '(\n')
    .trim()}\n`;
}

/** Names and types of the columns, then a row a line as JSON. */
function written({ columns, rows, render }: HuntResult): string {
  const head = columns.map(({ name, type }) => `${name}: ${type}`).join(', ');
  const body = rows.map((row) =>
    JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)),
  );
  const drawn = render === null ? [] : [`render ${JSON.stringify(render)}`];
  return `${[head, ...body, ...drawn].join('\n')}\n`;
}
