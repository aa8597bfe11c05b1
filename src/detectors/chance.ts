import type { HistoryEvidence, ValueEvidence } from '../evidence/evidence.ts';

/** Scores all mean the same: 1 - the chance that an ordinary day of this entity brings something as odd.
 *  Days, because sign-ins come in bursts: fifty token refreshes from one hotel are one surprise. */

/** No score claims more than this: logs and geolocation are wrong more often. Chosen by hand. */
const LEAST_CHANCE = 1e-9;

/** Days that a baseline counts unless set otherwise: what is older does not thin out the rate. */
const WINDOW_DAYS = 60;

/** Users that are counted exactly (Evidence, tenantUsers); where so many are, it is common. */
export const COUNTED_USERS = 16;

/** Days of the last ten on which the entity had a value that is plainly its own: then others are not
 *  asked about it (Evidence, entity-timeline.ts). */
export const USUAL_DAYS = 3;

/** Tenants that tell too little of how common a value is are taken to have so many users. */
const LEAST_USERS = 10;

/** @param chance  in [0, 1] */
export function scoreOf(chance: number): number {
  return 1 - Math.max(LEAST_CHANCE, chance);
}

/** An ordinary day brings it once in so many. */
export function everyDays(chance: number): number {
  return 1 / Math.max(LEAST_CHANCE, chance);
}

/** Sign-ins on an ordinary day, at least 1: turns a chance per sign-in into one per day. */
export function signInsPerDay({ signIns, days }: HistoryEvidence): number {
  return Math.max(1, signIns / Math.max(1, Math.min(days, WINDOW_DAYS)));
}

/** The chance that an ordinary day brings a value as rare as this one, 0 to 1; 1 where the log does not
 *  say or nothing is known.
 *
 *  Own habit: a new value comes at the entity's rate of novelty (Good & Turing) times the sign-ins a
 *  day that say a value of this kind; a known one as often as it came, by Laplace's rule of succession, (times + 1) / (n + 2), and
 *  what is new would be as rare as that, too, so the two are added: of somebody who has new ones all
 *  the time the second sign-in is no odder than the first.
 *  Others: what colleagues have is likelier to be taken up than what a stranger happens to bring
 *  (the population ratio of Freeman et al., NDSS 2016, doi:10.14722/ndss.2016.23240): the chance is
 *  multiplied by 1 + share of colleagues x strangers. One colleague proves nothing: it may be another
 *  victim.
 *  @param strangers  number of about equally likely values that a stranger would bring */
export function chanceOfValue(
  value: ValueEvidence,
  history: HistoryEvidence,
  activeUsers: number,
  strangers: number,
): number {
  if (value.value === '' || value.times === 0) return 1;
  const fresh = newPerDay(value, history);
  const own = value.isNew ? fresh : fresh + comesBackPerDay(value, history);
  if (own >= 1) return 1;
  return Math.min(1, own * sharedWith(value, activeUsers, strangers));
}

/** How often an ordinary day brings a value of this kind that was never seen. */
export function newPerDay(
  { noveltyRate, times }: ValueEvidence,
  { days }: HistoryEvidence,
): number {
  return noveltyRate * Math.max(1, times / Math.max(1, Math.min(days, WINDOW_DAYS)));
}

/** The same, of values that most sign-ins do not have: a day may bring none, so this is the share of days
 *  with a value that was never seen and never came back, by Laplace's rule. */
export function newPerDayAtAll(
  { noveltyRate, times }: ValueEvidence,
  { days }: HistoryEvidence,
): number {
  const onOneDayOnly = noveltyRate * (times + 2) - 1;
  return Math.min(1, (onOneDayOnly + 1) / (Math.min(days, WINDOW_DAYS) + 2));
}

/** How much likelier a value is because others have it; 1 = nobody has. One colleague proves nothing: it
 *  may be another victim.
 *  @param strangers  as for chanceOfValue */
export function sharedWith(
  { tenantUsers }: ValueEvidence,
  activeUsers: number,
  strangers: number,
): number {
  const share = Math.max(0, tenantUsers - 1) / Math.max(activeUsers, tenantUsers, LEAST_USERS);
  return 1 + share * strangers;
}

function comesBackPerDay({ share, times }: ValueEvidence, { days }: HistoryEvidence): number {
  return (share * times + 1) / (Math.min(times, days, WINDOW_DAYS) + 2);
}
