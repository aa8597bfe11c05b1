import type { App, AppName } from './applications.ts';
import type { AuditActor } from './audit-record.ts';
import type { DayNumber } from './calendar.ts';
import type { Company } from './company.ts';
import type { Guise } from './devices.ts';
import type { Emit } from './event.ts';
import type { Surroundings } from './origins.ts';
import type { Person } from './people.ts';
import type { OriginValues, OutcomeValues } from './sign-in-values.ts';
import { userSignIn, type UserSignIn } from './user-sign-in.ts';

/** One person's day, while it is played. */
export interface Scene {
  readonly company: Company;
  readonly person: Person;
  readonly day: DayNumber;
  readonly around: Surroundings;
  readonly emit: Emit;
  /** who resets passwords */
  readonly serviceDesk: readonly AuditActor[];
}

/** What stays the same through one attempt to sign in. */
export interface Attempt {
  readonly app: App;
  readonly guise: Guise;
  readonly origin: OriginValues;
  readonly correlationId: string;
}

export function appOf({ company }: Scene, name: AppName): App {
  return company.apps[name];
}

export type Details = Partial<
  Pick<UserSignIn, 'incomingTokenType' | 'protocol' | 'originalTransferMethod' | 'resource'>
>;

/** One step of an attempt becomes one record. */
export function record(
  { company, person, emit }: Scene,
  kind: 'interactive' | 'nonInteractive',
  timeMs: number,
  attempt: Attempt,
  outcome: OutcomeValues,
  sessionId: string,
  details: Details = {},
): void {
  const { account, random } = person;
  const signIn = userSignIn(random, company, {
    timeMs,
    kind,
    account,
    outcome,
    sessionId,
    ...attempt,
    ...details,
  });
  emit({ timeMs, signIn, mark: null });
}
