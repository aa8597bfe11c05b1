import {
  createBaselineTables,
  localHourOfWeek,
  newestBaseline,
  type Baseline,
} from '../baselines/index.ts';
import type { Explanation } from '../schema/anomaly-outputs.ts';
import type { Entity } from '../schema/entity.ts';
import { OddsockError } from '../schema/error.ts';
import type { JudgementSettings } from '../schema/settings.ts';
import { SIMULATED_ID } from '../schema/sign-in.ts';
import { isoTimeOf } from '../schema/time.ts';
import { graphSignIn, ODD_KINDS, oddKind, oddSignIn, type OddKindId } from '../simulate/index.ts';
import { randomOf, weekDensityAt } from '../stats/index.ts';
import type { Store } from '../store/index.ts';
import { notLearned } from './baseline.ts';
import { detect } from './detect.ts';
import { findEntity } from './entities.ts';
import { ingest } from './ingest.ts';
import { usualWays } from './usual-ways.ts';
import { readExplained, type StoredVerdict } from './verdict-reader.ts';

/** Records of Microsoft Graph have whole seconds. */
const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;
const HOURS_OF_WEEK = 168;
/** After the sign-in before, where it must be soon. Chosen by hand. */
const SOON_MS = 20 * 60_000;

export interface SimulateAnomalyOptions {
  readonly settings: JudgementSettings;
  /** id, principal name or display name */
  readonly user: string;
  /** null = the first that is possible against such an entity */
  readonly kind: OddKindId | null;
  readonly seed: string;
  readonly nowMs: number;
  readonly signal?: AbortSignal;
}

export interface SimulatedAnomaly {
  readonly kind: OddKindId;
  readonly signIn: { readonly id: string; readonly time: string; readonly record: string };
  /** null = nothing about it was rare enough to be stored */
  readonly verdict: StoredVerdict | null;
  readonly explanation: Explanation | null;
}

/** Makes one odd sign-in out of a user's usual ones, loads it, and judges it as any other.
 *  @throws OddsockError 'not-learned', 'nothing-usual', 'kind-not-possible' */
export async function simulateAnomaly(
  store: Store,
  options: SimulateAnomalyOptions,
): Promise<SimulatedAnomaly> {
  const { settings, seed, nowMs, signal } = options;
  await createBaselineTables(store);
  const entity = await findEntity(store, options.user);
  const kind = options.kind ?? firstKindAgainst(entity.kind);
  if (kind === null || !possibleAgainst(kind, entity.kind)) throw notPossible(kind, entity.kind);
  const baseline = await newestBaseline(store, entity.id);
  if (baseline === null) throw await notLearned(store, entity.name);
  const isSoon = oddKind(kind).when === 'soon';
  const usual = await usualWays(store, baseline, isSoon);
  const count = await simulatedBefore(store, entity.id);
  const timeMs = isSoon
    ? (Math.ceil(usual.typical.timeMs / SECOND_MS) + count) * SECOND_MS + SOON_MS
    : (await hourToUse(store, baseline, oddKind(kind).when === 'unusual')) + count * SECOND_MS;
  const random = randomOf(`${seed}/${entity.id}/${kind}/${count}`);
  const signIn = oddSignIn(kind, usual, random, timeMs);
  const record = graphSignIn(signIn);
  await ingest(store, ['-'], { stdin: textOf(record) });
  await detect(store, { settings, pendingSinceMs: timeMs, nowMs, ...(signal && { signal }) });
  return {
    kind,
    signIn: { id: signIn.id, time: isoTimeOf(timeMs), record },
    ...(await verdictOn(store, signIn.id)),
  };
}

function firstKindAgainst(kind: Entity['kind']): OddKindId | null {
  return KINDS.find((id) => possibleAgainst(id, kind)) ?? null;
}

const KINDS = Object.keys(ODD_KINDS) as readonly OddKindId[];

function possibleAgainst(id: OddKindId, kind: Entity['kind']): boolean {
  return oddKind(id).against.includes(kind);
}

function notPossible(id: OddKindId | null, kind: Entity['kind']): OddsockError {
  const words = {
    user: 'a user',
    servicePrincipal: 'a program',
    managedIdentity: 'a managed identity',
  };
  const possible = KINDS.filter((each) => possibleAgainst(each, kind));
  const message =
    id === null
      ? `No anomaly of ${words[kind]} can be simulated.`
      : `An anomaly of the kind "${id}" is not possible for ${words[kind]}.`;
  return new OddsockError('kind-not-possible', message, {
    hint: possible.length === 0 ? 'Name a user.' : `Possible are: ${possible.join(', ')}.`,
    exitCode: 2,
  });
}

async function simulatedBefore(store: Store, entityId: string): Promise<number> {
  const [row] = await store.rows<{ count: number }>(
    `SELECT toInt64(count()) AS count FROM sign_ins
     WHERE EntityId = {entityId:String} AND Id LIKE {simulated:String}`,
    { entityId, simulated: `${SIMULATED_ID}%` },
  );
  return row?.count ?? 0;
}

/** Of the hours after the newest real sign-in of all: of a day the most usual one of the entity, of a week the
 *  least usual one. Half past, so that zones of half an hour do not matter. */
async function hourToUse(store: Store, baseline: Baseline, isUnusual: boolean): Promise<number> {
  const [row] = await store.rows<{ newestMs: number }>(
    `SELECT toUnixTimestamp64Milli(max(CreatedDateTime)) AS newestMs
     FROM sign_ins WHERE Id NOT LIKE {simulated:String}`,
    { simulated: `${SIMULATED_ID}%` },
  );
  const firstMs = (Math.floor((row?.newestMs ?? 0) / HOUR_MS) + 1.5) * HOUR_MS;
  const hours = Array.from(
    { length: isUnusual ? HOURS_OF_WEEK : 24 },
    (_, index) => firstMs + index * HOUR_MS,
  );
  const weights = Float64Array.from(baseline.hourWeights);
  const weight = (timeMs: number) => {
    const used = weekDensityAt(weights, localHourOfWeek(baseline.zone, timeMs));
    return isUnusual ? -used : used;
  };
  return hours.reduce((best, each) => (weight(each) > weight(best) ? each : best));
}

async function* textOf(record: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(`${record}\n`);
}

async function verdictOn(
  store: Store,
  signInId: string,
): Promise<Pick<SimulatedAnomaly, 'verdict' | 'explanation'>> {
  try {
    return await readExplained(store, signInId);
  } catch (error) {
    if (!(error instanceof OddsockError && error.code === 'unknown-anomaly')) throw error;
    return { verdict: null, explanation: null };
  }
}
