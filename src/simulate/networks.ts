import { greatCircleKm } from '../geo/index.ts';
import type { Random } from '../stats/index.ts';
import { ipv4Network, ipv4Of, ipv6In, ipv6Prefix } from './addresses.ts';
import { citiesIn, type City } from './cities.ts';
import { between, chance, pick, wholeBetween } from './draws.ts';
import { providersFor, type Provider, type ProviderUse } from './providers.ts';
import type { OriginValues, PlaceValues } from './sign-in-values.ts';

/** Degrees by which a provider's place lies off the middle of its city; chosen by hand, about 10 km. */
const SCATTER_DEGREES = 0.08;
/** Share of networks of which the log knows no coordinates, or no city either. Chosen by hand. */
const NO_COORDINATES = 0.02;
const NO_CITY = 0.01;

/** Something with addresses that one or many devices sit behind. */
export interface Network {
  readonly provider: Provider;
  readonly place: PlaceValues;
  readonly ipv4: readonly string[];
  /** '' = IPv4 only */
  readonly ipv6Prefix: string;
  readonly trustedLocation: string | null;
}

export interface NetworkOptions {
  /** addresses it goes out by */
  readonly ipv4Count?: number;
  readonly ipv6Share?: number;
}

/** A network of one of the providers of a city. */
export function networkIn(
  random: Random,
  city: City,
  use: ProviderUse,
  options: NetworkOptions = {},
): Network {
  return networkFrom(random, pick(random, providersFor(use, city.country)), city, options);
}

/** A network of a provider in or near a city. */
export function networkFrom(
  random: Random,
  provider: Provider,
  city: City,
  options: NetworkOptions = {},
): Network {
  const place = placeIn(random, city);
  return { provider, place, trustedLocation: null, ...addressesOf(random, provider, options) };
}

function addressesOf(
  random: Random,
  provider: Provider,
  { ipv4Count = 1, ipv6Share = 0.4 }: NetworkOptions,
) {
  const base = ipv4Network(random, provider);
  const first = wholeBetween(random, 1, 250 - ipv4Count);
  const hasIpv6 = provider.ipv6 !== '' && chance(random, ipv6Share);
  return {
    ipv4: Array.from({ length: ipv4Count }, (_, index) => `${base}.${first + index}`),
    ipv6Prefix: hasIpv6 ? ipv6Prefix(random, provider) : '',
  };
}

/** The same network after its provider gave it other addresses; now and then it is then placed elsewhere. */
export function renumbered(random: Random, network: Network, city: City): Network {
  const { ipv6Prefix: prefix, provider } = network;
  const addresses = addressesOf(random, provider, { ipv6Share: prefix === '' ? 0 : 1 });
  const place = chance(random, 0.06)
    ? placeIn(random, nearbyCity(random, city, 350))
    : network.place;
  return { ...network, ...addresses, place };
}

/** A home: what the provider says of the place is now and then the next larger town. */
export function homeNetwork(random: Random, city: City): Network {
  const seen = chance(random, 0.2) ? nearbyCity(random, city, 350) : city;
  return networkIn(random, seen, 'home', { ipv6Share: 0.35 });
}

/** The place of a network, for good: geolocation is wrong in the same way every time. */
export function placeIn(random: Random, city: City): PlaceValues {
  const { name, state, country } = city;
  const dice = random.uniform();
  const isKnown = dice >= NO_CITY + NO_COORDINATES;
  return {
    city: dice < NO_CITY ? '' : name,
    state: dice < NO_CITY ? '' : state,
    country,
    latitude: isKnown ? scattered(random, city.latitude) : null,
    longitude: isKnown ? scattered(random, city.longitude) : null,
  };
}

/** Another city of the same country within a distance, or the city itself when there is none. */
export function nearbyCity(random: Random, city: City, km: number): City {
  const near = citiesIn(city.country).filter((other) => distanceKm(city, other) <= km);
  return near.length === 0 ? city : pick(random, near);
}

export function distanceKm(a: City, b: City): number {
  return greatCircleKm(a.latitude, a.longitude, b.latitude, b.longitude);
}

/** One way out of a network. @param ipv6  wanted, where the network has it */
export function originIn(random: Random, network: Network, ipv6: boolean): OriginValues {
  const { provider, place, ipv6Prefix: prefix, ipv4, trustedLocation } = network;
  const ipAddress = ipv6 && prefix !== '' ? ipv6In(random, prefix) : pick(random, ipv4);
  return { ipAddress, asn: provider.asn, place, trustedLocation };
}

/** A phone on a carrier: whatever address the carrier has free, in whichever of its gateway cities. */
export function carrierOrigin(
  random: Random,
  provider: Provider,
  gateways: readonly PlaceValues[],
): OriginValues {
  const isIpv6 = provider.ipv6 !== '' && chance(random, 0.45);
  const ipAddress = isIpv6
    ? ipv6In(random, ipv6Prefix(random, provider))
    : ipv4Of(random, provider);
  return { ipAddress, asn: provider.asn, place: pick(random, gateways), trustedLocation: null };
}

function scattered(random: Random, degrees: number): number {
  return Number((degrees + between(random, -SCATTER_DEGREES, SCATTER_DEGREES)).toFixed(4));
}
