import { UNKNOWN_ZONE } from '../geo/index.ts';
import type { JudgementSettings } from '../schema/settings.ts';
import type { Store } from '../store/index.ts';
import {
  BACKGROUND_SQL,
  FAILED_SQL,
  HABIT_HASHES_SQL,
  notHeldSql,
  TEACHES_SQL,
  TIME_MS_SQL,
} from './event-sql.ts';
import type { PlacedEvent } from './features.ts';
import { BACKGROUND, DAY_MS, KIND_COUNT } from './habits.ts';
import { between, HELD_DAYS } from './learn-sql.ts';
import { localHourOfWeek } from './zones.ts';

const TEACHES = 1;
const FAILED = 2;
const IN_BACKGROUND = 4;
/** UInt32 entity, Int64 time, UInt32 tie, UInt8 flags, two Float32, one UInt32 a kind: RowBinary, fixed
 *  width. */
const TIME_AT = 4;
const TIE_AT = 12;
const FLAGS_AT = 16;
const PLACE_AT = 17;
const VALUES_AT = 25;
const ROW_BYTES = VALUES_AT + 4 * KIND_COUNT;

/** The sign-ins of the window of some entities, packed, values as hashes, some 90 bytes each. In no
 *  order: sorting in the engine costs three times as much as all the rest. */
export async function readTrainingEvents(
  store: Store,
  entities: readonly string[],
  asOfMs: number,
  { windowDays }: JudgementSettings['learning'],
): Promise<Uint8Array> {
  return store.bytes(
    `SELECT
       toUInt32(transform(EntityId, {entities:Array(String)}, {numbers:Array(UInt32)}, toUInt32(0))) AS entity,
       ${TIME_MS_SQL}, toUInt32(bitAnd(cityHash64(Id), 0xFFFFFFFF)),
       toUInt8((${TEACHES_SQL} AND ${notHeldSql(asOfMs - HELD_DAYS * DAY_MS)}) * ${TEACHES}
         + (${FAILED_SQL}) * ${FAILED} + (${BACKGROUND_SQL}) * ${IN_BACKGROUND}),
       toFloat32(ifNull(Latitude, nan)), toFloat32(ifNull(Longitude, nan)),
       ${HABIT_HASHES_SQL.join(', ')}
     FROM sign_ins
     WHERE EntityId IN {entities:Array(String)} AND ${between(asOfMs - windowDays * DAY_MS, asOfMs)}`,
    'RowBinary',
    { entities, numbers: entities.map((_, index) => index) },
  );
}

/** What readTrainingEvents read, entity by entity, each entity's in time order. */
export function* unpackTrainingEvents(
  bytes: Uint8Array,
  entities: readonly string[],
  zones: ReadonlyMap<string, string>,
): Generator<{ readonly entityId: string; readonly events: readonly PlacedEvent<number>[] }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { rows, ends } = rowsByEntity(view, entities.length);
  let from = 0;
  for (const [entity, to] of ends.entries()) {
    if (to > from) {
      const own = rows.subarray(from, to).toSorted((a, b) => compareTimes(view, a, b));
      const entityId = entities[entity]!;
      const zone = zones.get(entityId) ?? UNKNOWN_ZONE;
      yield { entityId, events: Array.from(own, (at) => eventAt(view, at, zone)) };
    }
    from = to;
  }
}

/** Where each row starts, rows of one entity together: a counting sort. */
function rowsByEntity(
  view: DataView,
  entityCount: number,
): { readonly rows: Float64Array; readonly ends: Uint32Array } {
  const ends = new Uint32Array(entityCount);
  for (let at = 0; at < view.byteLength; at += ROW_BYTES) ends[view.getUint32(at, true)]! += 1;
  for (let entity = 1; entity < entityCount; entity++) ends[entity]! += ends[entity - 1]!;
  const next = new Uint32Array(entityCount);
  next.set(ends.subarray(0, Math.max(0, entityCount - 1)), 1);
  const rows = new Float64Array(view.byteLength / ROW_BYTES);
  for (let at = 0; at < view.byteLength; at += ROW_BYTES) {
    const entity = view.getUint32(at, true);
    rows[next[entity]!] = at;
    next[entity]! += 1;
  }
  return { rows, ends };
}

function compareTimes(view: DataView, a: number, b: number): number {
  return (
    timeAt(view, a) - timeAt(view, b) ||
    view.getUint32(a + TIE_AT, true) - view.getUint32(b + TIE_AT, true)
  );
}

/** Int64 without a BigInt: exact up to 2^53. */
function timeAt(view: DataView, at: number): number {
  return view.getInt32(at + TIME_AT + 4, true) * 2 ** 32 + view.getUint32(at + TIME_AT, true);
}

function eventAt(view: DataView, at: number, zone: string): PlacedEvent<number> {
  const timeMs = timeAt(view, at);
  const flags = view.getUint8(at + FLAGS_AT);
  const values = new Uint32Array(KIND_COUNT);
  for (let kind = 0; kind < KIND_COUNT; kind++) {
    values[kind] = view.getUint32(at + VALUES_AT + 4 * kind, true);
  }
  return {
    timeMs,
    hour: (flags & IN_BACKGROUND) !== 0 ? BACKGROUND : localHourOfWeek(zone, timeMs),
    values,
    teaches: (flags & TEACHES) !== 0,
    isFailure: (flags & FAILED) !== 0,
    latitude: view.getFloat32(at + PLACE_AT, true),
    longitude: view.getFloat32(at + PLACE_AT + 4, true),
  };
}
