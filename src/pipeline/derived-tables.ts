import { createBaselineTables } from '../baselines/index.ts';
import { createBehaviorTables } from '../evidence/index.ts';
import type { Store } from '../store/index.ts';
import { createVerdictTables } from './verdict-tables.ts';

/** Makes what is made of the logs: baselines, BehaviorAnalytics, Anomalies; empty until `learn` and `detect`
 *  have run. For whatever may be asked about them, in the order in which they rest on each other.
 *  Cheap when nothing has changed. */
export async function createDerivedTables(store: Store): Promise<void> {
  await createBaselineTables(store);
  await createBehaviorTables(store);
  await createVerdictTables(store);
}
