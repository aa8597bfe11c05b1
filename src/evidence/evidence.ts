import type { HabitKind } from '../schema/habit-kinds.ts';
import type { Severity } from '../schema/severity-rules.ts';
import type { EarlierSignIn, SignIn } from '../schema/sign-in.ts';

/** What was known, before a sign-in, about one of its values. */
export interface ValueEvidence {
  /** the value itself, e.g. 'NO'; '' = the log does not say, and nothing below counts */
  readonly value: string;
  /** the entity never had it within memory (180 days) */
  readonly isNew: boolean;
  /** decayed number of earlier sign-ins with it (half-life of the settings) */
  readonly count: number;
  /** share of the entity's decayed sign-ins that had it, 0 to 1 */
  readonly share: number;
  /** sign-ins in the window, undecayed, of which the log says any value of this kind */
  readonly times: number;
  /** chance that the next of these is the first with a value never seen, 0 to 1 (Good & Turing:
   *  values seen on one day only, of all sign-ins). High for somebody who roams: then a new value says
   *  little. */
  readonly noveltyRate: number;
  /** -log p of the value for this entity, backed off to its parent kinds; nats, >= 0 */
  readonly surprise: number;
  /** epoch ms; null = never */
  readonly firstMs: number | null;
  readonly lastMs: number | null;
  /** days of the ten before this one on which the entity had it */
  readonly recentDays: number;
  /** other users of the tenant who had it in the window, before the day of the sign-in; exact up to 16.
   *  0 where recentDays >= 3: what is the entity's own, nobody else is asked about */
  readonly tenantUsers: number;
  /** of those, users on managed or compliant devices: an egress of the organisation has many */
  readonly tenantManagedUsers: number;
  /** newest day before this one on which anybody in the tenant had it, epoch ms; null = never */
  readonly tenantLastMs: number | null;
  /** number of days of the ten before this one on which anybody had it */
  readonly tenantRecentDays: number;
}

/** The entity's past, as far as it was known before the sign-in. */
export interface HistoryEvidence {
  /** sign-ins that could teach (right secret, not stopped), undecayed, within the window */
  readonly signIns: number;
  /** days since the first one; 0 = none */
  readonly days: number;
  /** fewer than 14 days or 10 sign-ins, all that is remembered counted: judged only by what needs no
   *  history. A silence does not make anybody a newcomer */
  readonly isLearning: boolean;
  /** mean time between the days with a sign-in that taught, within memory, days; null = fewer than two */
  readonly usualGapDays: number | null;
  /** the longest such time, days; 0 = fewer than two */
  readonly longestGapDays: number;
  /** the sign-in of any result before this one; null = none */
  readonly previousMs: number | null;
  /** the last one that taught; null = none */
  readonly lastTaughtMs: number | null;
}

export interface HourEvidence {
  /** hour of the week in the entity's own zone, 0 = Monday 00:00 */
  readonly hourOfWeek: number;
  /** IANA name; 'UTC' when it is not known */
  readonly zone: string;
  readonly isZoneKnown: boolean;
  /** a program signed in in the user's name: the hour says nothing, and is as likely as any */
  readonly isBackground: boolean;
  /** sign-ins an ordinary day of which the hour counts */
  readonly signInsPerDay: number;
  /** smoothed probability of the hour, relative to an even week: 1 = as likely as any, 0.02 = rare */
  readonly relativeDensity: number;
  /** -log of the smoothed probability, nats */
  readonly surprise: number;
}

export interface FailureEvidence {
  /** wrong secrets and refused second factors of this entity in the hour before, this one included */
  readonly lastHour: number;
  readonly lastDay: number;
  /** all attempts (failures and successes) in the hour before, this one included */
  readonly attemptsLastHour: number;
  /** decayed failures and attempts in the baseline */
  readonly usualFailures: number;
  readonly usualAttempts: number;
  /** refused second factors in the hour before, this one included */
  readonly mfaRefusedLastHour: number;
  /** wrong secrets in the day before, this one not included */
  readonly wrongSecretsLastDay: number;
}

/** The last sign-in with the right secret from a known place, and the way from there. */
export interface TravelEvidence {
  readonly from: EarlierSignIn;
  readonly distanceKm: number;
  /** hours between the two */
  readonly hours: number;
  /** Infinity when both are at the same moment */
  readonly speedKmh: number;
  /** other users of the tenant behind the two addresses' networks: shared egresses are many people's */
  readonly fromTenantUsers: number;
  readonly toTenantUsers: number;
  /** the entity was at either end regularly, on 3 or more of the last ten days or 5 % of its sign-ins */
  readonly isFromUsual: boolean;
  readonly isToUsual: boolean;
}

export interface ForestEvidence {
  /** (0, 1]; 0.5 = nothing special */
  readonly score: number;
  /** share of the entity's own sign-ins that would score as high or higher, calibrated */
  readonly tailProbability: number;
  /** the model is the tenant's, because the entity has too little history */
  readonly isBorrowed: boolean;
  /** what contributed most to the score, largest first: feature name and contribution */
  readonly attribution: readonly { readonly feature: string; readonly contribution: number }[];
}

/** A sign-in that became an anomaly. */
export interface Told {
  readonly signIn: EarlierSignIn;
  readonly severity: Severity;
}

/** All that detectors may ask for. Everything was known before the sign-in, but for the sign-in. */
export interface Evidence {
  readonly signIn: SignIn;
  readonly values: Readonly<Record<HabitKind, ValueEvidence>>;
  readonly history: HistoryEvidence;
  readonly hour: HourEvidence;
  readonly failures: FailureEvidence;
  /** null = there is no such earlier sign-in, or a place is unknown */
  readonly travel: TravelEvidence | null;
  /** the entity's sign-ins of the 24 hours before, oldest first, at most the newest 200 */
  readonly recent: readonly EarlierSignIn[];
  /** of the 24 hours before, oldest first: successes at applications that the entity had never used */
  readonly firstUses: readonly EarlierSignIn[];
  /** anomalies of the 24 hours before, oldest first */
  readonly told: readonly Told[];
  /** null = no model yet */
  readonly forest: ForestEvidence | null;
  /** what the tenant saw of the sign-in's address before: distinct users with wrong secrets from it
   *  in the 24 hours before */
  readonly addressFailures: { readonly users: number; readonly attempts: number };
  /** entities active in the tenant in the ten days before; 0 = unknown */
  readonly activeUsers: number;
}
