import { randomOf, type Seed } from '../stats/index.ts';
import { filePlan, usualPlan, type PlannedAttack, type PlanOptions } from './attack-plan.ts';
import type { AttackItem } from './attack-file.ts';
import { dayOf, type DayNumber } from './calendar.ts';
import { companyOf } from './company.ts';
import { playDirectory, serviceDeskOf } from './directory-day.ts';
import { EventCalendar } from './event-calendar.ts';
import type { SimulatedEvent } from './event.ts';
import { playNoise } from './internet-noise.ts';
import { peopleOf, type Person } from './people.ts';
import { playDay, SIGN_INS_PER_DAY } from './person-day.ts';
import { startSessions } from './start-sessions.ts';
import { graphSignIn } from './sign-in-record.ts';
import type { SignInValues } from './sign-in-values.ts';
import { playWorkload } from './workload-day.ts';
import { workloadsOf, type Workload } from './workloads.ts';

/** The last day when none is given: fixed, so that equal options make equal tenants on any day. A Friday
 *  with the end of daylight saving in Europe and in America within the 75 days before. */
export const DEFAULT_LAST_DATE = '2026-11-20';

/** Sign-ins of one user a day when nothing else is asked for: 200 users in 75 days, with the programs, come to
 *  some 175,000 records. */
export const DEFAULT_SIGN_INS_PER_DAY = 10.5;

export interface TenantOptions {
  /** accounts of people, guests included */
  readonly users: number;
  readonly days: number;
  readonly seed: Seed;
  /** the last day, '2026-11-20' */
  readonly lastDate?: string;
  /** sign-ins of one person a day, on average over everybody and all days; default 10.5 */
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
 *  @throws RangeError for users or days below 1, AttackPlanError for attacks that cannot be; both at once,
 *  before the first line is asked for */
export function simulateTenant(options: TenantOptions): Generator<TenantLine> {
  return linesOf(worldOf(options));
}

function* linesOf(world: World): Generator<TenantLine> {
  for (const event of eventsOf(world)) yield lineOf(event);
}

function lineOf(event: SimulatedEvent): TenantLine {
  if ('auditLine' in event) return { line: event.auditLine, isAudit: true, label: null };
  const { mark, signIn } = event;
  const label = mark === null ? null : { id: signIn.id, ...mark };
  return { line: graphSignIn(signIn), isAudit: false, label };
}

/** Everything that is known before the first day. */
interface World extends PlanOptions {
  readonly people: Person[];
  readonly workloads: readonly Workload[];
  readonly plan: readonly PlannedAttack[];
  readonly pace: number;
}

function worldOf(options: TenantOptions): World {
  const { users, days, seed, signInsPerDay = DEFAULT_SIGN_INS_PER_DAY } = options;
  if (!(users >= 1 && days >= 1 && signInsPerDay > 0)) {
    throw new RangeError('users and days must be 1 or more, signInsPerDay above 0');
  }
  const lastDay = dayOf(options.lastDate ?? DEFAULT_LAST_DATE);
  const firstDay = lastDay - days + 1;
  const company = companyOf(seed, users);
  const people = peopleOf({ company, count: users, firstDay, lastDay });
  for (const person of people) startSessions(person, firstDay);
  const setting = { company, people, firstDay, lastDay };
  return {
    ...setting,
    workloads: workloadsOf(company, users, firstDay),
    plan: options.attacks === undefined ? usualPlan(setting) : filePlan(options.attacks, setting),
    pace: signInsPerDay / SIGN_INS_PER_DAY,
  };
}

/** The events of the whole period, in order. */
function* eventsOf(world: World): Generator<SimulatedEvent> {
  const { company, firstDay, lastDay, pace, people, plan, workloads } = world;
  const waiting = new EventCalendar(firstDay, lastDay);
  const emit = (event: SimulatedEvent) => waiting.add(event);
  const setting = { company, firstDay, pace, emit, serviceDesk: serviceDeskOf(people) };
  const due = Map.groupBy(plan, ({ day }) => day);
  const taken = new Set<Person>();
  // People's days begin up to 14 hours before and end up to 12 hours after the day of UTC, so that a day is
  // complete when everybody has lived the day after it.
  for (let day = firstDay - 1; day <= lastDay + 1; day += 1) {
    for (const person of people) playDay(person, { ...setting, day });
    for (const workload of workloads) playWorkload(workload, company, day, pace, emit);
    playDirectory(world, day, emit);
    playNoise(world, day, emit);
    const today = due.get(day) ?? [];
    const signIns = today.length > 0 ? waiting.signInsFrom(day) : new Map<string, SignInValues[]>();
    for (const attack of today) {
      const isDone = carryOut(attack, day, { world, waiting, taken, signIns });
      if (!isDone && day < attack.lastDay) postpone(due, attack, day + 1);
    }
    yield* waiting.take(day - 1);
  }
}

interface AttackSetting {
  readonly world: World;
  readonly waiting: EventCalendar;
  readonly taken: Set<Person>;
  readonly signIns: ReadonlyMap<string, readonly SignInValues[]>;
}

function carryOut(planned: PlannedAttack, day: DayNumber, setting: AttackSetting): boolean {
  const { world, waiting, taken, signIns } = setting;
  const { attack, scenario, lastDay, victims } = planned;
  const mark = { attack: attack.id, scenario };
  return attack.run({
    company: world.company,
    people: world.people,
    workloads: world.workloads,
    random: randomOf(`${world.company.seed}/${scenario}`),
    firstDay: world.firstDay,
    periodEndDay: world.lastDay,
    day,
    lastDay,
    victims,
    taken,
    mustRun: day >= lastDay,
    signInsOf: ({ account }) => signIns.get(account.id) ?? [],
    emit: (signIn) => waiting.add({ timeMs: signIn.timeMs, signIn, mark }),
    emitAudit: (timeMs, auditLine) => waiting.add({ timeMs, auditLine }),
  });
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
