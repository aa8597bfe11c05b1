import { defineField, type Field, type FieldDetails, type KqlType } from './field.ts';

export type AuditTable = 'AuditLogs';

const field = (
  column: string,
  type: KqlType,
  meaning: string,
  details: FieldDetails<AuditTable> = {},
): Field<AuditTable> => defineField(column, type, ['AuditLogs'], meaning, details);

const few = { lowCardinality: true };
const nowhere: FieldDetails<AuditTable> = { graph: null };
const nowhereFew: FieldDetails<AuditTable> = { ...nowhere, ...few };
const top = (name: string): FieldDetails<AuditTable> => ({ graph: null, diagnostic: [name] });
const topFew = (name: string): FieldDetails<AuditTable> => ({ ...top(name), ...few });

/** Every field of a directory audit record, in the order in which Log Analytics exports its columns.
 *  Columns: learn.microsoft.com/azure/azure-monitor/reference/tables/auditlogs; Graph names:
 *  metadata of Microsoft Graph beta, type directoryAudit, August 2026. */
export const auditFields: readonly Field<AuditTable>[] = [
  field('TenantId', 'string', 'Log Analytics workspace id, not the Entra tenant', {
    ...nowhere,
    landing: 'workspaceId',
    ...few,
  }),
  field('SourceSystem', 'string', 'where Log Analytics got the row: Azure AD', nowhereFew),
  field('TimeGenerated', 'datetime', 'when the record was written', top('time')),
  field('ResourceId', 'string', 'path of the tenant that logs', {
    ...top('resourceId'),
    landing: 'logResourceId',
    ...few,
  }),
  field('OperationName', 'string', 'activity name', topFew('operationName')),
  field('OperationVersion', 'string', 'version of the log record', topFew('operationVersion')),
  // three levels of "category": the diagnostic record's top one is always AuditLogs
  field('Category', 'string', 'UserManagement, RoleManagement, ApplicationManagement …', few),
  field('ResultType', 'string', 'empty; see Result', topFew('resultType')),
  field('ResultSignature', 'string', 'None', topFew('resultSignature')),
  field('ResultDescription', 'string', 'what went wrong', top('resultDescription')),
  field('DurationMs', 'long', 'always 0', top('durationMs')),
  field('CorrelationId', 'string', 'records of one operation share it', {
    diagnostic: ['properties.correlationId', 'correlationId'],
  }),
  field('Resource', 'string', 'always Microsoft.aadiam', nowhereFew),
  field('ResourceGroup', 'string', 'always Microsoft.aadiam', nowhereFew),
  field('ResourceProvider', 'string', 'mostly empty', nowhereFew),
  field('Identity', 'string', 'who did it, as the log names it', top('identity')),
  field('Level', 'string', 'severity of the log record: 4, Informational', topFew('level')),
  field('Location', 'string', 'data centre', {
    ...top('location'),
    landing: 'locationCode',
    ...few,
  }),
  field('AdditionalDetails', 'dynamic', 'key and value pairs: user agent, application id …'),
  field('Id', 'string', 'id of the audit record: the key'),
  field('InitiatedBy', 'dynamic', 'the user or application that did it, with its address'),
  field('LoggedByService', 'string', 'service that logged it: Core Directory …', few),
  field('Result', 'string', 'success, failure, timeout', few),
  field('ResultReason', 'string', 'why it failed'),
  field('TargetResources', 'dynamic', 'what was changed, old and new values as JSON in strings'),
  field('AADTenantId', 'string', 'Entra tenant', {
    graph: null,
    landing: 'aadTenantId',
    diagnostic: ['properties.tenantId', 'tenantId'],
    ...few,
  }),
  field('ActivityDisplayName', 'string', 'activity name', few),
  field('ActivityDateTime', 'datetime', 'the event time'),
  field('AADOperationType', 'string', 'Add, Assign, Update, Delete …', {
    graph: 'operationType',
    ...few,
  }),
  defineField('UserAgent', 'string', [], 'user agent of whoever did it'),
  defineField('PerformedBy', 'dynamic', [], 'the identity that performed it for the initiator'),
];
