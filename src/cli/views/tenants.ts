import type { StatusOutput } from '../../schema/outputs.ts';
import { formatAmount, printable } from '../terminal/index.ts';

/** Tenants that a sentence names at most. */
const NAMED = 3;

/** Several tenants in one store: what that does, and what to do; '' = there is one at most. */
export function severalTenantsText(tenants: StatusOutput['tenants']): string {
  if (tenants.length < 2) return '';
  const named = tenants
    .slice(0, NAMED)
    .map(({ id, records }) => `${printable(id)} (${formatAmount(records, 'record')})`)
    .join(', ');
  const more = tenants.length > NAMED ? ` and ${tenants.length - NAMED} more` : '';
  return (
    `Records of ${tenants.length} tenants lie in this store: ${named}${more}. What is usual in the organisation, ` +
    "its egresses among it, is learned over all of them. Give each tenant a store of its own (--data) and its id in the configuration (tenant.id): then another one's records are rejected."
  );
}
