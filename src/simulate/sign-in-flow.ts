import type { App } from './applications.ts';
import type { Browser } from './browsers.ts';
import { DAY_MS, MINUTE_MS } from './calendar.ts';
import { BLOCKED_COUNTRIES } from './company.ts';
import { guiseOf, type Device, type Guise, type Session } from './devices.ts';
import { passwordChanged, passwordReset } from './directory-changes.ts';
import { between, chance, guid, pick } from './draws.ts';
import { mfaCompleted, mfaRefused, outcomes } from './outcomes.ts';
import type { Person } from './people.ts';
import { record, type Attempt, type Scene } from './scene.ts';
import { userSignIn } from './user-sign-in.ts';
import type { OriginValues, OutcomeValues } from './sign-in-values.ts';

/** One visit to an application with a browser or a native client. */
export interface Visit {
  readonly timeMs: number;
  readonly device: Device;
  readonly by: Browser | 'native';
  readonly app: App;
  readonly origin: OriginValues;
  /** what it looks like, where that is not the device's own look */
  readonly guise?: Guise;
}

/** Applications for which conditional access wants a compliant device. */
const ADMINISTRATION = new Set(['Azure Portal', 'Microsoft Office 365 Portal', 'Graph Explorer']);
/** Days for which a browser keeps a session. Chosen by hand; on unmanaged devices a policy says one day. */
const MANAGED_SESSION_DAYS = 21;
const PHONE_SESSION_DAYS = 30;
const NATIVE_SESSION_DAYS = 90;

/** Signs in interactively, through whatever comes in between: mistyped and expired passwords, second
 *  factors, interrupts, policies.
 *  @param refusal  what the application says in the end; null = it lets the user in
 *  @returns when it was over, epoch ms; null when it came to nothing */
export function signIn(
  scene: Scene,
  visit: Visit,
  refusal: OutcomeValues | null = null,
): number | null {
  const { person } = scene;
  const { random } = person;
  const { app, origin, device, by, timeMs } = visit;
  const guise = visit.guise ?? guiseOf(device, by, scene.day);
  const attempt: Attempt = { app, guise, origin, correlationId: guid(random) };
  const session = liveSession(person, device, by, timeMs);
  if (session === null) return withPassword(scene, visit, attempt);
  if (BLOCKED_COUNTRIES.has(origin.place.country)) {
    record(scene, 'interactive', timeMs, attempt, outcomes.blocked, session.id);
    return null;
  }
  if (refusal !== null) {
    record(scene, 'interactive', timeMs, attempt, refusal, session.id);
    return null;
  }
  if (chance(random, 0.012)) {
    record(scene, 'interactive', timeMs - 4000, attempt, outcomes.accountPicker, '');
  }
  const isAdministration = ADMINISTRATION.has(app.application.name);
  if (isAdministration && !device.isManaged && !person.isGuest) {
    record(scene, 'interactive', timeMs, attempt, outcomes.notCompliant, session.id);
    return null;
  }
  if (chance(random, 0.001)) {
    record(scene, 'interactive', timeMs - 3000, attempt, outcomes.confirmApplication, session.id);
  }
  if (isAdministration && guise.device.id === '') {
    record(scene, 'interactive', timeMs - 2000, attempt, outcomes.deviceNeeded, session.id);
  }
  const isFirstToday = device.system === 'windows' && chance(random, 0.15);
  const outcome = isFirstToday && device.isManaged ? outcomes.hello : byClaim(session);
  const usesBroker = guise.device.id !== '';
  record(scene, 'interactive', timeMs, attempt, outcome, session.id, {
    incomingTokenType: usesBroker ? 'primaryRefreshToken' : 'none',
  });
  return timeMs;
}

export function byClaim(session: Session) {
  return session.isStrong ? outcomes.byClaim : outcomes.byClaimSingle;
}

/** The session that a token can still be refreshed in. */
export function liveSession(
  person: Person,
  device: Device,
  by: Browser | 'native',
  timeMs: number,
): Session | null {
  const session = device.sessions.get(by);
  if (session === undefined || session.startedMs < person.revokedMs) return null;
  const days = by === 'native' ? NATIVE_SESSION_DAYS : sessionDays(device);
  return timeMs - session.startedMs < days * DAY_MS ? session : null;
}

function sessionDays(device: Device): number {
  if (device.kind === 'phone') return PHONE_SESSION_DAYS;
  return device.isManaged ? MANAGED_SESSION_DAYS : 1;
}

