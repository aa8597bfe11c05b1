import { HOUR_MS, MINUTE_MS } from './calendar.ts';
import { citiesIn, type City } from './cities.ts';
import { nearestEdgePoint, type Company, type Failover } from './company.ts';
import { chance, exponential, pick } from './draws.ts';
import { carrierOrigin, distanceKm, originIn, type Network } from './networks.ts';
import type { Person } from './people.ts';
import type { OriginValues, PlaceValues } from './sign-in-values.ts';
import type { Trip } from './trips.ts';
import type { Stay } from './whereabouts.ts';

/** What the ways out of one person's day depend on. */
export interface Surroundings {
  readonly company: Company;
  readonly failovers: readonly Failover[];
  readonly trip: Trip | null;
}

/** Where the traffic of a computer comes out. */
export function computerOrigin(
  person: Person,
  stay: Stay,
  around: Surroundings,
  timeMs: number,
): OriginValues {
  const { random } = person;
  if (stay.network === null) return phoneLease(person, stay.city, around, timeMs);
  const isInside = stay.network.trustedLocation !== null;
  if (person.usesEdge && !isInside && stay.place !== 'flight')
    return edgeOrigin(person, stay.city, around, timeMs);
  return sameToday(person, stay.network, 'computer', chance(random, 0.5));
}

/** A device keeps its address in a network for the day: the temporary one of IPv6, too. */
function sameToday(person: Person, network: Network, what: string, ipv6: boolean): OriginValues {
  const key = `${what}/${ipv6 ? 6 : 4}/${network.ipv4[0] ?? ''}`;
  let origin = person.origins.get(key);
  if (origin === undefined)
    person.origins.set(key, (origin = originIn(person.random, network, ipv6)));
  return origin;
}

/** Through a rented VPN: mostly the exit in the own country. */
export function vpnOrigin(person: Person): OriginValues | null {
  const { random, sideWays } = person;
  const [usual, ...others] = sideWays.vpnExits;
  if (usual === undefined) return null;
  const exit = others.length > 0 && chance(random, 0.2) ? pick(random, others) : usual;
  return sameToday(person, exit, 'vpn', false);
}

/** Through the nearest point of the secure edge, unless that one fails just then. */
function edgeOrigin(
  person: Person,
  city: City,
  { company, failovers }: Surroundings,
  timeMs: number,
): OriginValues {
  const nearest = nearestEdgePoint(company, city);
  const failover = failovers.find(
    ({ from, startMs, endMs }) => from === nearest && timeMs >= startMs && timeMs < endMs,
  );
  return sameToday(person, (failover?.to ?? nearest).network, 'edge', false);
}

/** Share of the phone's traffic that goes over the Wi-Fi of the place. Chosen by hand. */
const WIFI_SHARE = { home: 0.7, office: 0.4, hotel: 0.55, moving: 0, flight: 1 } as const;

/** Where the traffic of a phone comes out: the Wi-Fi of the place or the carrier. */
export function phoneOrigin(
  person: Person,
  stay: Stay,
  around: Surroundings,
  timeMs: number,
): OriginValues {
  const { random } = person;
  if (stay.network !== null && chance(random, WIFI_SHARE[stay.place])) {
    return sameToday(person, stay.network, 'phone', chance(random, 0.6));
  }
  return phoneLease(person, stay.city, around, timeMs);
}

/** A carrier gives out another address, often in another town, every hour or two. */
function phoneLease(
  person: Person,
  city: City,
  { trip }: Surroundings,
  timeMs: number,
): OriginValues {
  const { random, lease } = person;
  const isAbroad = trip !== null && city.country !== person.home.country && !person.isHomeRouted;
  const provider = isAbroad ? trip.carrier : person.carrier;
  if (
    lease !== null &&
    lease.provider === provider &&
    timeMs < lease.untilMs &&
    timeMs > lease.untilMs - 8 * HOUR_MS
  ) {
    return lease.origin;
  }
  const gateways = isAbroad ? gatewaysAt(trip, city) : person.gateways;
  const origin = carrierOrigin(random, provider, gateways);
  person.lease = {
    origin,
    provider,
    untilMs: timeMs + Math.min(7 * HOUR_MS, exponential(random, 100 * MINUTE_MS)),
  };
  return origin;
}

const GATEWAYS = new WeakMap<Trip, readonly PlaceValues[]>();

/** Where a foreign carrier's traffic comes out: the city itself and the next one. */
function gatewaysAt(trip: Trip, city: City): readonly PlaceValues[] {
  const known = GATEWAYS.get(trip);
  if (known !== undefined) return known;
  const near = citiesIn(city.country)
    .toSorted((a, b) => distanceKm(a, city) - distanceKm(b, city) || (a.name < b.name ? -1 : 1))
    .slice(0, 2);
  const places = near.map(({ name, state, country, latitude, longitude }) => ({
    city: name,
    state,
    country,
    latitude,
    longitude,
  }));
  GATEWAYS.set(trip, places);
  return places;
}
