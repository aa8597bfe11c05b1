import {
  between,
  countDaysBefore,
  DAY_MS,
  forgottenEntities,
  markDay,
  readKnownEntities,
  readModels,
  recall,
  unknownEntity,
  recentDaysOf,
  type KnownEntity,
  type StoredModel,
} from '../baselines/index.ts';
import {
  EntityTimeline,
  ForestJudge,
  EARLIER_ROW_SQL,
  SIGN_IN_ROW_SQL,
  SignInRows,
  USUAL_DAYS,
  type AddressFailures,
  type Evidence,
  type SignInGlance,
  type SignInRow,
  type TenantMemory,
  type TenantValues,
  type UsualValues,
} from '../evidence/index.ts';
import { HABIT_KIND_NAMES } from '../schema/habit-kinds.ts';
import type { Severity } from '../schema/severity-rules.ts';
import type { JudgementSettings } from '../schema/settings.ts';
import { compactRows, readBlocks, type SqlParameters, type Store } from '../store/index.ts';
import type { Stretch } from './trainings.ts';

/** What judging a sign-in says. */
export interface Judgement {
  /** part of an anomaly of medium or more: it waits outside the baseline */
  readonly isHeld: boolean;
  /** null = no anomaly */
  readonly severity: Severity | null;
}

/** What all pages of a stretch share. */
export interface StretchSources {
  readonly settings: JudgementSettings;
  readonly tenant: Promise<TenantMemory>;
  readonly addressFailures: Promise<AddressFailures>;
  readonly stretch: Stretch;
  /** moments of trainings of single entities that count instead of the stretch's */
  readonly ownAsOf: ReadonlyMap<string, number>;
  /** judge all sign-ins of the stretch, not only the pending ones and what follows them */
  readonly all: boolean;
  /** what is pending from before, epoch ms, is history */
  readonly startMs: number;
}

export interface HeldChange {
  readonly entityId: string;
  readonly timeMs: number;
  readonly signInId: string;
  readonly isHeld: boolean;
}

/** All that is known of a page of entities, before the first is judged. */
export interface Page {
  readonly entities: readonly string[];
  readonly asOfOf: (entityId: string) => number;
  readonly known: Known;
  readonly signIns: SignInRows;
  /** times of pending sign-ins by entity; null = all are judged */
  readonly pending: ReadonlyMap<string, readonly number[]> | null;
  readonly heldBefore: ReadonlySet<string>;
  /** severities of stored anomalies by sign-in, of what is not judged again */
  readonly toldBefore: ReadonlyMap<string, Severity>;
  readonly tenant: TenantValues;
  readonly addressFailures: AddressFailures;
}

/** Reads a page: baselines, models, sign-ins since then, and what the tenant knows of their values.
 *  @param onAsked  told when the engine was asked for all of it */
export async function readPage(
  store: Store,
  entities: readonly string[],
  { settings, stretch, ownAsOf, all, startMs, tenant, addressFailures }: StretchSources,
  onAsked: () => void,
): Promise<Page> {
  const asOfOf = (id: string): number => ownAsOf.get(id) ?? stretch.asOfMs;
  const earliestMs = entities.reduce((least, id) => Math.min(least, asOfOf(id)), Infinity);
  const fromMs = Math.min(stretch.fromMs - DAY_MS, earliestMs);
  const [known, signIns, pending, heldBefore, toldBefore] = await Promise.all([
    readKnown(store, entities, asOfOf, settings),
    readSignIns(store, entities, fromMs, stretch),
    all ? null : readPending(store, entities, stretch, startMs),
    readHeld(store, entities, fromMs),
    readTold(store, entities, stretch),
  ]);
  const memory = await tenant;
  const values = memory.read(
    wantedValues(signIns, known.entities, stretch.fromMs),
    Math.floor(stretch.fromMs / DAY_MS),
    Math.ceil(stretch.toMs / DAY_MS),
  );
  onAsked();
  const page = { entities, asOfOf, known, signIns, pending, heldBefore, toldBefore };
  return { ...page, tenant: await values, addressFailures: await addressFailures };
}

/** Judges the sign-ins of a page, each entity's in time order.
 *  @param judge  says what becomes of one; `activeDays` = days of the ten before with any sign-in,
 *    `usual` = what is usual instead, for what is worth a word
 *  @returns how many were judged, and which begin or cease to wait outside the baseline */
