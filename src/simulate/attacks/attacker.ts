import type { Random } from '../../stats/index.ts';
import { ipv4Of } from '../addresses.ts';
import { NATIVE_APPS, type AppName } from '../applications.ts';
import type { DayNumber } from '../calendar.ts';
import { cities, citiesIn, type City } from '../cities.ts';
import { BLOCKED_COUNTRIES } from '../company.ts';
import { guiseOf, homeComputer, noDevice, phone, toolGuise, type Guise } from '../devices.ts';
import { chance, pick, pickWeighted, type WeightedItems } from '../draws.ts';
import { distanceKm, networkFrom, networkIn, originIn, type Network } from '../networks.ts';
import type { Person } from '../people.ts';
import { providersFor, type ProviderUse } from '../providers.ts';
import type { OriginValues } from '../sign-in-values.ts';
import { TOOL_AGENTS } from '../tool-agents.ts';

// Attackers rent servers, buy VPN subscriptions and residential proxies, and use telephones; the shares are
// chosen by hand. None of these networks, browsers or hours belongs to attackers alone.
const USES: WeightedItems<ProviderUse> = [
  ['hosting', 30],
  ['vpn', 25],
  ['home', 37],
  ['mobile', 8],
];

/** A way out for an attacker in a city: the same address again and again, now and then another one. */
export function attackerOrigins(
  random: Random,
  city: City,
  uses: WeightedItems<ProviderUse> = USES,
): () => OriginValues {
  return originsOf(random, networkIn(random, city, pickWeighted(random, uses), { ipv6Share: 0.1 }));
}

/** A way out next door: the provider of the victim's own home, in the same city. */
export function neighbourOrigins(
  random: Random,
  { home, homeNetwork }: Person,
): () => OriginValues {
  return originsOf(random, networkFrom(random, homeNetwork.provider, home, { ipv6Share: 0.1 }));
}

function originsOf(random: Random, network: Network): () => OriginValues {
  const usual = originIn(random, network, chance(random, 0.3));
  const isSteady = chance(random, 0.7);
  return () => {
    if (isSteady || chance(random, 0.6)) return usual;
    return { ...usual, ipAddress: ipv4Of(random, network.provider) };
  };
}

/** One of many addresses of homes all over the world, as residential proxies give out. */
export function proxyOrigin(random: Random, among: readonly City[]): OriginValues {
  const city = pick(random, among);
  const provider = pick(random, providersFor('home', city.country));
  return {
    ipAddress: ipv4Of(random, provider),
    asn: provider.asn,
    place: {
      city: city.name,
      state: city.state,
      country: city.country,
      latitude: city.latitude,
      longitude: city.longitude,
    },
    trustedLocation: null,
  };
}

const SUSPECTS = ['RU', 'NG', 'CN', 'RO', 'TR', 'VN', 'BR', 'UA', 'ID', 'HK'];

/** A city in another country; attackers' favourite ones more often.
 *  @param letIn  only where conditional access lets people in */
export function cityAbroad(random: Random, home: City, letIn = true): City {
  const isFavourite = chance(random, 0.35);
  const abroad = (isFavourite ? SUSPECTS.flatMap(citiesIn) : cities).filter(
    ({ country }) => country !== home.country && !(letIn && BLOCKED_COUNTRIES.has(country)),
  );
  return pick(random, abroad);
}

/** A city so far away that nobody gets there in hours. */
export function cityFarAway(random: Random, home: City): City {
  const far = cities.filter(
    (city) => !BLOCKED_COUNTRIES.has(city.country) && distanceKm(city, home) > 3000,
  );
  return pick(random, far);
}

/** What an attacker looks like: mostly a popular browser on a popular system, sometimes the very browser of
 *  the victim, sometimes a tool. */
export function attackerGuise(random: Random, day: DayNumber, victim: Person | null = null): Guise {
  const dice = random.uniform();
  if (dice < 0.12) return scriptGuise(random);
  if (dice < 0.3 && victim?.laptop != null) return imitated(random, victim, day);
  const device = dice < 0.9 ? homeComputer(random) : phone(random);
  return undressed(guiseOf(device, pickWeighted(random, device.browsers), day));
}

/** A script. */
export function scriptGuise(random: Random, client = 'Mobile Apps and Desktop clients'): Guise {
  return toolGuise(client, pick(random, Object.values(TOOL_AGENTS)));
}

/** The victim's browser by its user agent, without the device that only the victim has. */
export function imitated(random: Random, victim: Person, day: DayNumber): Guise {
  const device = victim.laptop ?? victim.phone ?? homeComputer(random);
  return undressed(guiseOf(device, pickWeighted(random, device.browsers), day));
}

function undressed({ client, device }: Guise): Guise {
  const { operatingSystem, browser } = device;
  return { client, device: { ...noDevice, operatingSystem, browser } };
}

/** Which client Entra names depends on the application, whoever uses it. */
export function guiseFor(app: AppName, guise: Guise): Guise {
  const legacyOrBrowser = app === 'activeSync' ? 'Exchange ActiveSync' : 'Browser';
  const name = NATIVE_APPS.has(app) ? 'Mobile Apps and Desktop clients' : legacyOrBrowser;
  if (guise.client.app === name) return guise;
  return { device: guise.device, client: { ...guise.client, app: name } };
}
