import { between } from '../baselines/index.ts';
import { readBlocks, type SqlParameters, type Store } from '../store/index.ts';

export interface PagedEntities {
  /** only entities with sign-ins from here (inclusive) … */
  readonly fromMs: number;
  /** … to here (exclusive) */
  readonly toMs: number;
  /** SQL that also holds for them; default: all */
  readonly where?: string;
  readonly parameters?: SqlParameters;
  /** a page ends at whichever comes first */
  readonly pageEntities: number;
  /** sign-ins of the range; an entity that has more is a page of its own */
  readonly pageSignIns: number;
}

/** Entities in the order of their ids, in pages that fit in memory. In the order of ids a page is a range
 *  of each day's sorting key. */
export async function entityPages(
  store: Store,
  { fromMs, toMs, where = 'true', parameters = {}, pageEntities, pageSignIns }: PagedEntities,
): Promise<string[][]> {
  const entities = await readBlocks(
    store,
    `SELECT EntityId AS id, count() AS signIns FROM sign_ins
     WHERE ${between(fromMs, toMs)} AND ${where}
     GROUP BY EntityId ORDER BY EntityId`,
    parameters,
  );
  const pages: string[][] = [];
  let page: string[] = [];
  let held = 0;
  for (const block of entities) {
    const ids = block.texts('id');
    for (const [row, signIns] of block.numbers('signIns').entries()) {
      if (page.length === pageEntities || (page.length > 0 && held + signIns > pageSignIns)) {
        pages.push(page);
        page = [];
        held = 0;
      }
      page.push(ids.at(row));
      held += signIns;
    }
  }
  if (page.length > 0) pages.push(page);
  return pages;
}
