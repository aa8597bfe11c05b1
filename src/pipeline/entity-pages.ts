import { between } from '../baselines/index.ts';
import { readBlocks, type SqlParameters, type Store } from '../store/index.ts';

/** A page ends at whichever comes first, its entities or its sign-ins. */
const PAGE_ENTITIES = 2000;

export interface PagedEntities {
  /** only entities with sign-ins from here (inclusive) … */
  readonly fromMs: number;
  /** … to here (exclusive) */
  readonly toMs: number;
  /** SQL that also holds for them; default: all */
  readonly where?: string;
  readonly parameters?: SqlParameters;
  /** sign-ins of the range that a page holds at most, but for one entity that has more */
  readonly pageSignIns: number;
}

/** Entities in the order of their ids, in pages that fit in memory. In the order of ids a page is a range
 *  of each day's sorting key. */
export async function entityPages(
  store: Store,
  { fromMs, toMs, where = 'true', parameters = {}, pageSignIns }: PagedEntities,
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
      if (page.length === PAGE_ENTITIES || (page.length > 0 && held + signIns > pageSignIns)) {
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