/** The password, and what it leads to. */
function withPassword(scene: Scene, visit: Visit, attempt: Attempt): number | null {
  const { person } = scene;
  const { random } = person;
  if (person.isGuest) return asGuest(scene, visit, attempt);
  let timeMs = typing(scene, attempt, visit.timeMs);
  const { passwordLifeDays, passwordSetDay } = person;
  if (scene.day - passwordSetDay > passwordLifeDays) {
    record(scene, 'interactive', timeMs, attempt, outcomes.expiredPassword, '');
    timeMs += between(random, 40, 150) * 1000;
    passwordChanged(scene, timeMs, visit.origin.ipAddress);
    timeMs += 5000;
  }
  if (BLOCKED_COUNTRIES.has(visit.origin.place.country)) {
    record(scene, 'interactive', timeMs, attempt, outcomes.blocked, '');
    return null;
  }
  const session: Session = {
    id: guid(random),
    startedMs: timeMs,
    isStrong: person.secondFactor !== null,
  };
  const endMs =
    person.secondFactor === null
      ? oneFactor(scene, attempt, timeMs, session)
      : secondFactor(scene, attempt, timeMs, session, person.secondFactor);
  if (endMs !== null) visit.device.sessions.set(visit.by, session);
  return endMs;
}

/** A guest's password is given at home, and only what comes after it is seen here. */
function asGuest(scene: Scene, visit: Visit, attempt: Attempt): number {
  const { random, secondFactor: factor } = scene.person;
  const session: Session = { id: guid(random), startedMs: visit.timeMs, isStrong: factor !== null };
  let { timeMs } = visit;
  if (factor !== null && chance(random, 0.3)) {
    record(scene, 'interactive', timeMs, attempt, outcomes.mfaNeededHere, session.id);
    timeMs += between(random, 8, 45) * 1000;
  }
  record(scene, 'interactive', timeMs, attempt, byClaim(session), session.id);
  visit.device.sessions.set(visit.by, session);
  return timeMs;
}

/** Mistyped passwords and names. Who has forgotten it tries until locked, and the service desk helps. */
function typing(scene: Scene, attempt: Attempt, fromMs: number): number {
  const { person } = scene;
  const { random } = person;
  let timeMs = fromMs;
  const wrong = () => {
    record(scene, 'interactive', timeMs, attempt, outcomes.wrongPassword, '');
    timeMs += between(random, 5, 30) * 1000;
  };
  if (chance(random, 0.004)) {
    const tries = 4 + random.below(7);
    for (let index = 0; index < tries; index += 1) wrong();
    if (tries >= 9) {
      record(scene, 'interactive', timeMs, attempt, outcomes.locked, '');
      timeMs += between(random, 10, 40) * MINUTE_MS;
      passwordReset(scene, timeMs);
      timeMs += between(random, 1, 5) * MINUTE_MS;
    }
    return timeMs;
  }
  if (chance(random, 0.01)) {
    mistypedName(scene, attempt, timeMs);
    timeMs += 8000;
  }
  while (chance(random, person.typoRate)) wrong();
  return timeMs;
}

/** Two letters of the name changed places: nobody has such a name. */
function mistypedName({ company, emit, person }: Scene, attempt: Attempt, timeMs: number): void {
  const { principalName } = person.account;
  const account = {
    ...person.account,
    id: '',
    name: '',
    principalName: `${principalName.charAt(1)}${principalName.charAt(0)}${principalName.slice(2)}`,
  };
  const signInValues = userSignIn(person.random, company, {
    ...attempt,
    timeMs,
    kind: 'interactive',
    account,
    outcome: outcomes.unknownUser,
    sessionId: '',
  });
  emit({ timeMs, signIn: signInValues, mark: null });
}

function oneFactor(scene: Scene, attempt: Attempt, timeMs: number, session: Session): number {
  if (chance(scene.person.random, 0.02)) {
    record(scene, 'interactive', timeMs - 1000, attempt, outcomes.mfaToEnrol, session.id);
  }
  record(scene, 'interactive', timeMs, attempt, outcomes.password, session.id);
  return timeMs;
}

const REFUSALS = [
  'user did not respond to mobile app notification',
  'user declined the authentication',
  'user did not select the correct number',
  'duplicate authentication attempt',
];

/** The second factor: asked for, sometimes not given at once, then given. */
function secondFactor(
  scene: Scene,
  attempt: Attempt,
  fromMs: number,
  session: Session,
  factor: NonNullable<Person['secondFactor']>,
): number | null {
  const { random } = scene.person;
  let timeMs = fromMs;
  if (chance(random, 0.6)) {
    const isPolicy = attempt.guise.client.app !== 'Browser' || chance(random, 0.4);
    const asked = isPolicy ? outcomes.mfaNeededHere : outcomes.mfaNeeded;
    record(scene, 'interactive', timeMs, attempt, asked, session.id);
    timeMs += between(random, 8, 45) * 1000;
  }
  for (let tries = 0; chance(random, 0.035); tries += 1) {
    const how =
      factor === 'Mobile app notification' ? pick(random, REFUSALS) : 'invalid verification code';
    record(scene, 'interactive', timeMs, attempt, mfaRefused(factor, how), session.id);
    if (tries === 2) return null;
    timeMs += between(random, 20, 90) * 1000;
  }
  if (attempt.guise.client.app === 'Browser' && chance(random, 0.35)) {
    record(scene, 'interactive', timeMs, attempt, outcomes.staySignedIn, session.id);
    timeMs += between(random, 2, 9) * 1000;
  }
  record(scene, 'interactive', timeMs, attempt, mfaCompleted(factor), session.id);
  return timeMs;
}
