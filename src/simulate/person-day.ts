import type { AppName } from './applications.ts';
import type { Browser } from './browsers.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, type DayNumber } from './calendar.ts';
import { failoversOn, type Company, type Failover } from './company.ts';
import { companyLaptop, guiseOf, phone, type Device } from './devices.ts';
import {
  deviceRegistered,
  securityInfoRegistered,
  userAdded,
  userDisabled,
  userUpdated,
} from './directory-changes.ts';
import { between, chance, guid, pick, pickWeighted, poisson } from './draws.ts';
import type { Emit } from './event.ts';
import { computerOrigin, phoneOrigin } from './origins.ts';
import { outcomes } from './outcomes.ts';
import type { Person } from './people.ts';
import { appOf, record, type Scene } from './scene.ts';
import { signIn, type Visit } from './sign-in-flow.ts';
import { refreshToken } from './token-refresh.ts';
import { planDay, stayAt, type DayPlan, type Span } from './whereabouts.ts';

/** How often things happen to one person at the usual pace. Chosen so that an employee comes to some
 *  20 sign-ins on a working day, three quarters of them token refreshes. */
const PER_WORKDAY = { visits: 3.2, computerRefreshes: 12, phoneRefreshes: 6.5, phoneVisits: 0.15 };
const PER_FREE_DAY = {
  visits: 0.12,
  computerRefreshes: 0.2,
  phoneRefreshes: 4.5,
  phoneVisits: 0.1,
};
/** Sign-ins that a person makes a day with these figures, free days and quiet people included; measured. */
export const SIGN_INS_PER_DAY = 15.5;

export interface DayOptions {
  readonly company: Company;
  readonly day: DayNumber;
  readonly firstDay: DayNumber;
  /** 1 = the usual number of sign-ins */
  readonly pace: number;
  readonly emit: Emit;
}

type Moment = readonly [timeMs: number, act: (timeMs: number) => void];

/** Plays one day of one person, by their own calendar. */
export function playDay(person: Person, { company, day, firstDay, pace, emit }: DayOptions): void {
  if (day < person.joinedDay) return;
  const failovers = person.usesEdge ? failovers3(company, day) : [];
  const plan = planDay(person, day);
  const scene: Scene = {
    company,
    person,
    day,
    emit,
    around: { company, failovers, trip: plan.trip },
  };
  if (day >= person.leftDay) {
    afterLeaving(scene, plan);
    return;
  }
  const arrivedMs = person.arrivedMs;
  const moments = isQuiet(person, day, firstDay) ? [] : momentsOf(scene, plan, person.pace * pace);
  moments.push(...changesOf(scene, plan));
  moments.sort(([a], [b]) => a - b);
  for (const [timeMs, act] of moments) {
    const isTravelDay = plan.trip !== null;
    if (isTravelDay || timeMs >= arrivedMs) act(timeMs);
  }
}

/** A local day touches up to three days of UTC. */
function failovers3(company: Company, day: DayNumber): readonly Failover[] {
  return [day - 1, day, day + 1].flatMap((each) => failoversOf(company, each));
}

const FAILOVERS = new WeakMap<Company, Map<DayNumber, readonly Failover[]>>();

function failoversOf(company: Company, day: DayNumber): readonly Failover[] {
  const known = FAILOVERS.get(company) ?? new Map<DayNumber, readonly Failover[]>();
  FAILOVERS.set(company, known);
  const found = known.get(day) ?? failoversOn(company, day);
  known.set(day, found);
  return found;
}

/** Dormant accounts were used in the first days at most; rare ones about once in ten days. */
function isQuiet(person: Person, day: DayNumber, firstDay: DayNumber): boolean {
  if (person.activity === 'dormant') return day - firstDay >= person.number % 9;
  return person.activity === 'rare' && !chance(person.random, 0.1);
}

