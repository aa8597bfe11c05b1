import {
  BACKGROUND,
  DAY_MS,
  FEATURE_COUNT,
  FEATURES,
  FeatureFold,
  Habits,
  localHourOfWeek,
  recentDaysOf,
  SlidingWindow,
  type KnownEntity,
  type PlacedEvent,
} from '../baselines/index.ts';
import { greatCircleKm, UNKNOWN_ZONE } from '../geo/index.ts';
import { HABIT_KIND_NAMES, type HabitKind } from '../schema/habit-kinds.ts';
import type { JudgementSettings } from '../schema/settings.ts';
import type { Severity } from '../schema/severity-rules.ts';
import { isSimulated, type EarlierSignIn, type SignIn } from '../schema/sign-in.ts';
import { HOURS_OF_WEEK } from '../stats/index.ts';
import type { AddressFailures } from './address-failures.ts';
import type { Evidence, HistoryEvidence, Told, TravelEvidence, ValueEvidence } from './evidence.ts';
import type { ForestJudge } from './forest-judge.ts';
import type { SignInRow } from './sign-in-rows.ts';
import type { TenantValues } from './tenant-memory.ts';

const HOUR_MS = 3_600_000;

/** Days of the last ten from which on a value is the entity's own, whatever others do. */
export const USUAL_DAYS = 3;
/** Share of the sign-ins that makes a place usual without that. */
const USUAL_SHARE = 0.05;
const RECENT_KEPT = 200;
/** Usual values that an explanation names, of each kind. */
const USUAL_KEPT = 3;

/** Of each kind the most frequent values, with their share of the entity's sign-ins, 0 to 1. */
export type UsualValues = Readonly<
  Record<HabitKind, readonly { readonly value: string; readonly share: number }[]>
>;

/** What all entities of a page share. */
export interface TimelineSources {
  readonly settings: JudgementSettings;
  readonly tenant: TenantValues;
  readonly addressFailures: AddressFailures;
}