export function judgePage(
  page: Page,
  { settings, stretch }: StretchSources,
  judge: (evidence: Evidence, activeDays: number, usual: () => UsualValues) => Judgement,
): { readonly judged: number; readonly held: readonly HeldChange[] } {
  const held: HeldChange[] = [];
  let judged = 0;
  for (const entityId of page.signIns.entities) {
    const known = page.known.entities.get(entityId) ?? null;
    const mustJudge = judgedSignIns(
      stretch,
      page.pending === null ? null : (page.pending.get(entityId) ?? []),
    );
    const timeline = new EntityTimeline(
      { settings, addressFailures: page.addressFailures, tenant: page.tenant },
      page.asOfOf(entityId),
      known,
      page.signIns.hashOf(entityId),
      page.known.forestOf(entityId),
    );
    const activeDays = new ActiveDays(known);
    for (const row of page.signIns.of(entityId)) {
      const { id, timeMs } = row.signIn;
      let isHeld = page.heldBefore.has(id);
      let severity = page.toldBefore.get(id) ?? null;
      if (mustJudge(row)) {
        judged++;
        const evidence = timeline.evidence(row);
        const usual = (): UsualValues => timeline.usualValues();
        const judgement = judge(evidence, activeDays.before(timeMs), usual);
        if (judgement.isHeld !== isHeld) {
          held.push({ entityId, timeMs, signInId: id, isHeld: judgement.isHeld });
        }
        isHeld = judgement.isHeld;
        severity = judgement.severity;
      }
      timeline.observe(row, isHeld, severity);
      activeDays.observe(row);
    }
  }
  return { judged, held };
}

interface Known {
  readonly entities: ReadonlyMap<string, KnownEntity>;
  readonly forestOf: (entityId: string) => ForestJudge;
}

async function readKnown(
  store: Store,
  entities: readonly string[],
  asOfOf: (id: string) => number,
  { learning }: JudgementSettings,
): Promise<Known> {
  const known = new Map<string, KnownEntity>();
  const models = new Map<string, StoredModel>();
  const borrowed = new Map<number, ForestJudge>();
  for (const [asOfMs, ids] of Map.groupBy(entities, asOfOf)) {
    const [baselines, forests] = await Promise.all([
      readKnownEntities(store, ids, asOfMs),
      readModels(store, ids, asOfMs),
    ]);
    for (const [id, entity] of baselines) known.set(id, entity);
    for (const [id, model] of forests) {
      if (id === '') borrowed.set(asOfMs, new ForestJudge(model, true));
      else models.set(id, model);
    }
    const untaught = ids.filter((id) => known.get(id)?.habits.lastTaughtMs == null);
    if (untaught.length === 0) continue;
    for (const forgotten of await forgottenEntities(store, untaught, asOfMs, learning)) {
      const entity = known.get(forgotten.id) ?? unknownEntity(asOfMs, learning.halfLifeDays);
      recall(entity.habits, forgotten);
      known.set(forgotten.id, entity);
    }
  }
  return {
    entities: known,
    forestOf(entityId) {
      const own = models.get(entityId);
      if (own !== undefined) return new ForestJudge(own, false);
      return borrowed.get(asOfOf(entityId)) ?? NO_FOREST;
    },
  };
}

const NO_FOREST = new ForestJudge(null, true);

/** Those of the stretch, and before it those that they are judged by. Sorted here: to move rows of forty
 *  columns about costs the engine as much as reading them. */
async function readSignIns(
  store: Store,
  entities: readonly string[],
  fromMs: number,
  stretch: Stretch,
): Promise<SignInRows> {
  const read = (columns: string, during: string) =>
    readBlocks(
      store,
      `SELECT ${columns} FROM sign_ins WHERE EntityId IN {entities:Array(String)} AND ${during}`,
      { entities },
    );
  const [earlier, own] = await Promise.all([
    read(EARLIER_ROW_SQL, between(fromMs, stretch.fromMs)),
    read(SIGN_IN_ROW_SQL, between(stretch.fromMs, stretch.toMs)),
  ]);
  return new SignInRows([...earlier, ...own]);
}

/** A page is a range of ids. Where few others lie in between, asking for the range costs less than
 *  a set of two thousand: that alone takes the engine six milliseconds. */
const WITHIN = 'EntityId >= {first:String} AND EntityId <= {last:String}';

/** @param entities  in the order of the engine */
function within(entities: readonly string[]): SqlParameters {
  return { first: entities[0] ?? '', last: entities.at(-1) ?? '' };
}

