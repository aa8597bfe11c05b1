import type { Random } from '../stats/index.ts';
import type { DayNumber } from './calendar.ts';
import { citiesIn, type City } from './cities.ts';
import { BUSINESS_CITIES, HOLIDAY_CITIES, type Company } from './company.ts';
import type { Department } from './departments.ts';
import { chance, pick, wholeBetween } from './draws.ts';
import { distanceKm, networkIn, type Network } from './networks.ts';
import { providersFor, type Provider } from './providers.ts';

/** Days away from home: the first and last are days of travel. */
export interface Trip {
  readonly purpose: 'business' | 'leave';
  readonly firstDay: DayNumber;
  readonly lastDay: DayNumber;
  readonly city: City;
  /** the hotel, or whoever's house it is */
  readonly lodging: Network;
  /** where one works there */
  readonly workplace: Network;
  /** the carrier of the country */
  readonly carrier: Provider;
}

export interface TripOptions {
  readonly company: Company;
  readonly home: City;
  readonly department: Department;
  readonly firstDay: DayNumber;
  readonly lastDay: DayNumber;
}

/** Leaves in a year of working life; about what Europeans take in pieces of a week. */
const LEAVES_A_YEAR = 4;

/** The trips and leaves of one person in a period, in order, never overlapping. */
export function tripsOf(random: Random, options: TripOptions): Trip[] {
  const { department, firstDay, lastDay } = options;
  // Some of a department travel a lot, most of it hardly ever.
  const tripsPerDay = (department.tripsPerMonth / 30) * (chance(random, 0.3) ? 2.4 : 0.4);
  const trips: Trip[] = [];
  for (let day = firstDay + 1; day <= lastDay; day += 1) {
    const dice = random.uniform();
    const isTrip = dice < tripsPerDay;
    if (!isTrip && dice >= tripsPerDay + LEAVES_A_YEAR / 365) continue;
    const trip = isTrip ? businessTrip(random, day, options) : leave(random, day, options);
    trips.push(trip);
    day = trip.lastDay + 1;
  }
  return trips;
}

function businessTrip(random: Random, firstDay: DayNumber, options: TripOptions): Trip {
  const { company, home } = options;
  const offices = company.offices.filter(({ city }) => distanceKm(city, home) > 100);
  const office = offices.length > 0 && chance(random, 0.45) ? pick(random, offices) : null;
  const city = office?.city ?? pick(random, customers(random, home));
  // Nobody flies round half the world for one night.
  const lastDay = firstDay + wholeBetween(random, 1, 4) + Math.floor(distanceKm(city, home) / 4000);
  const lodging = networkIn(random, city, 'business', { ipv4Count: 2 });
  const workplace = office?.network ?? networkIn(random, city, 'business');
  return {
    purpose: 'business',
    firstDay,
    lastDay,
    city,
    lodging,
    workplace,
    carrier: carrierIn(random, city),
  };
}

/** Most customers are near. */
function customers(random: Random, home: City): readonly City[] {
  const others = BUSINESS_CITIES.filter((city) => distanceKm(city, home) > 60);
  const limitKm = chance(random, 0.5) ? 700 : chance(random, 0.6) ? 2500 : 20_100;
  const near = others.filter((city) => distanceKm(city, home) <= limitKm);
  return near.length === 0 ? others : near;
}

function leave(random: Random, firstDay: DayNumber, { home }: TripOptions): Trip {
  const city = holidayPlace(random, home);
  const lastDay =
    firstDay + wholeBetween(random, 2, 12) + Math.floor(distanceKm(city, home) / 4000);
  const lodging = networkIn(random, city, chance(random, 0.5) ? 'home' : 'business');
  return {
    purpose: 'leave',
    firstDay,
    lastDay,
    city,
    lodging,
    workplace: lodging,
    carrier: carrierIn(random, city),
  };
}

function holidayPlace(random: Random, home: City): City {
  const dice = random.uniform();
  if (dice < 0.45) return home;
  return pick(random, dice < 0.6 ? citiesIn(home.country) : HOLIDAY_CITIES);
}

export function carrierIn(random: Random, city: City): Provider {
  return pick(random, providersFor('mobile', city.country));
}

export function tripOn(trips: readonly Trip[], day: DayNumber): Trip | null {
  return trips.find(({ firstDay, lastDay }) => day >= firstDay && day <= lastDay) ?? null;
}
