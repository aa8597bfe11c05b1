import { between, DAY_MS, ENTITY_HASH_SQL } from '../baselines/index.ts';
import { readBlocks, type Lists, type Numbers, type Store } from '../store/index.ts';

interface Failures {
  /** epoch ms, ascending */
  readonly times: Numbers;
  /** distinct users with a wrong secret in the 24 hours up to each */
  readonly users: Numbers;
}

/** Wrong secrets by address: what one address tried on many users is seen by each of them. Only
 *  addresses with two users or more are kept. */
export class AddressFailures {
  readonly #byAddress: ReadonlyMap<string, Failures>;

  private constructor(byAddress: ReadonlyMap<string, Failures>) {
    this.#byAddress = byAddress;
  }

  /** Of sign-ins in [fromMs, toMs): what their 24 hours before hold. */
  static async open(store: Store, fromMs: number, toMs: number): Promise<AddressFailures> {
    const blocks = await readBlocks(
      store,
      `SELECT IPAddress, rows.1 AS Times, rows.2 AS Entities
       FROM (
         SELECT IPAddress, arraySort(groupArray((
           toUnixTimestamp64Milli(CreatedDateTime), ${ENTITY_HASH_SQL}))) AS rows
         FROM sign_ins
         PREWHERE ResultClass = 'wrongSecret'
         WHERE ${between(fromMs - DAY_MS, toMs)} AND IPAddress != ''
         GROUP BY IPAddress
         HAVING uniqExact(EntityId) > 1
       )`,
    );
    const byAddress = new Map<string, Failures>();
    for (const block of blocks) {
      const addresses = block.texts('IPAddress');
      const times = block.numberLists('Times');
      const entities = block.numberLists('Entities');
      for (let row = 0; row < block.rows; row++) {
        const timesOf = listAt(times, row);
        const users = distinctUsers(timesOf, listAt(entities, row));
        byAddress.set(addresses.at(row), { times: timesOf, users });
      }
    }
    return new AddressFailures(byAddress);
  }

  /** What the 24 hours before a moment, without it, hold of an address. */
  before(address: string, timeMs: number): { readonly users: number; readonly attempts: number } {
    const failures = this.#byAddress.get(address);
    if (failures === undefined) return NONE;
    const end = firstAtOrAfter(failures.times, timeMs);
    const start = firstAtOrAfter(failures.times, timeMs - DAY_MS);
    if (end === start) return NONE;
    return { users: failures.users[end - 1]!, attempts: end - start };
  }
}

const NONE = { users: 0, attempts: 0 };

/** Two pointers over the sorted failures: linear, however many a spray makes. */
function distinctUsers(times: Numbers, entities: Numbers): Uint32Array {
  const inWindow = new Map<number, number>();
  let start = 0;
  return Uint32Array.from(times, (timeMs, index) => {
    const entity = entities[index]!;
    inWindow.set(entity, (inWindow.get(entity) ?? 0) + 1);
    for (; times[start]! < timeMs - DAY_MS; start++) {
      const leaving = entities[start]!;
      const left = inWindow.get(leaving)! - 1;
      if (left === 0) inWindow.delete(leaving);
      else inWindow.set(leaving, left);
    }
    return inWindow.size;
  });
}

function listAt({ starts, items }: Lists, row: number): Numbers {
  return items.subarray(starts[row], starts[row + 1]);
}

function firstAtOrAfter(times: Numbers, timeMs: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
