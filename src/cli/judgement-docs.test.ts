import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { RULES_BEGIN, RULES_END, rulesTable } from './judgement-docs.ts';

test('docs/judgement.md has the default rules', async () => {
  const file = path.join(import.meta.dirname, '../../docs/judgement.md');
  const text = readFileSync(file, 'utf8');
  const before = text.slice(0, text.indexOf(RULES_BEGIN) + RULES_BEGIN.length);
  const after = text.slice(text.indexOf(RULES_END));
  expect(before.length).toBeGreaterThan(RULES_BEGIN.length);
  await expect(`${before}\n\n${rulesTable()}\n\n${after}`).toMatchFileSnapshot(file);
});
