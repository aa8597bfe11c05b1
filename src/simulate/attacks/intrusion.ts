import { graphAudit } from '../audit-record.ts';
import { auditUser, userTarget } from '../directory-changes.ts';
import type { AppName } from '../applications.ts';
import { guiseFor } from './attacker.ts';
import { MINUTE_MS } from '../calendar.ts';
import type { Guise } from '../devices.ts';
import {
  between,
  chance,
  guid,
  pick,
  pickWeighted,
  wholeBetween,
  type WeightedItems,
} from '../draws.ts';
import { mfaCompleted, outcomes } from '../outcomes.ts';
import type { Person } from '../people.ts';
import type { OriginValues, OutcomeValues } from '../sign-in-values.ts';
import { userSignIn, type UserSignIn } from '../user-sign-in.ts';
import type { AttackContext } from './attack.ts';

/** An attacker in the account of one victim. */
export interface Intruder {
  readonly victim: Person;
  readonly guise: Guise;
  readonly origin: () => OriginValues;
}

/** One sign-in of an intruder. */
export function intrude(
  { company, random, emit }: AttackContext,
  { victim, guise, origin }: Intruder,
  of: Pick<UserSignIn, 'timeMs' | 'outcome' | 'sessionId' | 'correlationId'> & {
    readonly app: AppName;
  } & Partial<Omit<UserSignIn, 'app'>>,
): void {
  const { app, ...rest } = of;
  emit(
    userSignIn(random, company, {
      kind: 'interactive',
      account: victim.account,
      origin: origin(),
      ...rest,
      guise: guiseFor(app, rest.guise ?? guise),
      timeMs: Math.floor(of.timeMs),
      app: company.apps[app],
    }),
  );
}

const FIRST: WeightedItems<AppName> = [
  ['officeHome', 30],
  ['outlookWeb', 40],
  ['sharePointWeb', 10],
  ['mySignIns', 8],
  ['azurePortal', 6],
  ['shell', 6],
];

/** Somebody with the right password signs in, in one of the ways in which that goes in spite of second
 *  factors: relayed by a phishing site, by an exception, or because there is none.
 *  @returns the session, and when it began */
export function breakIn(context: AttackContext, intruder: Intruder, timeMs: number) {
  const { random } = context;
  const { secondFactor } = intruder.victim;
  const correlationId = guid(random);
  const sessionId = guid(random);
  const app = pickWeighted(random, FIRST);
  let atMs = timeMs;
  const step = (outcome: OutcomeValues, session = sessionId) =>
    intrude(context, intruder, { timeMs: atMs, app, outcome, sessionId: session, correlationId });
  if (chance(random, 0.2)) {
    step(outcomes.wrongPassword, '');
    atMs += between(random, 5, 40) * 1000;
  }
  if (secondFactor !== null && chance(random, 0.6)) {
    step(chance(random, 0.5) ? outcomes.mfaNeeded : outcomes.mfaNeededHere);
    atMs += between(random, 6, 50) * 1000;
  }
  step(
    secondFactor === null || chance(random, 0.2) ? outcomes.password : mfaCompleted(secondFactor),
  );
  return { sessionId, startedMs: atMs };
}

const LOOT: WeightedItems<AppName> = [
  ['outlookWeb', 34],
  ['sharePointWeb', 26],
  ['officeHome', 12],
  ['teamsWeb', 10],
  ['office', 8],
  ['mySignIns', 5],
  ['people', 3],
  ['azurePortal', 2],
];

/** What is done with a session afterwards: mail, files, tokens, for minutes or hours. */
export function plunder(
  context: AttackContext,
  intruder: Intruder,
  { sessionId, startedMs }: { readonly sessionId: string; readonly startedMs: number },
  more: Partial<Omit<UserSignIn, 'app'>> = {},
): void {
  const { random } = context;
  if (chance(random, 0.15)) addFactor(context, intruder, startedMs + 3 * MINUTE_MS);
  const count = wholeBetween(random, 2, 9);
  const pauseMinutes = pick(random, [2, 8, 25, 50]);
  let timeMs = startedMs;
  for (let index = 0; index < count; index += 1) {
    timeMs += between(random, 0.3, 2 * pauseMinutes) * MINUTE_MS;
    const isInteractive = chance(random, 0.45);
    intrude(context, intruder, {
      timeMs,
      app: pickWeighted(random, LOOT),
      kind: isInteractive ? 'interactive' : 'nonInteractive',
      incomingTokenType: isInteractive ? 'none' : 'refreshToken',
      outcome: outcomes.byClaim,
      correlationId: guid(random),
      sessionId,
      ...more,
    });
  }
}

/** The intruder gives the account a second factor of their own, to come back. */
function addFactor(
  { random, emitAudit }: AttackContext,
  { victim, origin }: Intruder,
  atMs: number,
): void {
  const timeMs = Math.floor(atMs);
  emitAudit(
    timeMs,
    graphAudit({
      timeMs,
      correlationId: guid(random),
      sequence: 1 + random.below(2 ** 31),
      service: 'Authentication Methods',
      category: 'UserManagement',
      operation: 'Update',
      activity: 'User registered security info',
      result: 'success',
      reason: '',
      by: { user: auditUser(victim), ipAddress: origin().ipAddress },
      targets: [userTarget(victim)],
    }),
  );
}