/** One entity's sign-ins in time order: gives each its evidence, from what was known before it. */
export class EntityTimeline {
  readonly #sources: TimelineSources;
  readonly #entityHash: number;
  readonly #asOfMs: number;
  readonly #zone: string;
  readonly #fold: FeatureFold<string>;
  readonly #forest: ForestJudge;
  readonly #row = new Float32Array(FEATURE_COUNT);
  /** of the 24 hours before */
  readonly #recent = new SlidingWindow<EarlierSignIn>(({ timeMs }) => timeMs);
  readonly #told = new SlidingWindow<Told>(({ signIn }) => signIn.timeMs);
  readonly #firstUses = new SlidingWindow<EarlierSignIn>(({ timeMs }) => timeMs);
  /** times of what happened in the hour and in the day before */
  readonly #windows = {
    hour: { attempts: times(), failures: times(), mfaRefused: times() },
    day: { failures: times(), wrongSecrets: times() },
  };
  #lastPlaced: EarlierSignIn | null = null;

  /** @param known       null = the entity was not known as of `asOfMs`; its habits go on from here
   *  @param entityHash  the entity as TenantMemory counts it */
  constructor(
    sources: TimelineSources,
    asOfMs: number,
    known: KnownEntity | null,
    entityHash: number,
    forest: ForestJudge,
  ) {
    this.#sources = sources;
    this.#asOfMs = asOfMs;
    this.#entityHash = entityHash;
    this.#forest = forest;
    this.#zone = known?.zone ?? UNKNOWN_ZONE;
    const { halfLifeDays } = sources.settings.learning;
    this.#fold = new FeatureFold(known?.habits ?? new Habits<string>(asOfMs, halfLifeDays));
    this.#fold.previousMs = known?.habits.lastTaughtMs ?? null;
  }

  /** All that was known before the sign-in. Must be called before it is observed. */
  evidence({ signIn, values }: SignInRow): Evidence {
    this.#forgetPast(signIn.timeMs);
    const event = this.#eventOf(signIn, values, false);
    const sum = this.#fold.features(event, this.#row);
    const history = this.#history(signIn.timeMs);
    return {
      signIn,
      values: this.#values(signIn, values),
      history,
      hour: {
        hourOfWeek: localHourOfWeek(this.#zone, signIn.timeMs),
        zone: this.#zone,
        isZoneKnown: this.#zone !== UNKNOWN_ZONE,
        isBackground: event.hour === BACKGROUND,
        signInsPerDay: this.#fold.habits.hourlyPerDay(
          signIn.timeMs,
          Math.min(history.days, this.#sources.settings.learning.windowDays),
        ),
        relativeDensity: Math.exp(-this.#row[HOUR_FEATURE]!),
        surprise: this.#row[HOUR_FEATURE]! + Math.log(HOURS_OF_WEEK),
      },
      failures: this.#failures(signIn),
      travel: this.#travel(signIn),
      recent: this.#recent.newest(RECENT_KEPT),
      firstUses: this.#firstUses.newest(RECENT_KEPT),
      told: this.#told.newest(RECENT_KEPT),
      forest: this.#forest.judge(this.#row, sum, values),
      addressFailures: this.#sources.addressFailures.before(signIn.ipAddress, signIn.timeMs),
      activeUsers: this.#sources.tenant.activeEntities(Math.floor(signIn.timeMs / DAY_MS)),
    };
  }

  /** What is usual as far as it is known now: the most frequent values of each kind. Costs a look at
   *  every value that is remembered, so it is asked for what is worth a word only. */
  usualValues(): UsualValues {
    const { habits } = this.#fold;
    return Object.fromEntries(
      HABIT_KIND_NAMES.map((name, kind) => {
        const total = habits.totals[kind]!;
        const usual = [...habits.kinds[kind]!]
          .filter(([, { count }]) => count > 0)
          .toSorted(([, a], [, b]) => b.count - a.count)
          .slice(0, USUAL_KEPT)
          .map(([value, { count }]) => ({ value, share: count / total }));
        return [name, usual];
      }),
    ) as unknown as UsualValues;
  }

  /** Goes on to the next sign-in. One that was made up is judged, and then never was.
   *  @param isHeld    part of an anomaly of medium or more: it must not become usual
   *  @param severity  of the anomaly that it is; null = none */
  observe({ signIn, values }: SignInRow, isHeld: boolean, severity: Severity | null): void {
    if (isSimulated(signIn)) return;
    this.#forgetPast(signIn.timeMs);
    const event = this.#eventOf(signIn, values, isHeld);
    if (signIn.resultClass === 'success' && this.#isFirstUse(signIn)) this.#firstUses.add(signIn);
    if (severity !== null) this.#told.add({ signIn, severity });
    // What lies before the baseline's moment is counted in it.
    if (signIn.timeMs >= this.#asOfMs) this.#fold.observe(event);
    else this.#fold.remember(event);
    this.#remember(signIn);
    if (signIn.resultClass === 'success' && signIn.latitude !== null) this.#lastPlaced = signIn;
  }

  /** Also where the baseline counts this very sign-in already. */
  #isFirstUse({ application, timeMs }: SignIn): boolean {
    if (application === '') return false;
    const habit = this.#fold.habits.kinds[KIND.application]!.get(application);
    return habit === undefined || habit.firstMs >= timeMs;
  }

  #remember(signIn: EarlierSignIn): void {
    const { timeMs, resultClass } = signIn;
    const { hour, day } = this.#windows;
    this.#recent.add(signIn);
    hour.attempts.add(timeMs);
    if (resultClass === 'wrongSecret') day.wrongSecrets.add(timeMs);
    if (resultClass === 'mfaRefused') hour.mfaRefused.add(timeMs);
    if (!isFailure(signIn)) return;
    hour.failures.add(timeMs);
    day.failures.add(timeMs);
  }

  #eventOf(signIn: SignIn, values: readonly string[], isHeld: boolean): PlacedEvent<string> {
    return {
      timeMs: signIn.timeMs,
      hour:
        signIn.kind === 'nonInteractive' ? BACKGROUND : localHourOfWeek(this.#zone, signIn.timeMs),
      values,
      teaches: signIn.resultClass === 'success' && !isHeld,
      isFailure: isFailure(signIn),
      latitude: signIn.latitude ?? NaN,
      longitude: signIn.longitude ?? NaN,
    };
  }

  /** What lies more than an hour or a day before a sign-in is past. */
  #forgetPast(timeMs: number): void {
    this.#recent.forgetBefore(timeMs - DAY_MS);
    this.#firstUses.forgetBefore(timeMs - DAY_MS);
    this.#told.forgetBefore(timeMs - DAY_MS);
    const { hour, day } = this.#windows;
    day.failures.forgetBefore(timeMs - DAY_MS);
    day.wrongSecrets.forgetBefore(timeMs - DAY_MS);
    // an hour ago to the millisecond is past
    hour.attempts.forgetBefore(timeMs - HOUR_MS + 1);
    hour.failures.forgetBefore(timeMs - HOUR_MS + 1);
    hour.mfaRefused.forgetBefore(timeMs - HOUR_MS + 1);
    if (this.#lastPlaced !== null && this.#lastPlaced.timeMs < timeMs - DAY_MS) {
      this.#lastPlaced = null;
    }
  }

  /** Kind by kind in one literal, so that all have one hidden class. */
  #values(signIn: SignIn, values: readonly string[]): Record<HabitKind, ValueEvidence> {
    const { timeMs } = signIn;
    const day = Math.floor(timeMs / DAY_MS);
    const weight = this.#fold.habits.weightOf(timeMs);
    const of = (kind: number): ValueEvidence =>
      this.#value(kind, values[kind]!, timeMs, day, weight);
    return {
      country: of(KIND.country),
      asn: of(KIND.asn),
      network: of(KIND.network),
      address: of(KIND.address),
      city: of(KIND.city),
      application: of(KIND.application),
      resource: of(KIND.resource),
      client: of(KIND.client),
      operatingSystem: of(KIND.operatingSystem),
      browser: of(KIND.browser),
      userAgent: of(KIND.userAgent),
      device: of(KIND.device),
      authenticationMethod: of(KIND.authenticationMethod),
      credential: of(KIND.credential),
      protocol: of(KIND.protocol),
      deviceTrust: of(KIND.deviceTrust),
      unknownMachineAsn: of(KIND.unknownMachineAsn),
    };
  }

  /** @param day     (UTC, since 1970) of the sign-in
   *  @param weight  of a sign-in of now, as habits count */
  #value(kind: number, value: string, timeMs: number, day: number, weight: number): ValueEvidence {
    const { habits, surprises } = this.#fold;
    const habit = value === '' ? undefined : habits.kinds[kind]!.get(value);
    const recentDays = habit === undefined ? 0 : recentDaysOf(habit, day);
    const lastMs = habit?.lastMs ?? null;
    const { memoryDays } = this.#sources.settings.learning;
    const total = habits.totals[kind]!;
    // What is the entity's own, others need not be asked about (evidence.ts).
    const tenant =
      value === '' || recentDays >= USUAL_DAYS
        ? null
        : this.#sources.tenant.evidence(kind, value, day, this.#entityHash);
    return {
      value,
      isNew: value !== '' && (lastMs === null || timeMs - lastMs > memoryDays * DAY_MS),
      count: habit === undefined ? 0 : habit.count / weight,
      share: habit === undefined || total === 0 ? 0 : habit.count / total,
      times: habits.times[kind]!,
      noveltyRate: habits.noveltyRate(kind),
      surprise: surprises[kind]!,
      firstMs: habit?.firstMs ?? null,
      lastMs,
      recentDays,
      tenantUsers: tenant === null ? 0 : tenant.users,
      tenantManagedUsers: tenant === null ? 0 : tenant.managedUsers,
      tenantLastMs: tenant === null ? lastMs : tenant.lastMs,
      tenantRecentDays: tenant === null ? recentDays : tenant.recentDays,
    };
  }

  #history(timeMs: number): HistoryEvidence {
    const { habits, previousMs } = this.#fold;
    const { minDays, minSignIns } = this.#sources.settings.learning;
    const days = habits.firstTaughtMs === null ? 0 : (timeMs - habits.firstTaughtMs) / DAY_MS;
    return {
      signIns: habits.taught,
      days,
      isLearning: days < minDays || habits.everTaught < minSignIns,
      usualGapDays: usualGapDays(habits),
      longestGapDays: habits.longestGapDays,
      previousMs,
      lastTaughtMs: habits.lastTaughtMs,
    };
  }

  #failures(signIn: SignIn): Evidence['failures'] {
    const { habits } = this.#fold;
    const now = habits.weightOf(signIn.timeMs);
    const { hour, day } = this.#windows;
    const own = Number(isFailure(signIn));
    return {
      lastHour: hour.failures.size + own,
      lastDay: day.failures.size + own,
      attemptsLastHour: hour.attempts.size + 1,
      usualFailures: habits.failures / now,
      usualAttempts: habits.attempts / now,
      mfaRefusedLastHour: hour.mfaRefused.size + Number(signIn.resultClass === 'mfaRefused'),
      wrongSecretsLastDay: day.wrongSecrets.size,
    };
  }

  #travel(signIn: SignIn): TravelEvidence | null {
    const from = this.#lastPlaced;
    if (from === null || signIn.latitude === null || signIn.longitude === null) return null;
    if (from.latitude === null || from.longitude === null) return null;
    const distanceKm = greatCircleKm(
      from.latitude,
      from.longitude,
      signIn.latitude,
      signIn.longitude,
    );
    const hours = (signIn.timeMs - from.timeMs) / HOUR_MS;
    const day = Math.floor(signIn.timeMs / DAY_MS);
    const usersOf = (network: string) =>
      network === ''
        ? 0
        : this.#sources.tenant.evidence(KIND.network, network, day, this.#entityHash).users;
    return {
      from,
      distanceKm,
      hours,
      speedKmh: distanceKm === 0 ? 0 : distanceKm / hours,
      fromTenantUsers: usersOf(from.network),
      toTenantUsers: usersOf(signIn.network),
      isFromUsual: this.#isUsualPlace(from, day),
      isToUsual: this.#isUsualPlace(signIn, day),
    };
  }

  #isUsualPlace({ city, country }: EarlierSignIn, day: number): boolean {
    const { habits } = this.#fold;
    const habit = habits.kinds[KIND.city]!.get(`${city}, ${country}`);
    if (habit === undefined) return false;
    const share = habit.count / habits.totals[KIND.city]!;
    return recentDaysOf(habit, day) >= USUAL_DAYS || share >= USUAL_SHARE;
  }
}

function usualGapDays({ everDays, firstTaughtMs, lastTaughtMs }: Habits<string>): number | null {
  if (everDays < 2 || firstTaughtMs === null || lastTaughtMs === null) return null;
  return (lastTaughtMs - firstTaughtMs) / DAY_MS / (everDays - 1);
}

/** The place of each kind in HABIT_KIND_NAMES. */
const KIND = Object.fromEntries(HABIT_KIND_NAMES.map((kind, index) => [kind, index])) as Record<
  HabitKind,
  number
>;
const HOUR_FEATURE = FEATURES.indexOf('hour');

function times(): SlidingWindow<number> {
  return new SlidingWindow((timeMs) => timeMs);
}

function isFailure({ resultClass }: EarlierSignIn): boolean {
  return resultClass === 'wrongSecret' || resultClass === 'mfaRefused';
}
