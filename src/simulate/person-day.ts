import type { AuditActor } from './audit-record.ts';
import { DAY_MS, HOUR_MS, type DayNumber } from './calendar.ts';
import { failoversOn, type Company, type Failover } from './company.ts';
import { chance, poisson } from './draws.ts';
import type { Emit } from './event.ts';
import { instantIn } from './instants.ts';
import { afterLeaving, changeOvernight } from './person-changes.ts';
import type { Person } from './people.ts';
import { browse, refreshComputer, refreshPhone, type PlannedScene } from './visits.ts';
import { planDay, type DayPlan, type Span } from './whereabouts.ts';

/** How often things happen to one person at the usual pace. Chosen so that an employee comes to some
 *  20 sign-ins on a working day, three quarters of them token refreshes. */
const PER_WORKDAY = { visits: 3.2, computerRefreshes: 12, phoneRefreshes: 6.5, phoneVisits: 0.15 };
const PER_FREE_DAY = {
  visits: 0.12,
  computerRefreshes: 0.2,
  phoneRefreshes: 4.5,
  phoneVisits: 0.1,
};
/** Visits a day with a computer of one's own, and token refreshes at night of computers left on. */
const HOME_COMPUTER_VISITS = 0.06;
const NIGHT_REFRESHES = 3;
/** Share of the visits that those who have a desktop in a cloud make from there. */
const CLOUD_DESKTOP_SHARE = 0.25;
/** Sign-ins that a person makes a day with these figures, free days and quiet people included; measured. */
export const SIGN_INS_PER_DAY = 15.5;

export interface DayOptions {
  readonly company: Company;
  readonly day: DayNumber;
  readonly firstDay: DayNumber;
  /** 1 = the usual number of sign-ins */
  readonly pace: number;
  readonly emit: Emit;
  readonly serviceDesk: readonly AuditActor[];
}

/** Plays one day of one person, by their own calendar. */
export function playDay(person: Person, options: DayOptions): void {
  const { company, day, firstDay, pace, emit, serviceDesk } = options;
  if (day < person.joinedDay) return;
  const arrivedMs = person.arrivedMs;
  const plan = planDay(person, day);
  const failovers = person.usesEdge ? failoversAround(company, day) : [];
  const around = { company, failovers, trip: plan.trip };
  const scene: PlannedScene = { company, person, day, emit, around, plan, serviceDesk };
  const morningMs = plan.work[0]?.fromMs ?? day * DAY_MS + 9 * HOUR_MS;
  if (day >= person.leftDay) {
    afterLeaving(scene, morningMs);
    return;
  }
  changeOvernight(scene, morningMs);
  if (isQuiet(person, day, firstDay)) return;
  const moments = momentsOf(scene, person.pace * pace);
  for (const { timeMs, act } of moments.toSorted((a, b) => a.timeMs - b.timeMs)) {
    // A long journey may still go on when the day begins.
    if (timeMs >= arrivedMs) act(timeMs);
  }
}

/** A day of one's own calendar touches up to three days of UTC. */
function failoversAround(company: Company, day: DayNumber): readonly Failover[] {
  const known = FAILOVERS.get(company) ?? new Map<DayNumber, readonly Failover[]>();
  FAILOVERS.set(company, known);
  return [day - 1, day, day + 1].flatMap((each) => {
    const found = known.get(each) ?? failoversOn(company, each);
    known.set(each, found);
    return found;
  });
}

const FAILOVERS = new WeakMap<Company, Map<DayNumber, readonly Failover[]>>();

/** Dormant accounts were used in the first days at most; rare ones are used about once in ten days. */
function isQuiet(person: Person, day: DayNumber, firstDay: DayNumber): boolean {
  if (day >= person.absentFromDay && day <= person.absentToDay) return true;
  if (person.activity === 'dormant') return day - firstDay >= person.number % 9;
  return person.activity === 'rare' && !chance(person.random, 0.1);
}

interface Moment {
  readonly timeMs: number;
  readonly act: (timeMs: number) => void;
}

/** Everything that the person's devices do on the day. */
function momentsOf(scene: PlannedScene, pace: number): Moment[] {
  const { person, plan } = scene;
  const { random } = person;
  const usual = plan.isWorkday ? PER_WORKDAY : PER_FREE_DAY;
  const moments: Moment[] = [];
  const add = (count: number, spans: readonly Span[], act: (timeMs: number) => void) => {
    if (spans.length === 0) return;
    for (let times = poisson(random, count * pace); times > 0; times -= 1) {
      moments.push({ timeMs: instantIn(random, spans), act });
    }
  };
  const { homeComputer, laptop, phone } = person;
  const awake = plan.stays;
  const work = plan.work.length > 0 ? plan.work : awake;
  if (laptop !== null) {
    const isPrivate = homeComputer !== null && !plan.isWorkday && chance(random, 0.5);
    add(usual.visits, work, (timeMs) =>
      browse(scene, isPrivate ? homeComputer : deskOf(person, laptop), timeMs),
    );
    add(usual.computerRefreshes, work, (timeMs) =>
      refreshComputer(scene, deskOf(person, laptop), timeMs),
    );
    if (person.leavesComputerOn && plan.isWorkday) {
      add(NIGHT_REFRESHES, [nightAfter(plan)], (timeMs) => refreshComputer(scene, laptop, timeMs));
    }
  }
  if (homeComputer !== null) {
    add(HOME_COMPUTER_VISITS, awake, (timeMs) => browse(scene, homeComputer, timeMs));
  }
  if (phone !== null) {
    // Who has no computer does everything with the phone.
    const isOnly = laptop === null && plan.isWorkday;
    add(usual.phoneRefreshes, awake, (timeMs) => refreshPhone(scene, phone, timeMs));
    add(usual.phoneVisits * (isOnly ? 8 : 1), awake, (timeMs) => browse(scene, phone, timeMs));
  }
  return moments;
}

/** The laptop, or the desktop in a cloud of those who have one. */
function deskOf(
  { random, sideWays: { cloudDesktop } }: Person,
  laptop: NonNullable<Person['laptop']>,
) {
  return cloudDesktop !== null && chance(random, CLOUD_DESKTOP_SHARE)
    ? cloudDesktop.device
    : laptop;
}

/** From going to bed to getting up. */
function nightAfter(plan: DayPlan): Span {
  const fromMs = plan.stays.at(-1)?.toMs ?? 0;
  return { fromMs, toMs: fromMs + 6 * HOUR_MS };
}
