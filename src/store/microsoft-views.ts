import { signInFields, type SignInTable } from '../schema/sign-in-fields.ts';
import type { SignInKind } from '../schema/sign-in.ts';
import { SIGN_IN_COLUMNS } from './flatten.ts';

/** Which of Microsoft's tables holds which kind of sign-in. */
export const TABLE_OF_KIND: Readonly<Record<SignInKind, SignInTable>> = {
  interactive: 'SigninLogs',
  nonInteractive: 'AADNonInteractiveUserSignInLogs',
  servicePrincipal: 'AADServicePrincipalSignInLogs',
  managedIdentity: 'AADManagedIdentitySignInLogs',
};

/** Which kind of sign-in each of Microsoft's tables holds. */
export const KIND_OF_TABLE = Object.fromEntries(
  Object.entries(TABLE_OF_KIND).map(([kind, table]) => [table, kind]),
) as Readonly<Record<SignInTable, SignInKind>>;

/** Microsoft's four sign-in tables are views of the one that is stored: its partitions are by kind,
 *  so a query on a view reads its own kind only. Each has Microsoft's columns and ours. SignIns is
 *  all of them. */
export function microsoftViews(): string[] {
  const views = (Object.keys(TABLE_OF_KIND) as SignInKind[]).map((kind) => {
    const table = TABLE_OF_KIND[kind];
    const microsofts = new Set(
      signInFields.filter(({ tables }) => tables.includes(table)).map(({ column }) => column),
    );
    const known = new Set(signInFields.map(({ column }) => column));
    // CreatedDateTime is in every view, though Microsoft documents it for two: it is the event time.
    const columns = SIGN_IN_COLUMNS.map(({ name }) => name).filter(
      (name) => microsofts.has(name) || !known.has(name) || name === 'CreatedDateTime',
    );
    return `CREATE OR REPLACE VIEW ${table} AS
      SELECT ${columns.join(', ')},
        '${table}' AS Type
      FROM sign_ins WHERE SignInKind = '${kind}'`;
  });
  return [...views, 'CREATE OR REPLACE VIEW SignIns AS SELECT * FROM sign_ins'];
}
