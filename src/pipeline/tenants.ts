import type { Store } from '../store/index.ts';

/** A tenant that records of the store say they belong to. */
export interface StoredTenant {
  /** small letters */
  readonly id: string;
  readonly records: number;
}

/** '/tenants/<id>/providers/Microsoft.aadiam' */
const TENANT = `lower(if(AADTenantId != '', AADTenantId, extract(ResourceId, '(?i)^/tenants/([^/]+)/')))`;

/** The tenants that records name, the most frequent first. Records of Microsoft Graph name none and are not
 *  among them. */
export function storedTenants(store: Store): Promise<StoredTenant[]> {
  return store.rows<StoredTenant>(
    `SELECT id, toInt64(sum(records)) AS records
     FROM (${recordsOf('sign_ins')} UNION ALL ${recordsOf('AuditLogs')})
     GROUP BY id ORDER BY records DESC, id`,
  );
}

/** The distinct values first: taking each record's path apart would make every load slower as the store grows. */
function recordsOf(table: string): string {
  return `SELECT ${TENANT} AS id, sum(rows) AS records
    FROM (SELECT AADTenantId, ResourceId, count() AS rows FROM ${table} GROUP BY AADTenantId, ResourceId)
    GROUP BY id HAVING id != ''`;
}
