import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { aggregates } from '../../src/kql/aggregates/index.ts';
import { nameFunctions } from '../../src/kql/functions/schema.ts';
import { scalarFunctions } from '../../src/kql/functions/index.ts';
import { operators, sources } from '../../src/kql/operators/index.ts';
import { plugins } from '../../src/kql/plugins/index.ts';
import { libraryNames } from './signatures.ts';

const PAGE = path.join(import.meta.dirname, '../../docs/kql-support.md');

describe('docs/kql-support.md', () => {
  it('lists what is there; renew it with -u', async () => {
    await expect(page()).toMatchFileSnapshot(PAGE);
  });
});

function page(): string {
  return `# What KQL can say here

Made from the code: \`npx vitest run test/kql/support -u\`. What is not in the first list of a kind is refused, with line and column,
before anything runs.

${section('Operators', [...new Set([...Object.keys(operators), ...Object.keys(sources)].map((each) => operatorName(each)))], operatorNames())}
${section(
  'Functions',
  [...scalarFunctions.keys(), ...nameFunctions.keys(), ...SPECIAL],
  libraryNames('Functions').filter((name) => !name.startsWith('__')),
)}
${section('Aggregates', [...aggregates.keys()], libraryNames('Aggregates'))}
${section('Plug-ins (evaluate)', [...plugins.keys()], libraryNames('PlugIns'))}`;
}

/** Read where they stand, not from a table. */
const SPECIAL = ['table', 'toscalar', 'materialize', '_GetWatchlist', 'externaldata'];

function section(title: string, supported: readonly string[], all: readonly string[]): string {
  const refused = all.filter((name) => !supported.includes(name));
  return `## ${title}

${supported.toSorted().join(', ')}.

Refused: ${refused.toSorted().join(', ')}.
`;
}

/** MvExpandOperator as it is written: mv-expand. */
function operatorName(kind: string): string {
  const plain = kind.replace(/(?:Operator|Expression)$/, '');
  const named: Readonly<Record<string, string>> = {
    DataTable: 'datatable',
    ExternalData: 'externaldata',
    Filter: 'where',
    GetSchema: 'getschema',
  };
  return named[plain] ?? plain.replaceAll(/(?<=[a-z])[A-Z]/g, '-$&').toLowerCase();
}

function operatorNames(): readonly string[] {
  return libraryNames('Operators').map((name) => operatorName(name));
}
