import type { HabitKind } from '../schema/habit-kinds.ts';
import { DAY_MS, RECENT_DAYS } from '../baselines/index.ts';
import { USUAL_DAYS } from './entity-timeline.ts';
import type { Evidence, ValueEvidence } from './evidence.ts';

/** One boolean of Microsoft's ActivityInsights. */
export interface Insight {
  /** Microsoft's key */
  readonly key: string;
  readonly kind: HabitKind;
  readonly test: InsightTest;
  /** days it looks back */
  readonly days: number;
}

export type InsightTest = 'firstByUser' | 'uncommonByUser' | 'firstInTenant' | 'uncommonInTenant';

/** On less than this share of the entity's active days among the ten before, a value is "uncommon by
 *  user". Microsoft publishes the window, not the threshold; chosen by hand. */
const UNCOMMON_SHARE = 0.2;
/** With at most this many other users a value is "uncommon in tenant". Chosen by hand, as above. */
const UNCOMMON_USERS = 2;

/** Microsoft's keys and windows (learn.microsoft.com/azure/sentinel/ueba-reference, 2025-08-28). The
 *  position in this list is the bit that is stored: add at the end only. */
export const INSIGHTS: readonly Insight[] = [
  ...insights('application', [
    ['FirstTimeUserUsedApp', 'firstByUser', 180],
    ['AppUncommonlyUsedByUser', 'uncommonByUser', RECENT_DAYS],
    ['FirstTimeAppObservedInTenant', 'firstInTenant', 180],
    ['AppUncommonlyUsedInTenant', 'uncommonInTenant', 180],
  ]),
  ...insights('browser', [
    ['FirstTimeUserConnectedViaBrowser', 'firstByUser', 30],
    ['BrowserUncommonlyUsedByUser', 'uncommonByUser', RECENT_DAYS],
    ['FirstTimeBrowserObservedInTenant', 'firstInTenant', 30],
    ['BrowserUncommonlyUsedInTenant', 'uncommonInTenant', 30],
  ]),
  ...insights('country', [
    ['FirstTimeUserConnectedFromCountry', 'firstByUser', 90],
    ['CountryUncommonlyConnectedFromByUser', 'uncommonByUser', RECENT_DAYS],
    ['FirstTimeConnectionFromCountryObservedInTenant', 'firstInTenant', 90],
    ['CountryUncommonlyConnectedFromInTenant', 'uncommonInTenant', 90],
  ]),
  ...insights('device', [
    ['FirstTimeUserConnectedFromDevice', 'firstByUser', 30],
    ['DeviceUncommonlyUsedByUser', 'uncommonByUser', RECENT_DAYS],
    ['FirstTimeDeviceObservedInTenant', 'firstInTenant', 30],
    ['DeviceUncommonlyUsedInTenant', 'uncommonInTenant', 180],
  ]),
  ...insights('asn', [
    ['FirstTimeUserConnectedViaISP', 'firstByUser', 30],
    ['ISPUncommonlyUsedByUser', 'uncommonByUser', RECENT_DAYS],
    ['FirstTimeConnectionViaISPInTenant', 'firstInTenant', 30],
    ['ISPUncommonlyUsedInTenant', 'uncommonInTenant', 30],
  ]),
  ...insights('resource', [
    ['FirstTimeUserAccessedResource', 'firstByUser', 180],
    ['ResourceUncommonlyAccessedByUser', 'uncommonByUser', RECENT_DAYS],
    ['FirstTimeResourceAccessedInTenant', 'firstInTenant', 180],
    ['ResourceUncommonlyAccessedInTenant', 'uncommonInTenant', 180],
  ]),
  ...insights('operatingSystem', [['DeviceFamilyUncommonlyUsedInTenant', 'uncommonInTenant', 30]]),
];

/** The insights of a sign-in as bits, the first of INSIGHTS lowest; below 2^32.
 *  @param activeDays  days of the ten before on which the entity was active */
export function insightBits(evidence: Evidence, activeDays: number): number {
  const { timeMs } = evidence.signIn;
  let bits = 0;
  for (let index = 0; index < INSIGHTS.length; index++) {
    const insight = INSIGHTS[index]!;
    const value = evidence.values[insight.kind];
    if (value.value === '') continue;
    if (TESTS[insight.test](value, insight, timeMs, activeDays)) bits |= 1 << index;
  }
  return bits >>> 0;
}

type Test = (value: ValueEvidence, insight: Insight, timeMs: number, activeDays: number) => boolean;

const TESTS: Readonly<Record<InsightTest, Test>> = {
  firstByUser: ({ lastMs }, { days }, timeMs) => isOlder(lastMs, timeMs, days),
  uncommonByUser: ({ recentDays }, _, __, activeDays) =>
    recentDays < UNCOMMON_SHARE * Math.max(1, activeDays),
  firstInTenant: ({ lastMs, tenantLastMs }, { days }, timeMs) =>
    isOlder(lastMs, timeMs, days) && isOlder(tenantLastMs, timeMs, days),
  uncommonInTenant: ({ recentDays, tenantUsers }) =>
    recentDays < USUAL_DAYS && tenantUsers <= UNCOMMON_USERS,
};

function isOlder(lastMs: number | null, timeMs: number, days: number): boolean {
  return lastMs === null || timeMs - lastMs > days * DAY_MS;
}

function insights(
  kind: HabitKind,
  list: readonly (readonly [key: string, test: InsightTest, days: number])[],
): Insight[] {
  return list.map(([key, test, days]) => ({ key, kind, test, days }));
}
