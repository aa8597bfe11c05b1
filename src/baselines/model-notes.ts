import type { Store } from '../store/index.ts';

/** What is known of a stored model without reading it. */
export interface ModelNote {
  readonly trainedOn: number;
  readonly days: number;
}

/** The models that an entity's verdicts rest on: its own, and the tenant's; null = not trained. */
export async function readModelNotes(
  store: Store,
  entityId: string,
  asOfMs: number,
): Promise<{ readonly own: ModelNote | null; readonly tenant: ModelNote | null }> {
  const rows = await store.rows<ModelNote & { readonly id: string }>(
    `SELECT EntityId AS id, TrainedOn AS trainedOn, Days AS days FROM models FINAL
     WHERE EntityId IN ({entityId:String}, '') AND AsOfMs = {asOfMs:Int64}`,
    { entityId, asOfMs },
  );
  const of = (id: string): ModelNote | null => {
    const row = rows.find((each) => each.id === id);
    return row === undefined ? null : { trainedOn: row.trainedOn, days: row.days };
  };
  return { own: of(entityId), tenant: of('') };
}