function momentsOf(scene: Scene, plan: DayPlan, pace: number): Moment[] {
  const { person } = scene;
  const { random, laptop, phone: mobile, homeComputer } = person;
  const usual = plan.isWorkday ? PER_WORKDAY : PER_FREE_DAY;
  const moments: Moment[] = [];
  const add = (count: number, spans: readonly Span[], act: (timeMs: number) => void) => {
    const times = poisson(random, spans.length === 0 ? 0 : count * pace);
    for (let index = 0; index < times; index += 1) moments.push([instantIn(scene, spans), act]);
  };
  const awake = plan.stays;
  const work = plan.work.length > 0 ? plan.work : laptop === null ? [] : awake;
  if (laptop !== null) {
    const own =
      homeComputer !== null && !plan.isWorkday && chance(random, 0.5) ? homeComputer : laptop;
    add(usual.visits, work, (timeMs) => browse(scene, plan, own, timeMs));
    add(usual.computerRefreshes, work, (timeMs) => refreshComputer(scene, plan, laptop, timeMs));
    if (person.leavesComputerOn && plan.isWorkday)
      add(3, [nightOf(plan)], (timeMs) => refreshComputer(scene, plan, laptop, timeMs));
  }
  if (homeComputer !== null)
    add(0.06, awake, (timeMs) => browse(scene, plan, homeComputer, timeMs));
  if (mobile !== null) {
    const busier = laptop === null && plan.isWorkday ? 8 : 1;
    add(usual.phoneRefreshes, awake, (timeMs) => refreshPhone(scene, plan, mobile, timeMs));
    add(usual.phoneVisits * busier, awake, (timeMs) => browse(scene, plan, mobile, timeMs));
  }
  return moments;
}

/** An instant in one of the spans, the longer ones more often. */
function instantIn({ person: { random } }: Scene, spans: readonly Span[]): number {
  const span = pickWeighted(
    random,
    spans.map((each) => [each, Math.max(1, each.toMs - each.fromMs)]),
  );
  return Math.floor(between(random, span.fromMs, span.toMs));
}

/** From going to bed to getting up. */
function nightOf(plan: DayPlan): Span {
  const lastMs = plan.stays.at(-1)?.toMs ?? 0;
  return { fromMs: lastMs, toMs: lastMs + 6 * HOUR_MS };
}

/** A visit to an application in a browser. */
function browse(scene: Scene, plan: DayPlan, device: Device, timeMs: number): void {
  const { person } = scene;
  const { random } = person;
  const app = appOf(scene, appFor(person));
  const by = pickWeighted(random, device.browsers);
  const visit = visitAt(scene, plan, device, by, app, timeMs);
  if (visit === null) return;
  const endMs = signIn(scene, visit);
  if (endMs === null) return;
  // A page goes on fetching tokens in the background while it is open.
  for (let next = endMs; chance(random, 0.35);) {
    next += between(random, 20, 75) * MINUTE_MS;
    const later = visitAt(scene, plan, device, by, app, next);
    if (later !== null && stayAt(plan, next)?.place === stayAt(plan, timeMs)?.place)
      refreshToken(scene, later);
  }
}

/** What the person uses; once in a hundred times something they never use. */
function appFor(person: Person): AppName {
  const { random, webApps } = person;
  return chance(random, 0.01) ? pick(random, webApps)[0] : pickWeighted(random, webApps);
}

function refreshComputer(scene: Scene, plan: DayPlan, device: Device, timeMs: number): void {
  const { random, nativeApps } = scene.person;
  const app = appOf(scene, pickWeighted(random, nativeApps));
  const visit = visitAt(scene, plan, device, 'native', app, timeMs);
  if (visit === null) return;
  // Administrators' tools have no broker: they ask for a device code now and then.
  const isTool =
    app.application.name === 'Microsoft Azure CLI' || app.application.name.includes('Command Line');
  if (isTool && chance(random, 0.15)) confirmDeviceCode(scene, visit);
  else refreshToken(scene, visit);
}

/** The honest use of what device code phishing misuses. */
function confirmDeviceCode(scene: Scene, { app, device, origin, timeMs }: Visit): void {
  const { person, day } = scene;
  const session = device.sessions.get('native');
  if (session === undefined) return;
  const attempt = {
    app,
    guise: guiseOf(device, 'native', day),
    origin,
    correlationId: guid(person.random),
  };
  const details = { protocol: 'deviceCode', originalTransferMethod: 'deviceCodeFlow' } as const;
  record(scene, 'interactive', timeMs, attempt, outcomes.confirmApplication, session.id, details);
  record(scene, 'interactive', timeMs + 6000, attempt, outcomes.byClaim, session.id, details);
}

