import { greatCircleKm } from '../geo/index.ts';
import type { EntityKind } from '../schema/entity.ts';
import { SIMULATED_ID } from '../schema/sign-in.ts';
import type { Random } from '../stats/index.ts';
import { applicationsOf } from './applications.ts';
import { DAY_MS } from './calendar.ts';
import { cities, type City } from './cities.ts';
import { BLOCKED_COUNTRIES } from './company.ts';
import { guiseOf, homeComputer, noDevice, phone, type Guise } from './devices.ts';
import { chance, guid, hexadecimal, pick, pickWeighted, requestId, wholeBetween } from './draws.ts';
import { networkIn, originIn } from './networks.ts';
import { outcomes } from './outcomes.ts';
import type { ProviderUse } from './providers.ts';
import type { OriginValues, SignInValues } from './sign-in-values.ts';

/** What somebody's sign-ins are like, as far as an odd one must differ. */
export interface UsualWays {
  /** one of them: a success */
  readonly typical: SignInValues;
  /** seen with the user; ISO 3166-1 alpha-2 */
  readonly countries: ReadonlySet<string>;
  readonly asns: ReadonlySet<number>;
  /** without version: 'Windows', 'Ios' */
  readonly operatingSystems: ReadonlySet<string>;
}

/** One way to be odd. */
interface OddKind {
  readonly description: string;
  readonly against: readonly EntityKind[];
  /** at a usual hour, at the least usual one, or some minutes after the sign-in before */
  readonly when: 'usual' | 'unusual' | 'soon';
  readonly change: (usual: UsualWays, random: Random, timeMs: number) => Partial<SignInValues>;
}

const USER = ['user'] as const;

/** The kinds that can be asked for, the worst first. */
export const ODD_KINDS = {
  'stolen-password': {
    description: 'the right password, in another country, on another device',
    against: USER,
    when: 'usual',
    change: (usual, random, timeMs) => ({
      origin: strangeOrigin(random, usual, pick(random, ['hosting', 'vpn', 'home'])),
      ...strangeGuise(random, usual, timeMs),
      outcome: outcomes.password,
    }),
  },
  'impossible-travel': {
    description: 'minutes after the last sign-in, thousands of kilometres away, on another device',
    against: USER,
    when: 'soon',
    change: (usual, random, timeMs) => ({
      origin: strangeOrigin(random, usual, 'home', FAR_KM),
      ...strangeGuise(random, usual, timeMs),
      outcome: outcomes.password,
    }),
  },
  session: {
    description: "the user's own browser session, on another device in another country",
    against: USER,
    when: 'soon',
    change: (usual, random, timeMs) => ({
      sessionId: usual.typical.sessionId,
      origin: strangeOrigin(random, usual, 'hosting'),
      ...strangeGuise(random, usual, timeMs),
    }),
  },
  'device-code': {
    description: 'a device code that somebody else asked for, and the user confirmed',
    against: USER,
    when: 'usual',
    change: (usual, random, timeMs) => {
      const { broker } = applicationsOf(usual.typical.tenantId);
      return {
        application: broker.application,
        resource: broker.resources[0]!,
        origin: strangeOrigin(random, usual, 'hosting'),
        ...strangeGuise(random, usual, timeMs),
        client: { app: 'Mobile Apps and Desktop clients', userAgent: '' },
        protocol: 'deviceCode',
        originalTransferMethod: 'deviceCodeFlow',
      };
    },
  },
  credential: {
    description: 'a key that the program never used, from rented servers',
    against: ['servicePrincipal'],
    when: 'usual',
    change: (usual, random) => ({
      origin: strangeOrigin(random, usual, 'hosting'),
      credential: {
        type: 'clientSecret',
        keyId: guid(random),
        thumbprint: hexadecimal(random, 20),
        federatedId: '',
      },
    }),
  },
  country: {
    description: 'a country never seen with the user, all else as usual: perhaps only a journey',
    against: ['user', 'servicePrincipal'],
    when: 'usual',
    change: (usual, random) => ({ origin: strangeOrigin(random, usual, 'home') }),
  },
  device: {
    description: 'a device never seen with the user, all else as usual: perhaps only a new one',
    against: USER,
    when: 'usual',
    change: (usual, random, timeMs) => strangeGuise(random, usual, timeMs),
  },
  hour: {
    description: 'the least usual hour of the week, all else as usual: perhaps only a bad night',
    against: ['user', 'servicePrincipal'],
    when: 'unusual',
    change: () => ({}),
  },
} as const satisfies Readonly<Record<string, OddKind>>;

export type OddKindId = keyof typeof ODD_KINDS;

const FAR_KM = 3000;

export function oddKind(id: OddKindId): OddKind {
  return ODD_KINDS[id];
}

/** A sign-in that is odd in one way, made from a usual one. */
export function oddSignIn(
  id: OddKindId,
  usual: UsualWays,
  random: Random,
  timeMs: number,
): SignInValues {
  return {
    ...usual.typical,
    id: SIMULATED_ID + requestId(random).slice(SIMULATED_ID.length),
    timeMs,
    correlationId: guid(random),
    sessionId: usual.typical.sessionId === '' ? '' : guid(random),
    processingTimeMs: wholeBetween(random, 40, 600),
    ...oddKind(id).change(usual, random, timeMs),
  };
}

/** An address in a country, and of a provider, that were never seen with the user. */
function strangeOrigin(
  random: Random,
  { typical, countries, asns }: UsualWays,
  use: ProviderUse,
  leastKm = 0,
): OriginValues {
  const strange = cities.filter(
    (city) =>
      !countries.has(city.country) &&
      !BLOCKED_COUNTRIES.has(city.country) &&
      !(kmFrom(typical, city) < leastKm),
  );
  const among = strange.length > 0 ? strange : cities;
  // Some draws are enough: hardly anybody has been with all providers of a country.
  for (let draws = 0; ; draws++) {
    const network = networkIn(random, pick(random, among), use, { ipv6Share: 0 });
    if (draws === MOST_DRAWS || !asns.has(network.provider.asn)) {
      return originIn(random, network, false);
    }
  }
}

const MOST_DRAWS = 20;

/** @returns NaN where the usual place is not known */
function kmFrom({ origin: { place } }: SignInValues, city: City): number {
  const { latitude, longitude } = place;
  return greatCircleKm(latitude ?? NaN, longitude ?? NaN, city.latitude, city.longitude);
}

/** A browser on an unregistered device, of a system that was never seen with the user if there is one. */
function strangeGuise(
  random: Random,
  { typical, operatingSystems }: UsualWays,
  timeMs: number,
): Guise {
  for (let draws = 0; ; draws++) {
    const hardware = chance(random, 0.8) ? homeComputer(random) : phone(random);
    const browser = pickWeighted(random, hardware.browsers);
    const { client, device } = guiseOf(hardware, browser, Math.floor(timeMs / DAY_MS));
    const family = device.operatingSystem.replace(/[\s\d._]+$/, '');
    if (draws === MOST_DRAWS || !operatingSystems.has(family)) {
      return {
        client: { ...client, app: typical.client.app },
        device: {
          ...noDevice,
          operatingSystem: device.operatingSystem,
          browser: device.browser,
        },
      };
    }
  }
}
