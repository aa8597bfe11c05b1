import type { AppName } from '../applications.ts';
import type { Guise } from '../devices.ts';
import { chance, guid, pick } from '../draws.ts';
import { FAMILY_NAMES, FIRST_NAMES, mailName } from '../names.ts';
import { mfaRefused, outcomes } from '../outcomes.ts';
import type { Person } from '../people.ts';
import type { AccountValues, OriginValues, OutcomeValues } from '../sign-in-values.ts';
import { userSignIn } from '../user-sign-in.ts';
import type { AttackContext } from './attack.ts';

/** Most people that one spray tries. */
export const MOST_TARGETS = 400;

/** One guess at one account. */
export interface Guess {
  readonly timeMs: number;
  readonly account: AccountValues;
  readonly app: AppName;
  readonly guise: Guise;
  readonly origin: OriginValues;
  readonly outcome: OutcomeValues;
}

/** Protocols without a browser are what sprays use: they answer at once. */
export function guess({ company, random, emit }: AttackContext, of: Guess): void {
  const isRight = of.outcome !== outcomes.wrongPassword && of.outcome !== outcomes.unknownUser;
  emit(
    userSignIn(random, company, {
      ...of,
      timeMs: Math.floor(of.timeMs),
      kind: 'interactive',
      app: company.apps[of.app],
      correlationId: guid(random),
      sessionId: isRight && of.outcome.code === 0 ? guid(random) : '',
      protocol: of.guise.client.app === 'Browser' ? 'oAuth2' : 'ropc',
    }),
  );
}

/** What the right password is answered with: mostly a question for the second factor. */
export function hit({ random }: AttackContext, { secondFactor }: Person): OutcomeValues {
  if (secondFactor === null) return outcomes.password;
  const dice = random.uniform();
  if (dice < 0.15) return outcomes.password;
  return dice < 0.85
    ? outcomes.mfaNeededHere
    : mfaRefused(secondFactor, 'user did not respond to mobile app notification');
}

/** A name that was guessed from a list and that nobody here has. */
export function guessedAccount({ company, random }: AttackContext): AccountValues {
  const name = `${pick(random, FIRST_NAMES)} ${pick(random, FAMILY_NAMES)}`;
  return {
    id: '',
    name: '',
    principalName: `${mailName(name)}0@${company.domain}`,
    userType: 'member',
    homeTenantId: company.tenantId,
    homeTenantName: '',
    servicePrincipal: null,
    managedIdentity: null,
  };
}

/** Everybody whose address is known outside, in random order. */
export function sprayTargets({ people, random, victims, day }: AttackContext): Person[] {
  const share = 0.4 + 0.6 * random.uniform();
  const here = people.filter(
    ({ isGuest, joinedDay, leftDay }) => !isGuest && joinedDay < day && leftDay > day,
  );
  const targets = victims.length > 0 ? [...victims] : here.filter(() => chance(random, share));
  const shuffled = targets
    .map((person) => ({ person, at: random.uniform() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ person }) => person);
  return shuffled.slice(0, MOST_TARGETS);
}
