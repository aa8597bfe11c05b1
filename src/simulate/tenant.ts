import { randomOf, type Seed } from '../stats/index.ts';
import { filePlan, usualPlan, type PlannedAttack } from './attack-plan.ts';
import type { AttackItem } from './attack-file.ts';
import { dateOf, DAY_MS, dayOf, type DayNumber } from './calendar.ts';
import { companyOf } from './company.ts';
import type { SimulatedEvent } from './event.ts';
import { peopleOf, type Person } from './people.ts';
import { playDay, USUAL_SIGN_INS_PER_DAY } from './person-day.ts';
import { startSessions } from './start-sessions.ts';
import { graphSignIn } from './sign-in-record.ts';
import type { SignInValues } from './sign-in-values.ts';
import { playWorkload, workloadsOf } from './workloads.ts';

/** The last day when none is given: fixed, so that equal options make equal tenants on any day. A Friday
 *  with the end of daylight saving in Europe and in America within the 75 days before. */
export const DEFAULT_LAST_DATE = '2026-11-20';

export interface TenantOptions {
  /** accounts of people, guests included */
  readonly users: number;
  readonly days: number;
  readonly seed: Seed;
  /** the last day, '2026-11-20' */
  readonly lastDate?: string;
  /** sign-ins of one person a day, on average over everybody and all days; about 13 when not given */
  readonly signInsPerDay?: number;
  /** instead of the usual attacks */
  readonly attacks?: readonly AttackItem[];
}

/** One line of a synthetic tenant. */
export interface TenantLine {
  readonly line: string;
  readonly isAudit: boolean;
  readonly label: {
    readonly id: string;
    readonly attack: string;
    readonly scenario: string;
  } | null;
}

/** A synthetic tenant: everybody's sign-ins and the changes of the directory, ordered by time. The same
 *  options give the same lines. Memory is bounded by the users and two days of events.
 *  @throws RangeError for users or days below 1, and AttackPlanError for attacks that cannot be */
export function* simulateTenant(options: TenantOptions): Generator<TenantLine> {
  for (const event of tenantEvents(options)) yield lineOf(event);
}

function lineOf(event: SimulatedEvent): TenantLine {
  if ('auditLine' in event) return { line: event.auditLine, isAudit: true, label: null };
  const { mark, signIn } = event;
  const label = mark === null ? null : { id: signIn.id, ...mark };
  return { line: graphSignIn(signIn), isAudit: false, label };
}

/** The same before it is written as text. */
export function* tenantEvents(options: TenantOptions): Generator<SimulatedEvent> {
  const { users, days, seed } = options;
  if (!(users >= 1 && days >= 1)) throw new RangeError('users and days must be 1 or more');
  const lastDay = dayOf(options.lastDate ?? DEFAULT_LAST_DATE);
  const firstDay = lastDay - days + 1;
  const pace = (options.signInsPerDay ?? USUAL_SIGN_INS_PER_DAY) / USUAL_SIGN_INS_PER_DAY;
  const company = companyOf(seed, users);
  const people = peopleOf({ company, count: users, firstDay, lastDay });
  const workloads = workloadsOf(company, users, firstDay);
  for (const person of people) startSessions(person, firstDay);
  const planOptions = { company, people, firstDay, lastDay };
  const plan =
    options.attacks === undefined ? usualPlan(planOptions) : filePlan(options.attacks, planOptions);
  const waiting = new Calendar(firstDay, lastDay);
  const taken = new Set<Person>();
  const due = Map.groupBy(plan, ({ day }) => day);
  // People's days begin up to 14 hours before and end up to 12 hours after the day of UTC, so that a day is
  // complete when everybody has lived the day after it.
  for (let day = firstDay - 1; day <= lastDay + 1; day += 1) {
    const emit = (event: SimulatedEvent) => waiting.add(event);
    for (const person of people) playDay(person, { company, day, firstDay, pace, emit });
    for (const workload of workloads) playWorkload(workload, company, day, pace, emit);
    const today = due.get(day) ?? [];
    const known = today.length > 0 ? waiting.signInsFrom(day) : new Map<string, SignInValues[]>();
    for (const attack of today) {
      const mark = { attack: attack.attack.id, scenario: attack.scenario };
      const isDone = attack.attack.run({
        company,
        people,
        workloads,
        random: randomOf(`${seed}/${attack.scenario}`),
        firstDay,
        periodEndDay: lastDay,
        day,
        lastDay: attack.lastDay,
        victims: attack.victims,
        taken,
        mustRun: day >= attack.lastDay,
        signInsOf: ({ account }) => known.get(account.id) ?? [],
        emit: (signIn) => waiting.add({ timeMs: signIn.timeMs, signIn, mark }),
        emitAudit: (timeMs, auditLine) => waiting.add({ timeMs, auditLine }),
      });
      if (!isDone && day < attack.lastDay) postpone(due, attack, day + 1);
    }
    yield* waiting.take(day - 1);
  }
}

function postpone(
  due: Map<DayNumber, PlannedAttack[]>,
  attack: PlannedAttack,
  day: DayNumber,
): void {
  const list = due.get(day) ?? [];
  list.push(attack);
  due.set(day, list);
}

/** Events that are still to be written, by day. */
class Calendar {
  readonly #days = new Map<DayNumber, SimulatedEvent[]>();
  readonly #firstDay: DayNumber;
  readonly #lastDay: DayNumber;
  #takenDay = Number.NEGATIVE_INFINITY;

  constructor(firstDay: DayNumber, lastDay: DayNumber) {
    this.#firstDay = firstDay;
    this.#lastDay = lastDay;
  }

  /** What lies outside of the period is forgotten. */
  add(event: SimulatedEvent): void {
    const day = Math.floor(event.timeMs / DAY_MS);
    if (day <= this.#takenDay) throw new Error(`an event of a day that is over: ${dateOf(day)}`);
    if (day < this.#firstDay || day > this.#lastDay) return;
    const events = this.#days.get(day);
    if (events === undefined) this.#days.set(day, [event]);
    else events.push(event);
  }

  /** The ordinary sign-ins from a day on, by user, in order of time. */
  signInsFrom(day: DayNumber): Map<string, SignInValues[]> {
    const events = [...this.#days].filter(([each]) => each >= day).flatMap(([, list]) => list);
    const signIns = events.flatMap((event) =>
      'signIn' in event && event.mark === null ? event.signIn : [],
    );
    return Map.groupBy(
      signIns.toSorted((a, b) => a.timeMs - b.timeMs),
      ({ account }) => account.id,
    );
  }

  /** The events of a day in order of time; of the same second, by id or text. */
  take(day: DayNumber): SimulatedEvent[] {
    const events = this.#days.get(day) ?? [];
    this.#days.delete(day);
    this.#takenDay = day;
    return events.toSorted((a, b) => a.timeMs - b.timeMs || (keyOf(a) < keyOf(b) ? -1 : 1));
  }
}

function keyOf(event: SimulatedEvent): string {
  return 'signIn' in event ? event.signIn.id : event.auditLine;
}
