import type { SignInTable } from '../schema/sign-in-fields.ts';

const TABLE_OF_EVENT_TYPE: readonly (readonly [eventType: string, table: SignInTable])[] = [
  ['managedidentity', 'AADManagedIdentitySignInLogs'],
  ['serviceprincipal', 'AADServicePrincipalSignInLogs'],
  ['noninteractiveuser', 'AADNonInteractiveUserSignInLogs'],
  ['interactiveuser', 'SigninLogs'],
];

/** Table of a sign-in whose shape does not name it (Graph): by its event types; where v1.0 leaves
 *  them out, by who signed in and whether somebody was there.
 *  @param landing  the record's fields */
export function signInTableOf(landing: Readonly<Record<string, string>>): SignInTable {
  const types = (landing['signInEventTypes'] ?? '').toLowerCase();
  for (const [eventType, table] of TABLE_OF_EVENT_TYPE) {
    if (types.includes(`"${eventType}"`)) return table;
  }
  const isWorkload = !hasUser(landing) && hasWorkload(landing);
  if (isWorkload) {
    const identity = landing['managedServiceIdentity'] ?? '';
    const isManaged = /"msiType":"(?!none")\w/.test(identity);
    return isManaged ? 'AADManagedIdentitySignInLogs' : 'AADServicePrincipalSignInLogs';
  }
  return landing['isInteractive'] === 'false' ? 'AADNonInteractiveUserSignInLogs' : 'SigninLogs';
}

function hasUser(landing: Readonly<Record<string, string>>): boolean {
  const id = landing['userId'] ?? '';
  return (id !== '' && !/^[0-]*$/.test(id)) || (landing['userPrincipalName'] ?? '') !== '';
}

function hasWorkload(landing: Readonly<Record<string, string>>): boolean {
  return (landing['servicePrincipalId'] ?? '') !== '';
}
