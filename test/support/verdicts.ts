import type { Store } from '../../src/store/index.ts';

export interface StoredVerdict {
  readonly id: string;
  readonly time: number;
}

/** Everything that judgement stored, but for when it did. */
export async function verdictsOf(store: Store): Promise<StoredVerdict[]> {
  const rows = await store.rows<StoredVerdict>(
    `SELECT SourceRecordId AS id, toUnixTimestamp64Milli(toDateTime64(TimeGenerated, 3, 'UTC')) AS time,
       * EXCEPT (TimeProcessed, SourceRecordId, TimeGenerated)
     FROM behavior_rows ORDER BY TimeGenerated, id`,
  );
  const anomalies = await store.rows<Record<string, unknown>>(
    `SELECT SignInId AS id, * EXCEPT (Version, IsDeleted, JudgedAt) FROM anomaly_rows FINAL
     WHERE NOT IsDeleted ORDER BY SignInTime, id`,
  );
  const byId = Map.groupBy(anomalies, ({ id }) => id);
  return rows.map((row) => ({ ...row, anomalies: byId.get(row.id) ?? [] }));
}

/** Partitions of what was learned of entities that lie on the disk, oldest training first. */
export async function storedTrainings(store: Store): Promise<string[]> {
  const rows = await store.rows<{ partition: string }>(
    `SELECT DISTINCT partition_id AS partition FROM system.parts
     WHERE database = currentDatabase() AND table IN ('baselines', 'models') AND active AND partition_id != '0'
     ORDER BY partition`,
  );
  return rows.map(({ partition }) => partition);
}
