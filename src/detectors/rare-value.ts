import { z } from 'zod';
import type { Evidence, ValueEvidence } from '../evidence/evidence.ts';
import type { HabitKind } from '../schema/habit-kinds.ts';
import { chanceOfValue, everyDays, scoreOf, USUAL_DAYS } from './chance.ts';
import { defineDetector, type Claim, type Detector, type DetectorMeta } from './detector.ts';
import { isManagedDevice, isTenantEgress, knewSecret } from './familiar.ts';

export const rareValueOptions = z.strictObject({
  minScore: z
    .number()
    .gt(0)
    .max(1)
    .default(0.9)
    .describe('0.9: what one ordinary day in ten brings is not worth a word'),
});
export const rarePlaceOptions = rareValueOptions.extend({
  minEgressUsers: z
    .number()
    .int()
    .min(1)
    .default(3)
    .describe(
      "other users on managed devices that make a network the organisation's own egress; two may share a home",
    ),
});

export type RareValueNeeds = 'signIn' | 'values' | 'history' | 'activeUsers';
type Needed = Pick<Evidence, RareValueNeeds>;
type RarePlaceOptions = z.infer<typeof rarePlaceOptions>;
type RareValueOptions = z.infer<typeof rareValueOptions>;

export interface RareValueMeta extends Omit<DetectorMeta, 'needsNoHistory' | 'aspect'> {
  readonly kind: HabitKind;
  /** about how many values a stranger's could be: only the order of magnitude counts, chosen by hand */
  readonly strangers: number;
}

const NEEDS = ['signIn', 'values', 'history', 'activeUsers'] as const;
const DAY_MS = 86_400_000;

/** A detector of values of one kind that are new to the entity, or rare: where it is. Silent on
 *  egresses of the organisation. */
export function rarePlaceDetector(meta: RareValueMeta): Detector<RareValueNeeds, RarePlaceOptions> {
  return defineDetector({
    ...meta,
    aspect: 'place',
    needsNoHistory: false,
    needs: NEEDS,
    options: rarePlaceOptions,
    *detect(evidence, { minScore, minEgressUsers }) {
      const claim = rareClaim(evidence, meta, minScore);
      if (claim !== null && !isTenantEgress(evidence, minEgressUsers)) yield claim;
    },
  });
}

/** What it is done with. Silent on devices that the organisation manages: somebody handed them out. */
export function rareDeviceDetector(
  meta: RareValueMeta,
): Detector<RareValueNeeds, RareValueOptions> {
  return defineDetector({
    ...meta,
    aspect: 'device',
    needsNoHistory: false,
    needs: NEEDS,
    options: rareValueOptions,
    *detect(evidence, { minScore }) {
      const claim = rareClaim(evidence, meta, minScore);
      if (claim !== null && !isManagedDevice(evidence.signIn)) yield claim;
    },
  });
}

/** What is asked for. */
export function rareApplicationDetector(
  meta: RareValueMeta,
): Detector<RareValueNeeds, RareValueOptions> {
  return defineDetector({
    ...meta,
    aspect: 'application',
    needsNoHistory: false,
    needs: NEEDS,
    options: rareValueOptions,
    *detect(evidence, { minScore }) {
      const claim = rareClaim(evidence, meta, minScore);
      if (claim !== null) yield claim;
    },
  });
}

function rareClaim(
  { signIn, values, history, activeUsers }: Needed,
  { kind, strangers }: RareValueMeta,
  minScore: number,
): Claim | null {
  const value = values[kind];
  const chance = chanceOfValue(value, history, activeUsers, strangers);
  if (chance > 1 - minScore || history.isLearning || !knewSecret(signIn)) return null;
  return { score: scoreOf(chance), facts: rareFacts(kind, value, chance, signIn.timeMs) };
}

/** Facts of a rare value, under the name of its kind. */
export function rareFacts(kind: HabitKind, value: ValueEvidence, chance: number, timeMs: number) {
  return {
    [kind]: value.value,
    isNew: value.isNew,
    usualSharePercent: value.isNew ? 0 : value.share * 100,
    lastSeenDays: value.lastMs === null ? null : (timeMs - value.lastMs) / DAY_MS,
    otherUsers: value.recentDays >= USUAL_DAYS ? null : value.tenantUsers,
    expectedEveryDays: everyDays(chance),
  };
}
