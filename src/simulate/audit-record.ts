import { secondsText } from './sign-in-record.ts';

export interface AuditUser {
  readonly id: string;
  readonly name: string;
  readonly principalName: string;
}

/** A user with the address the change was made from. */
export interface AuditActor {
  readonly user: AuditUser;
  readonly ipAddress: string;
}

export interface AuditApplication {
  readonly appId: string;
  readonly name: string;
  readonly servicePrincipalId: string;
}

/** What was changed: old and new values are JSON inside a string, as Entra writes them. */
export interface AuditTarget {
  readonly type:
    | 'User'
    | 'Group'
    | 'Role'
    | 'Application'
    | 'ServicePrincipal'
    | 'Device'
    | 'Policy';
  readonly id: string;
  readonly name: string | null;
  readonly principalName?: string;
  readonly changes?: readonly (readonly [property: string, old: unknown, next: unknown])[];
}

/** One change in the directory. */
export interface AuditValues {
  readonly timeMs: number;
  readonly correlationId: string;
  /** makes the id of the record unique among those of one operation */
  readonly sequence: number;
  readonly service: string;
  /** 'UserManagement', 'RoleManagement' … */
  readonly category: string;
  /** 'Add', 'Assign', 'Update', 'Delete' … */
  readonly operation: string;
  /** 'Reset user password' … */
  readonly activity: string;
  readonly result: 'success' | 'failure';
  readonly reason: string;
  readonly by: AuditActor | { readonly app: AuditApplication };
  readonly targets: readonly AuditTarget[];
  readonly details?: Readonly<Record<string, string>>;
}

/** One audit event as Microsoft Graph (beta, type directoryAudit) gives it: one line of compact JSON. */
export function graphAudit(values: AuditValues): string {
  const { by, correlationId, sequence } = values;
  const prefix = values.service === 'Core Directory' ? 'Directory' : values.service;
  return JSON.stringify({
    id: `${prefix}_${correlationId}_${letters(sequence)}_${sequence}`,
    category: values.category,
    correlationId,
    result: values.result,
    resultReason: values.reason,
    activityDisplayName: values.activity,
    activityDateTime: secondsText(values.timeMs),
    loggedByService: values.service,
    operationType: values.operation,
    userAgent: null,
    initiatedBy:
      'user' in by
        ? { user: userText(by.user, by.ipAddress), app: null }
        : { user: null, app: appText(by.app) },
    performedBy: null,
    targetResources: values.targets.map(targetText),
    additionalDetails: Object.entries(values.details ?? {}).map(([key, value]) => ({ key, value })),
  });
}

function userText({ id, name, principalName }: AuditUser, ipAddress: string) {
  return {
    id,
    displayName: name,
    userPrincipalName: principalName,
    ipAddress,
    userType: null,
    homeTenantId: null,
    homeTenantName: null,
  };
}

function appText({ appId, name, servicePrincipalId }: AuditApplication) {
  return { appId, displayName: name, servicePrincipalId, servicePrincipalName: null };
}

function targetText({ type, id, name, principalName, changes }: AuditTarget) {
  return {
    id,
    displayName: name,
    type,
    userPrincipalName: principalName ?? null,
    groupType: type === 'Group' ? 'azureAD' : null,
    modifiedProperties: (changes ?? []).map(([displayName, oldValue, newValue]) => ({
      displayName,
      oldValue: oldValue === null ? null : JSON.stringify(oldValue),
      newValue: newValue === null ? null : JSON.stringify(newValue),
    })),
  };
}

/** Five letters and digits, as between the parts of an audit id. */
function letters(sequence: number): string {
  return ((sequence * 2_654_435_761) >>> 0).toString(36).toUpperCase().padStart(5, 'X').slice(0, 5);
}
