/** Id of the tenant that a record says it belongs to, in small letters; null = it does not say. Graph
 *  never does: what it sends is the tenant's whose door was asked.
 *  @param landing  the record's fields */
export function tenantOf(landing: Readonly<Record<string, string>>): string | null {
  const named = landing['aadTenantId'] ?? tenantInPath(landing['logResourceId'] ?? '');
  return named === undefined || named === '' ? null : named.toLowerCase();
}

/** '/tenants/<id>/providers/Microsoft.aadiam' */
function tenantInPath(path: string): string | undefined {
  return /^\/tenants\/([^/]+)\//i.exec(path)?.[1];
}
