import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { configSchema } from '../schema/config.ts';
import { configurationPage } from './config-docs.ts';

test('docs/configuration.md is what the schema says', async () => {
  const file = path.join(import.meta.dirname, '../../docs/configuration.md');
  await expect(configurationPage()).toMatchFileSnapshot(file);
});

test('every key has a description', () => {
  const undescribed: string[] = [];
  const visit = (schema: Record<string, unknown>, name: string) => {
    const properties = (schema['properties'] ?? {}) as Record<string, Record<string, unknown>>;
    for (const [key, child] of Object.entries(properties)) {
      const isGroup = child['properties'] !== undefined;
      if (!isGroup && child['description'] === undefined) undescribed.push(`${name}${key}`);
      visit(child, `${name}${key}.`);
    }
  };
  visit(z.toJSONSchema(configSchema, { io: 'input' }), '');
  expect(undescribed).toEqual([]);
});
