import { randomOf, type Random, type Seed } from '../stats/index.ts';
import { applicationsOf, type App, type AppName } from './applications.ts';
import { DAY_MS, MINUTE_MS, type DayNumber } from './calendar.ts';
import { cities, cityNamed, type City } from './cities.ts';
import { between, chance, guid, pick, poisson, sample } from './draws.ts';
import { distanceKm, networkIn, type Network } from './networks.ts';

export interface Office {
  readonly name: string;
  readonly city: City;
  readonly network: Network;
}

/** A way out of the secure edge (the employer's VPN in the cloud). */
export interface EdgePoint {
  readonly city: City;
  readonly network: Network;
}

/** For some minutes the traffic of one point of the edge leaves from another one, perhaps abroad. */
export interface Failover {
  readonly from: EdgePoint;
  readonly to: EdgePoint;
  readonly startMs: number;
  readonly endMs: number;
}

/** The organisation whose tenant it is. */
export interface Company {
  readonly seed: Seed;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly domain: string;
  readonly offices: readonly Office[];
  readonly edge: readonly EdgePoint[];
  readonly apps: Readonly<Record<AppName, App>>;
}

const OFFICE_CITIES = [
  'Oslo',
  'Stockholm',
  'Copenhagen',
  'Berlin',
  'Munich',
  'London',
  'Dublin',
  'Amsterdam',
  'Paris',
  'Zurich',
  'Warsaw',
  'New York',
  'Chicago',
  'Austin',
  'San Francisco',
  'Toronto',
  'Bengaluru',
  'Singapore',
  'Sydney',
  'Sao Paulo',
];
const EDGE_CITIES = [
  'Frankfurt Am Main',
  'London',
  'Amsterdam',
  'Paris',
  'Stockholm',
  'Warsaw',
  'New York',
  'Chicago',
  'San Jose',
  'Singapore',
  'Mumbai',
  'Sydney',
  'Sao Paulo',
];

/** Countries from which conditional access lets nobody in. */
export const BLOCKED_COUNTRIES: ReadonlySet<string> = new Set([
  'RU',
  'CN',
  'NG',
  'VN',
  'ID',
  'KE',
  'UA',
]);

/** A company of a size. @param people  accounts, guests included */
export function companyOf(seed: Seed, people: number): Company {
  const random = randomOf(`${seed}/company`);
  const tenantId = guid(random);
  const count = Math.max(2, Math.min(7, Math.round(Math.log2(people / 12))));
  return {
    seed,
    tenantId,
    tenantName: 'Norrvik Group',
    domain: 'norrvik.example',
    offices: sample(random, OFFICE_CITIES, count).map((name) => officeIn(random, cityNamed(name))),
    edge: EDGE_CITIES.map((name) => edgePointIn(random, cityNamed(name))),
    apps: applicationsOf(tenantId),
  };
}

function officeIn(random: Random, city: City): Office {
  const name = `${city.name} office`;
  const network = networkIn(random, city, 'business', { ipv4Count: 3, ipv6Share: 0.3 });
  return { name, city, network: { ...network, trustedLocation: name } };
}

/** The secure edge is known to the tenant as a location, too. */
function edgePointIn(random: Random, city: City): EdgePoint {
  const network = networkIn(random, city, 'secureEdge', { ipv4Count: 12, ipv6Share: 0 });
  return { city, network: { ...network, trustedLocation: 'Secure edge' } };
}

export function nearestEdgePoint(company: Company, city: City): EdgePoint {
  return nearest(company.edge, city);
}

/** The failovers of one day (UTC): mostly one somewhere, for 4 to 45 minutes. */
export function failoversOn(company: Company, day: DayNumber): readonly Failover[] {
  const random = randomOf(`${company.seed}/edge/${day}`);
  return Array.from({ length: poisson(random, 0.8) }, () => {
    const from = pick(random, company.edge);
    const others = company.edge.filter((point) => point !== from);
    // mostly to the next one, now and then to wherever there was room
    const to = chance(random, 0.7) ? nearest(others, from.city) : pick(random, others);
    const startMs = day * DAY_MS + Math.floor(between(random, 0, DAY_MS));
    return { from, to, startMs, endMs: startMs + Math.floor(between(random, 4, 45) * MINUTE_MS) };
  });
}

function nearest(points: readonly EdgePoint[], city: City): EdgePoint {
  return points.reduce((best, point) =>
    distanceKm(point.city, city) < distanceKm(best.city, city) ? point : best,
  );
}

/** Where people go on business when it is not to an office of their own. */
export const BUSINESS_CITIES: readonly City[] = cities.filter(
  ({ country }) => !BLOCKED_COUNTRIES.has(country),
);

/** Where people go on holiday. */
export const HOLIDAY_CITIES: readonly City[] = [
  'Barcelona',
  'Malaga',
  'Lisbon',
  'Faro',
  'Rome',
  'Athens',
  'Heraklion',
  'Istanbul',
  'Phuket',
  'Bangkok',
  'Dubai',
  'Miami',
  'New York',
  'London',
  'Paris',
  'Prague',
  'Vienna',
  'Nairobi',
  'Ho Chi Minh City',
  'Mexico City',
  'Jakarta',
].map(cityNamed);