/** Anomalies of a stretch and of the day before it, by sign-in. */
async function readTold(
  store: Store,
  entities: readonly string[],
  { fromMs, toMs }: Stretch,
): Promise<Map<string, Severity>> {
  const rows = await store.rows<{ id: string; severity: Severity }>(
    `SELECT SignInId AS id, toString(Severity) AS severity FROM anomaly_rows FINAL
     WHERE ${WITHIN} AND IsAnomaly AND IsDeleted = 0
       AND SignInTime >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
       AND SignInTime < fromUnixTimestamp64Milli({to:Int64}, 'UTC')`,
    { ...within(entities), from: fromMs - DAY_MS, to: toMs },
  );
  return new Map(rows.map(({ id, severity }) => [id, severity]));
}

/** Times of the pending sign-ins that a stretch can feel: its own, and those of the day before. */
async function readPending(
  store: Store,
  entities: readonly string[],
  { fromMs, toMs }: Stretch,
  startMs: number,
): Promise<Map<string, number[]>> {
  const rows = await compactRows<readonly [string, number[]]>(
    store,
    `SELECT EntityId, arraySort(groupUniqArray(TimeMs)) FROM pending
     WHERE ${WITHIN} AND TimeMs >= {from:Int64} AND TimeMs < {to:Int64}
     GROUP BY EntityId`,
    { ...within(entities), from: Math.max(startMs, fromMs - DAY_MS), to: toMs },
  );
  return new Map(rows);
}

async function readHeld(
  store: Store,
  entities: readonly string[],
  fromMs: number,
): Promise<Set<string>> {
  const rows = await store.rows<{ id: string }>(
    `SELECT SignInId AS id FROM held_sign_ins FINAL
     WHERE ${WITHIN} AND TimeMs >= {from:Int64} AND IsHeld`,
    { ...within(entities), from: fromMs },
  );
  return new Set(rows.map(({ id }) => id));
}

/** Of a stretch's sign-ins all, or those that are pending and what follows one within a day: a late
 *  record changes what was known then. Ask in time order.
 *  @param pending  times, ascending; null = all */
function judgedSignIns(
  { fromMs }: Stretch,
  pending: readonly number[] | null,
): (row: SignInRow) => boolean {
  if (pending === null) return ({ signIn }) => signIn.timeMs >= fromMs;
  let next = 0;
  let untilMs = -Infinity;
  return ({ signIn: { timeMs } }) => {
    while (next < pending.length && pending[next]! <= timeMs) untilMs = pending[next++]! + DAY_MS;
    return timeMs >= fromMs && timeMs <= untilMs;
  };
}

/** The values of which the tenant must be asked: all but those that are plainly the entity's own. */
function wantedValues(
  signIns: SignInRows,
  known: ReadonlyMap<string, KnownEntity>,
  fromMs: number,
): Set<string>[] {
  const wanted = HABIT_KIND_NAMES.map(() => new Set<string>());
  for (const entityId of signIns.entities) {
    const kinds = known.get(entityId)?.habits.kinds;
    let placed: SignInGlance | null = null;
    for (const signIn of signIns.glances(entityId)) {
      if (signIn.timeMs >= fromMs) {
        const day = Math.floor(signIn.timeMs / DAY_MS);
        for (let kind = 0; kind < HABIT_KIND_NAMES.length; kind++) {
          const value = signIn.values[kind]!;
          if (value === '' || wanted[kind]!.has(value)) continue;
          const habit = kinds?.[kind]!.get(value);
          const isOwn = habit !== undefined && recentDaysOf(habit, day) >= USUAL_DAYS;
          if (!isOwn) wanted[kind]!.add(value);
        }
        if (placed !== null && placed.city !== signIn.city) {
          for (const { network } of [placed, signIn]) {
            if (network !== '') wanted[NETWORK]!.add(network);
          }
        }
      }
      if (signIn.isPlaced) placed = signIn;
    }
  }
  return wanted;
}

const NETWORK = HABIT_KIND_NAMES.indexOf('network');

/** On how many of the ten days before a day an entity was active. */
class ActiveDays {
  #bits = 0;
  #lastDay = 0;

  constructor(known: KnownEntity | null) {
    for (const day of known?.activeDays ?? []) this.#mark(day);
  }

  observe({ signIn }: SignInRow): void {
    if (signIn.resultClass === 'success') this.#mark(Math.floor(signIn.timeMs / DAY_MS));
  }

  before(timeMs: number): number {
    return countDaysBefore(this.#bits, this.#lastDay, Math.floor(timeMs / DAY_MS));
  }

  #mark(day: number): void {
    if (day < this.#lastDay) return;
    this.#bits = markDay(this.#bits, this.#lastDay, day);
    this.#lastDay = day;
  }
}