const PHONE_APPS = [
  ['outlookMobile', 52],
  ['teams', 30],
  ['office', 6],
  ['oneDrive', 6],
  ['authenticator', 6],
] as const;

function refreshPhone(scene: Scene, plan: DayPlan, device: Device, timeMs: number): void {
  const app = appOf(scene, pickWeighted(scene.person.random, PHONE_APPS));
  const visit = visitAt(scene, plan, device, 'native', app, timeMs);
  if (visit !== null) refreshToken(scene, visit);
}

/** null = the person is on a flight just then */
function visitAt(
  { person, around }: Scene,
  plan: DayPlan,
  device: Device,
  by: Browser | 'native',
  app: Visit['app'],
  timeMs: number,
): Visit | null {
  const stay = stayAt(plan, timeMs) ?? overnight(person, plan, timeMs);
  if (stay === null) return null;
  const origin =
    device.kind === 'phone'
      ? phoneOrigin(person, stay, around, timeMs)
      : computerOrigin(person, stay, around, timeMs);
  return { timeMs, device, by, app, origin };
}

/** Computers that are left on stay where their owner was last. */
function overnight(person: Person, plan: DayPlan, timeMs: number) {
  const last = plan.stays.at(-1);
  return last !== undefined && timeMs >= last.toMs && person.leavesComputerOn ? last : null;
}

/** New computers and phones, joining, leaving, small changes of the account. */
function changesOf(scene: Scene, plan: DayPlan): Moment[] {
  const { person, day } = scene;
  const { random } = person;
  const morningMs = plan.work[0]?.fromMs ?? day * DAY_MS + 9 * HOUR_MS;
  const moments: Moment[] = [];
  if (day === person.joinedDay)
    moments.push([morningMs - 20 * HOUR_MS, (timeMs) => userAdded(scene, timeMs)]);
  if (day === person.newLaptopDay && person.laptop?.isManaged === true) {
    moments.push([morningMs, (timeMs) => getLaptop(scene, timeMs)]);
  }
  if (day === person.newPhoneDay && person.phone !== null) {
    moments.push([morningMs, (timeMs) => getPhone(scene, plan, timeMs)]);
  }
  if (chance(random, 0.002)) moments.push([morningMs, (timeMs) => userUpdated(scene, timeMs)]);
  return moments;
}

function getLaptop(scene: Scene, timeMs: number): void {
  const laptop = companyLaptop(scene.person.random);
  scene.person.laptop = laptop;
  if (laptop.id !== '') deviceRegistered(scene, timeMs, laptop);
}

function getPhone(scene: Scene, plan: DayPlan, timeMs: number): void {
  const { person, around } = scene;
  const mobile = phone(person.random);
  person.phone = mobile;
  const stay = stayAt(plan, timeMs);
  const ipAddress = stay === null ? '' : phoneOrigin(person, stay, around, timeMs).ipAddress;
  if (mobile.id !== '') deviceRegistered(scene, timeMs, mobile);
  if (person.secondFactor !== null)
    securityInfoRegistered(scene, timeMs + 5 * MINUTE_MS, ipAddress);
}

/** The account of somebody who left is disabled; their phone goes on asking for a week. */
function afterLeaving(scene: Scene, plan: DayPlan): void {
  const { person, day } = scene;
  const { random, phone: mobile } = person;
  const daysGone = day - person.leftDay;
  if (daysGone === 0) userDisabled(scene, day * DAY_MS + 17 * HOUR_MS);
  if (mobile === null || daysGone < 1 || daysGone > 7) return;
  const times = Array.from({ length: poisson(random, 2) }, () =>
    instantIn(scene, plan.stays),
  ).toSorted((a, b) => a - b);
  for (const timeMs of times) {
    const visit = visitAt(scene, plan, mobile, 'native', appOf(scene, 'outlookMobile'), timeMs);
    if (visit === null) continue;
    const attempt = {
      app: visit.app,
      guise: guiseOf(mobile, 'native', day),
      origin: visit.origin,
      correlationId: guid(random),
    };
    record(scene, 'nonInteractive', timeMs, attempt, outcomes.disabled, '');
  }
}
