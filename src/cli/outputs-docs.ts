import { COMMAND_OUTPUTS } from '../schema/command-outputs.ts';
import { errorOutput } from '../schema/outputs.ts';
import { described, keyTable } from './schema-table.ts';

const INTRODUCTION = `# Machine outputs

Under \`--json\` a command writes to stdout what stands here and nothing else; progress and remarks go to stderr. Times are
ISO 8601, UTC, with milliseconds. Lists are one object a line, ordered by time, then id. Keys are added in later
versions, never renamed. This page is made from src/schema/command-outputs.ts; after a change there run
\`npx vitest run src/cli/outputs-docs -u\`.

Exit codes: 0 done, 1 failed, 2 wrong usage, 130 stopped with Ctrl-C. Whatever failed is one object on stdout:

${keyTable(described(errorOutput, 'output'), '', false)}
`;

/** docs/outputs.md, from the schemas. */
export function outputsPage(): string {
  const sections = Object.entries(COMMAND_OUTPUTS).map(([command, { form, schema }]) => {
    const object = described(schema, 'output');
    const what = form === 'lines' ? 'one object a line' : 'one object';
    return `## ${command}\n\n${what}: ${object.description ?? ''}\n\n${keyTable(object, '', false)}\n`;
  });
  return [INTRODUCTION, ...sections].join('\n');
}
