import type { NormalRecord } from '../sources/index.ts';
import { KIND_OF_TABLE, type LandingKind } from '../store/index.ts';

type Table = NormalRecord['table'];

export function landingKindOf(table: Table): LandingKind {
  return table === 'AuditLogs' ? 'audit' : 'sign_ins';
}

/** SignInKind of the records of a table; '' = they are no sign-ins. */
export function signInKindOf(table: Table): string {
  return table === 'AuditLogs' ? '' : KIND_OF_TABLE[table];
}
