import { UNKNOWN_ZONE } from '../geo/index.ts';
import type { JudgementSettings } from '../schema/settings.ts';
import type { Store } from '../store/index.ts';
import { FAILED_SQL, HABIT_HASHES_SQL, notHeldSql, TEACHES_SQL, TIME_MS_SQL } from './event-sql.ts';
import type { PlacedEvent } from './features.ts';
import { DAY_MS, KIND_COUNT } from './habits.ts';
import { between, HELD_DAYS } from './learn-sql.ts';
import { localHourOfWeek } from './zones.ts';

const TEACHES = 1;
const FAILED = 2;
/** UInt32 entity, Int64 time, UInt8 flags, two Float32, one UInt32 a kind: RowBinary, fixed width. */
const ROW_BYTES = 4 + 8 + 1 + 4 + 4 + 4 * KIND_COUNT;

/** The sign-ins of the window of some entities, packed: entity by entity in time order, values as
 *  hashes, about 80 bytes each. */
export async function readTrainingEvents(
  store: Store,
  entities: readonly string[],
  asOfMs: number,
  { windowDays }: JudgementSettings['learning'],
): Promise<Uint8Array> {
  return store.bytes(
    `SELECT
       toUInt32(transform(EntityId, {entities:Array(String)}, {numbers:Array(UInt32)}, toUInt32(0))) AS entity,
       ${TIME_MS_SQL} AS t,
       toUInt8((${TEACHES_SQL} AND ${notHeldSql(asOfMs - HELD_DAYS * DAY_MS)}) * ${TEACHES} + (${FAILED_SQL}) * ${FAILED}),
       toFloat32(ifNull(Latitude, nan)), toFloat32(ifNull(Longitude, nan)),
       ${HABIT_HASHES_SQL.join(', ')}
     FROM sign_ins
     WHERE EntityId IN {entities:Array(String)} AND ${between(asOfMs - windowDays * DAY_MS, asOfMs)}
     ORDER BY entity, CreatedDateTime, Id`,
    'RowBinary',
    { entities, numbers: entities.map((_, index) => index) },
  );
}

/** What readTrainingEvents read, entity by entity. */
export function* unpackTrainingEvents(
  bytes: Uint8Array,
  entities: readonly string[],
  zones: ReadonlyMap<string, string>,
): Generator<{ readonly entityId: string; readonly events: readonly PlacedEvent<number>[] }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.byteLength;) {
    const entity = view.getUint32(at, true);
    const entityId = entities[entity]!;
    const zone = zones.get(entityId) ?? UNKNOWN_ZONE;
    const events: PlacedEvent<number>[] = [];
    for (; at < bytes.byteLength && view.getUint32(at, true) === entity; at += ROW_BYTES) {
      events.push(eventAt(view, at, zone));
    }
    yield { entityId, events };
  }
}

function eventAt(view: DataView, at: number, zone: string): PlacedEvent<number> {
  const timeMs = Number(view.getBigInt64(at + 4, true));
  const flags = view.getUint8(at + 12);
  const values = new Uint32Array(KIND_COUNT);
  for (let kind = 0; kind < KIND_COUNT; kind++) {
    values[kind] = view.getUint32(at + 21 + 4 * kind, true);
  }
  return {
    timeMs,
    hour: localHourOfWeek(zone, timeMs),
    values,
    teaches: (flags & TEACHES) !== 0,
    isFailure: (flags & FAILED) !== 0,
    latitude: view.getFloat32(at + 13, true),
    longitude: view.getFloat32(at + 17, true),
  };
}
