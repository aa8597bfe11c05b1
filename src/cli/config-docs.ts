import { configSchema } from '../schema/config.ts';
import { described, keyTable } from './schema-table.ts';

const INTRODUCTION = `# Configuration

The file named with \`--config FILE\` is YAML. Every key is optional, and a key that is not on this page
is refused with its line and column. This page is made from src/schema/config.ts; after a change there
run \`npx vitest run src/cli/config-docs -u\`.

\`\`\`yaml
store:
  data: /var/lib/oddsock
tenant:
  id: 7f3c1f6e-0f5b-4a67-9a43-0d1a5c2b9e11
\`\`\`
`;

/** docs/configuration.md, from the schema. */
export function configurationPage(): string {
  const root = described(configSchema, 'input');
  const sections = Object.entries(root.properties ?? {}).map(
    ([name, schema]) =>
      `## ${name}\n\n${schema.description ?? ''}\n\n${keyTable(schema, name, true)}\n`,
  );
  return [INTRODUCTION, ...sections].join('\n');
}
