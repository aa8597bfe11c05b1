import type { Random } from '../../stats/index.ts';
import type { AppName } from '../applications.ts';
import type { Company } from '../company.ts';
import type { Guise } from '../devices.ts';
import { guid, pick } from '../draws.ts';
import { FAMILY_NAMES, FIRST_NAMES, mailName } from '../names.ts';
import type {
  AccountValues,
  OriginValues,
  OutcomeValues,
  SignInValues,
} from '../sign-in-values.ts';
import { userSignIn } from '../user-sign-in.ts';
import { guiseFor } from './attacker.ts';

/** One guess at one account. */
export interface Guess {
  readonly timeMs: number;
  readonly account: AccountValues;
  readonly app: AppName;
  readonly guise: Guise;
  readonly origin: OriginValues;
  readonly outcome: OutcomeValues;
}

/** A password is tried. Protocols without a browser are preferred: they answer at once. */
export function guess(random: Random, company: Company, of: Guess): SignInValues {
  const guise = guiseFor(of.app, of.guise);
  return userSignIn(random, company, {
    ...of,
    guise,
    timeMs: Math.floor(of.timeMs),
    kind: 'interactive',
    app: company.apps[of.app],
    correlationId: guid(random),
    sessionId: of.outcome.code === 0 ? guid(random) : '',
    protocol: guise.client.app === 'Browser' ? 'oAuth2' : 'ropc',
  });
}

/** A name that was guessed from a list and that nobody here has. */
export function guessedAccount(random: Random, company: Company): AccountValues {
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
