import { activeUsersCount } from './active-users.ts';
import { bagUnpack } from './bag-unpack.ts';
import { dcountIntersect } from './dcount-intersect.ts';
import { ipv4Lookup, ipv6Lookup } from './ip-lookup.ts';
import { narrow } from './narrow.ts';
import { pivot } from './pivot.ts';
import type { Plugin } from './plugin.ts';
import { rollingPercentile } from './rolling-percentile.ts';
import { rowsNear } from './rows-near.ts';
import { activityCountsMetrics, slidingWindowCounts } from './window-counts.ts';

/** What `evaluate` can call, by name. */
export const plugins: ReadonlyMap<string, Plugin> = new Map([
  ['active_users_count', activeUsersCount],
  ['activity_counts_metrics', activityCountsMetrics],
  ['bag_unpack', bagUnpack],
  ['dcount_intersect', dcountIntersect],
  ['ipv4_lookup', ipv4Lookup],
  ['ipv6_lookup', ipv6Lookup],
  ['narrow', narrow],
  ['pivot', pivot],
  ['rolling_percentile', rollingPercentile],
  ['rows_near', rowsNear],
  ['sliding_window_counts', slidingWindowCounts],
]);

/** Why some are not: what they give is found by a method that Kusto does not publish. */
export const REFUSED: ReadonlyMap<string, string> = new Map(
  ['autocluster', 'basket', 'diffpatterns', 'diffpatterns_text'].map((name) => [
    name,
    `${name} finds patterns by a method that is not published, so its answer cannot be the same. Use summarize count() by … over the columns of interest.`,
  ]),
);
