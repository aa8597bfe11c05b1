import { DAY_MS, HOUR_MS, isHoliday, MINUTE_MS, weekdayOf, type DayNumber } from './calendar.ts';
import type { Random } from '../stats/index.ts';
import { cityNamed, type City } from './cities.ts';
import { between, chance, pick } from './draws.ts';
import { distanceKm, networkIn, type Network } from './networks.ts';
import type { Person } from './people.ts';
import { tripOn, type Trip } from './trips.ts';
import { utcOf } from './zones.ts';

/** A stretch of time in one place. */
export interface Stay {
  readonly fromMs: number;
  readonly toMs: number;
  readonly place: 'home' | 'office' | 'hotel' | 'moving' | 'flight';
  readonly city: City;
  /** null = on the way, with nothing but the phone */
  readonly network: Network | null;
}

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** One day of one person, from getting up to going to bed. */
export interface DayPlan {
  readonly stays: readonly Stay[];
  /** when there is work at a computer; [] = a day off */
  readonly work: readonly Span[];
  readonly isWorkday: boolean;
  /** the trip that the day belongs to */
  readonly trip: Trip | null;
}

/** Where somebody is and works on a day of their own calendar. */
export function planDay(person: Person, day: DayNumber): DayPlan {
  const trip = tripOn(person.trips, day);
  if (trip === null) return ordinaryDay(person, day);
  if (distanceKm(trip.city, person.home) < 30) return atHome(person, day, trip);
  if (day === trip.firstDay) return departure(person, day, trip);
  if (day === trip.lastDay) return homecoming(person, day, trip);
  return away(person, day, trip);
}

/** Hours of the wall clock, in the zone of a city. */
function clock(city: City, day: DayNumber, hour: number): number {
  return utcOf(city.zone, day * DAY_MS + Math.round(hour * HOUR_MS));
}

function stay(
  place: Stay['place'],
  city: City,
  network: Network | null,
  fromMs: number,
  toMs: number,
): Stay {
  return { place, city, network, fromMs, toMs };
}

/** Work with a break in the middle. */
function withLunch(fromMs: number, toMs: number): Span[] {
  const hours = (toMs - fromMs) / HOUR_MS;
  if (hours < 1) return [];
  if (hours < 5.5) return [{ fromMs, toMs }];
  const noonMs = fromMs + (toMs - fromMs) * 0.45;
  return [
    { fromMs, toMs: noonMs },
    { fromMs: noonMs + 40 * MINUTE_MS, toMs },
  ];
}

function ordinaryDay(person: Person, day: DayNumber): DayPlan {
  const { random, schedule, home, office } = person;
  const weekday = weekdayOf(day);
  const country = office?.city.country ?? home.country;
  const isOff =
    schedule.worksOn[weekday] !== true ||
    (isHoliday(country, day) && !(schedule.isNight && chance(random, 0.5))) ||
    chance(random, 0.015);
  if (isOff) return atHome(person, day, null);
  const startHour = (schedule.startMinute + schedule.startDeviationMinutes * random.normal()) / 60;
  const startMs = clock(home, day, startHour);
  const endMs = startMs + schedule.lengthMinutes * MINUTE_MS + random.normal() * 20 * MINUTE_MS;
  const isAtHome = office === null || chance(random, schedule.isAtHomeOn[weekday] ?? 0);
  const bedMs = schedule.isNight
    ? endMs + 3 * HOUR_MS
    : Math.max(endMs + 2 * HOUR_MS, clock(home, day, 23.2));
  const upMs = startMs - (schedule.isNight ? 6 : 1.2) * HOUR_MS;
  if (isAtHome) {
    const stays = [stay('home', home, person.homeNetwork, upMs, bedMs)];
    return { stays, work: withLunch(startMs, endMs), isWorkday: true, trip: null };
  }
  const wayMs = between(random, 12, 60) * MINUTE_MS;
  const { city, network } = office;
  const stays = [
    stay('home', home, person.homeNetwork, upMs - wayMs, startMs - wayMs),
    stay('moving', home, null, startMs - wayMs, startMs),
    stay('office', city, network, startMs, endMs),
    stay('moving', home, null, endMs, endMs + wayMs),
    stay('home', home, person.homeNetwork, endMs + wayMs, bedMs),
  ];
  return { stays, work: withLunch(startMs, endMs), isWorkday: true, trip: null };
}

function atHome(person: Person, day: DayNumber, trip: Trip | null): DayPlan {
  const { home, homeNetwork, random } = person;
  const wakeMs = clock(home, day, between(random, 7.5, 10));
  const bedMs = clock(home, day, between(random, 22, 24));
  const out = between(random, 0.2, 0.7);
  const outMs = wakeMs + (bedMs - wakeMs) * out;
  const backMs = Math.min(bedMs, outMs + between(random, 0.5, 4) * HOUR_MS);
  const stays = [
    stay('home', home, homeNetwork, wakeMs, outMs),
    stay('moving', home, null, outMs, backMs),
    stay('home', home, homeNetwork, backMs, bedMs),
  ];
  return { stays, work: [], isWorkday: false, trip };
}

/** From door to door, ms. Chosen by hand: a train or car up to 400 km, then a flight. */
export function travelMs(from: City, to: City): number {
  const km = distanceKm(from, to);
  return (km < 400 ? 0.7 + km / 90 : 3.2 + km / 750) * HOUR_MS;
}

