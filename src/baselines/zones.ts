import { UNKNOWN_ZONE, zoneOffsetMs, zoneOffsets, zoneOfPlace } from '../geo/index.ts';
import type { JudgementSettings } from '../schema/settings.ts';
import { hourOfWeek } from '../stats/index.ts';
import type { Store } from '../store/index.ts';
import { DAY_MS } from './habits.ts';
import { usualPlacesSql } from './learn-sql.ts';
import type { Sleepers } from './sleepers.ts';

interface UsualPlace {
  readonly id: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** The zone that each entity lives in: that of the place most of its sign-ins come from, of somebody
 *  silent for weeks any that is remembered. Entities of
 *  which no place is known are missing. */
export async function inferZones(
  store: Store,
  entities: readonly string[],
  asOfMs: number,
  { windowDays, memoryDays }: JudgementSettings['learning'],
  sleepers: Sleepers,
): Promise<Map<string, string>> {
  const places = await store.rows<UsualPlace>(
    usualPlacesSql(asOfMs - windowDays * DAY_MS, asOfMs),
    { entities: entities.filter((id) => !sleepers.has(id)) },
  );
  if (sleepers.size > 0) {
    const sql = usualPlacesSql(asOfMs - memoryDays * DAY_MS, asOfMs);
    places.push(...(await store.rows<UsualPlace>(sql, { entities: [...sleepers.keys()] })));
  }
  return new Map(
    places.map(({ id, latitude, longitude }) => [id, zoneOfPlace(latitude, longitude)]),
  );
}

/** Zones and their offsets as the parameters of learnBaselinesSql. */
export function zoneParameters(
  entities: readonly string[],
  zones: ReadonlyMap<string, string>,
  asOfMs: number,
  { memoryDays }: JudgementSettings['learning'],
) {
  const known = new Map<string, ReturnType<typeof zoneOffsets>>();
  const names = entities.map((id) => zones.get(id) ?? UNKNOWN_ZONE);
  const offsets = names.map((zone) => {
    let found = known.get(zone);
    if (found === undefined) {
      found = zoneOffsets(zone, asOfMs - memoryDays * DAY_MS, asOfMs);
      known.set(zone, found);
    }
    return found;
  });
  return {
    zones: names,
    zoneSinceMs: offsets.map((list) => list.map(({ sinceMs }) => sinceMs)),
    zoneOffsetsMs: offsets.map((list) => list.map(({ offsetMs }) => offsetMs)),
  };
}

/** Hour of the week in a zone, 0 = Monday 00:00. */
export function localHourOfWeek(zone: string, timeMs: number): number {
  return hourOfWeek(timeMs + zoneOffsetMs(zone, timeMs));
}
