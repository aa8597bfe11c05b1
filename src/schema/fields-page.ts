import { auditFields } from './audit-fields.ts';
import type { Field } from './field.ts';
import { signInFields, signInTables } from './sign-in-fields.ts';

const INTRODUCTION = `# Fields

Each field is declared once, in src/schema/sign-in-fields.ts or src/schema/audit-fields.ts, with its name in
every shape it travels in. This page is made from those declarations: change them, then run
\`npx vitest run src/schema -u\`.

- **Column**: the Log Analytics column, which is the stored one. **Type**: its Kusto type; \`json\` marks strings that hold JSON.
- **Graph**: the property of Microsoft Graph's signIn or directoryAudit object, also the key of the landing row unless one is given.
- **Diagnostic**: the place in an Azure Monitor diagnostic record, the first that is not empty.
- **Portal**: the header in the CSV of the Entra admin centre, with the part of a nested value it fills.
- **Tables**: I SigninLogs, N AADNonInteractiveUserSignInLogs, S AADServicePrincipalSignInLogs, M AADManagedIdentitySignInLogs;
  a dash = a column of our own. All four are stored with the same columns.
`;

/** docs/fields.md: every field in every shape, as Markdown. */
export function fieldsPage(): string {
  return [
    INTRODUCTION,
    '## Sign-ins\n',
    table(signInFields, (field) =>
      signInTables.map((name, i) => (field.tables.includes(name) ? 'INSM'.charAt(i) : '')).join(''),
    ),
    '\n## Audit events\n',
    table(auditFields, (field) => (field.tables.length > 0 ? 'AuditLogs' : '')),
    '',
  ].join('\n');
}

function table<Table extends string>(
  fields: readonly Field<Table>[],
  tables: (field: Field<Table>) => string,
): string {
  const rows = fields.map((field) => [
    field.column,
    field.json && field.type !== 'dynamic' ? `${field.type}, json` : field.type,
    field.meaning,
    field.graph ?? `(${field.landing})`,
    field.diagnostic.join(', '),
    Object.entries(field.portal)
      .map(([header, key]) => (key === '' ? header : `${header} → ${key}`))
      .join(', '),
    tables(field) || '-',
  ]);
  const headers = [
    'Column',
    'Type',
    'Meaning',
    'Graph (landing)',
    'Diagnostic',
    'Portal',
    'Tables',
  ];
  return [headers, headers.map(() => '---'), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}