function departure(person: Person, day: DayNumber, trip: Trip): DayPlan {
  const { home, homeNetwork, random, schedule } = person;
  const startMs = clock(home, day, 7.5);
  const leaveMs = clock(home, day, between(random, 8, 15));
  const arriveMs = leaveMs + travelMs(home, trip.city);
  const bedMs = Math.max(arriveMs + HOUR_MS, clock(trip.city, day, 23));
  person.arrivedMs = arriveMs;
  const way = journey(random, home, trip.city, leaveMs, arriveMs);
  const stays = [
    stay('home', home, homeNetwork, startMs - HOUR_MS, leaveMs),
    ...way,
    stay('hotel', trip.city, trip.lodging, arriveMs, bedMs),
  ];
  const isWork = trip.purpose === 'business' && schedule.worksOn[weekdayOf(day)] === true;
  const before = { fromMs: startMs, toMs: leaveMs - 0.5 * HOUR_MS };
  const evening = {
    fromMs: arriveMs + 0.3 * HOUR_MS,
    toMs: Math.min(bedMs, arriveMs + 2 * HOUR_MS),
  };
  const work = isWork
    ? [before, ...onBoard(way), evening].filter(({ fromMs, toMs }) => toMs - fromMs > 0.5 * HOUR_MS)
    : [];
  return { stays, work, isWorkday: isWork, trip };
}

function homecoming(person: Person, day: DayNumber, trip: Trip): DayPlan {
  const { home, homeNetwork, random } = person;
  const { city, lodging } = trip;
  const wakeMs = clock(city, day, 7.3);
  const leaveMs = clock(city, day, between(random, 11, 18));
  const arriveMs = leaveMs + travelMs(city, home);
  const bedMs = Math.max(arriveMs + 0.5 * HOUR_MS, clock(home, day, 23));
  const way = journey(random, city, home, leaveMs, arriveMs);
  const stays = [
    stay('hotel', city, lodging, wakeMs, leaveMs),
    ...way,
    stay('home', home, homeNetwork, arriveMs, bedMs),
  ];
  const isWork = trip.purpose === 'business';
  const work = isWork
    ? [...withLunch(wakeMs + HOUR_MS, leaveMs - 0.5 * HOUR_MS), ...onBoard(way)]
    : [];
  // Until then nothing of the next day: long flights end on the next morning.
  person.arrivedMs = arriveMs;
  return { stays, work, isWorkday: isWork, trip };
}

/** Flights from this length on may have a network, ms. */
const LONG_FLIGHT_MS = 4.5 * HOUR_MS;
/** Where satellite providers have their ground stations, which is where passengers seem to be. */
const GROUND_STATIONS = ['Denver', 'Atlanta', 'Frankfurt Am Main', 'London', 'Singapore'];

/** The phone is on a network for a while at both ends of the way, and on some flights there is one. */
function journey(random: Random, from: City, to: City, leaveMs: number, arriveMs: number): Stay[] {
  const endsMs = Math.min(0.6 * HOUR_MS, (arriveMs - leaveMs) * 0.4);
  const ends = [
    stay('moving', from, null, leaveMs, leaveMs + endsMs),
    stay('moving', to, null, arriveMs - endsMs, arriveMs),
  ];
  if (arriveMs - leaveMs < LONG_FLIGHT_MS || !chance(random, 0.15)) return ends;
  const network = networkIn(random, cityNamed(pick(random, GROUND_STATIONS)), 'flight');
  const flight = stay('flight', to, network, leaveMs + 2 * HOUR_MS, arriveMs - HOUR_MS);
  return [ends[0], flight, ends[1]].filter((each) => each !== undefined);
}

/** Some work on the plane. */
function onBoard(stays: readonly Stay[]): Span[] {
  return stays.filter(({ place }) => place === 'flight');
}

function away(person: Person, day: DayNumber, trip: Trip): DayPlan {
  const { random } = person;
  const { city, lodging, workplace } = trip;
  const wakeMs = clock(city, day, between(random, 6.8, 9));
  const bedMs = clock(city, day, between(random, 22, 23.9));
  if (trip.purpose === 'leave') {
    const outMs = wakeMs + 2 * HOUR_MS;
    const backMs = Math.max(outMs, bedMs - 4 * HOUR_MS);
    const stays = [
      stay('hotel', city, lodging, wakeMs, outMs),
      stay('moving', city, null, outMs, backMs),
      stay('hotel', city, lodging, backMs, bedMs),
    ];
    return { stays, work: [], isWorkday: false, trip };
  }
  const startMs = Math.max(wakeMs + 40 * MINUTE_MS, clock(city, day, between(random, 8.3, 9.8)));
  const endMs = clock(city, day, between(random, 16, 18.5));
  const stays = [
    stay('hotel', city, lodging, wakeMs, startMs - 20 * MINUTE_MS),
    stay('moving', city, null, startMs - 20 * MINUTE_MS, startMs),
    stay('office', city, workplace, startMs, endMs),
    stay('moving', city, null, endMs, endMs + 25 * MINUTE_MS),
    stay('hotel', city, lodging, endMs + 25 * MINUTE_MS, bedMs),
  ];
  const evening = chance(random, 0.4)
    ? [{ fromMs: bedMs - 3 * HOUR_MS, toMs: bedMs - HOUR_MS }]
    : [];
  const weekday = weekdayOf(day);
  const isWork = weekday !== 0 && weekday !== 6;
  return {
    stays,
    work: isWork ? [...withLunch(startMs, endMs), ...evening] : evening,
    isWorkday: isWork,
    trip,
  };
}

/** The stay at an instant; null = between two, as on a flight. */
export function stayAt(plan: DayPlan, timeMs: number): Stay | null {
  for (const each of plan.stays) {
    if (timeMs >= each.fromMs && timeMs < each.toMs) return each;
  }
  return null;
}
