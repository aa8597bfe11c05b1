import { between } from '../baselines/index.ts';
import type { Store } from '../store/index.ts';

/** A page ends at whichever comes first. Some 100 MB of packed sign-ins at most. */
const PAGE_ENTITIES = 2000;
const PAGE_SIGN_INS = 500_000;

/** The entities with sign-ins from a moment (inclusive) to another (exclusive), in the order of their
 *  ids, in pages that fit in memory. In the order of ids a page is a range of each day's sorting key. */
export async function entityPages(
  store: Store,
  fromMs: number,
  toMs: number,
  entityId: string | null = null,
): Promise<string[][]> {
  const entities = store.stream<readonly [id: string, signIns: number]>(
    `SELECT EntityId, toInt64(count()) FROM sign_ins
     WHERE ${between(fromMs, toMs)} ${entityId === null ? '' : 'AND EntityId = {entityId:String}'}
     GROUP BY EntityId ORDER BY EntityId`,
    entityId === null ? {} : { entityId },
  );
  const pages: string[][] = [];
  let page: string[] = [];
  let signIns = 0;
  for await (const rows of entities) {
    for (const [id, count] of rows) {
      if (page.length === PAGE_ENTITIES || (page.length > 0 && signIns + count > PAGE_SIGN_INS)) {
        pages.push(page);
        page = [];
        signIns = 0;
      }
      page.push(id);
      signIns += count;
    }
  }
  if (page.length > 0) pages.push(page);
  return pages;
}
