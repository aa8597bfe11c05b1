import { randomOf, type Random } from '../stats/index.ts';
import type { AppName } from './applications.ts';
import type { DayNumber } from './calendar.ts';
import { cities, citiesIn, type City } from './cities.ts';
import { BUSINESS_CITIES, type Company, type Office } from './company.ts';
import { departments, GUEST_APPS, type Department } from './departments.ts';
import { companyLaptop, homeComputer, phone, type Device } from './devices.ts';
import { between, chance, pick, pickWeighted, wholeBetween, type WeightedItems } from './draws.ts';
import { accountOf } from './account.ts';
import { activityOf, employment, type Activity } from './employment.ts';
import { distanceKm, homeNetwork, placeIn, type Network } from './networks.ts';
import type { SecondFactor } from './outcomes.ts';
import type { Provider } from './providers.ts';
import { scheduleOf, type Schedule } from './schedule.ts';
import { NO_SIDE_WAYS, sideWaysOf, type SideWays } from './side-ways.ts';
import type { AccountValues, OriginValues, PlaceValues } from './sign-in-values.ts';
import { carrierIn, tripsOf, type Trip } from './trips.ts';

/** A phone's connection, for as long as it lasts. */
export interface Lease {
  readonly origin: OriginValues;
  readonly provider: Provider;
  readonly untilMs: number;
}

/** One user. What changes from day to day is not readonly. */
export interface Person {
  /** 1 to the number of users */
  readonly number: number;
  readonly random: Random;
  readonly account: AccountValues;
  readonly isGuest: boolean;
  readonly department: Department;
  readonly title: string;
  readonly office: Office | null;
  readonly home: City;
  readonly schedule: Schedule;
  readonly activity: Activity;
  readonly trips: readonly Trip[];
  /** first and last day with the company, where they lie in the period; ±Infinity otherwise */
  readonly joinedDay: DayNumber;
  readonly leftDay: DayNumber;
  /** the first and last day of a long absence; ±Infinity = none */
  readonly absentFromDay: DayNumber;
  readonly absentToDay: DayNumber;
  readonly webApps: WeightedItems<AppName>;
  readonly nativeApps: WeightedItems<AppName>;
  readonly secondFactor: SecondFactor | null;
  readonly typoRate: number;
  /** sign-ins relative to colleagues */
  readonly pace: number;
  readonly usesEdge: boolean;
  /** abroad the phone still goes out through the carrier at home */
  readonly isHomeRouted: boolean;
  readonly carrier: Provider;
  readonly gateways: readonly PlaceValues[];
  /** days for which the provider at home leaves the address alone */
  readonly homeLeaseDays: number;
  readonly leavesComputerOn: boolean;
  readonly passwordLifeDays: number;
  readonly homeComputer: Device | null;
  readonly sideWays: SideWays;
  readonly newLaptopDay: DayNumber;
  readonly newPhoneDay: DayNumber;
  laptop: Device | null;
  phone: Device | null;
  homeNetwork: Network;
  passwordSetDay: DayNumber;
  /** tokens issued before are void; epoch ms */
  revokedMs: number;
  /** while travelling: not signed in before this instant */
  arrivedMs: number;
  lease: Lease | null;
  /** ways out that stay the same for the day */
  readonly origins: Map<string, OriginValues>;
}

export interface PeopleOptions {
  readonly company: Company;
  readonly count: number;
  /** the period, both days included */
  readonly firstDay: DayNumber;
  readonly lastDay: DayNumber;
}

/** Every user of the tenant. Each has randomness of their own, so that one does not depend on another. */
export function peopleOf(options: PeopleOptions): Person[] {
  return Array.from({ length: options.count }, (_, index) => personOf(index + 1, options));
}

const GUEST_SHARE = 0.06;
const FACTORS: WeightedItems<SecondFactor> = [
  ['Mobile app notification', 72],
  ['Mobile app verification code', 12],
  ['Text message', 10],
  ['FIDO2 security key', 6],
];

function personOf(number: number, options: PeopleOptions): Person {
  const { company, firstDay, lastDay } = options;
  const random = randomOf(`${company.seed}/person`, number);
  const isGuest = number > 3 && chance(random, GUEST_SHARE);
  const department = pickWeighted(
    random,
    departments.map((each) => [each, each.share]),
  );
  const office = isGuest || chance(random, 0.05) ? null : officeFor(random, company);
  const home =
    office === null ? remoteHome(random, company, isGuest) : homeNear(random, office.city);
  const activity = activityOf(random, number, isGuest);
  const employed = employment(random, firstDay, lastDay, activity);
  const hasLaptop = isGuest || chance(random, department.laptopShare);
  const carrier = carrierIn(random, home);
  return {
    number,
    random,
    account: accountOf(random, number, isGuest, company),
    isGuest,
    department,
    title: pick(random, department.titles),
    office,
    home,
    schedule: scheduleOf(random, department, office === null),
    activity,
    trips: isGuest ? [] : tripsOf(random, { company, home, department, firstDay, lastDay }),
    ...employed,
    webApps: isGuest ? GUEST_APPS : preferences(random, department.webApps),
    nativeApps: preferences(random, department.nativeApps),
    secondFactor: chance(random, isGuest ? 0.8 : 0.96) ? pickWeighted(random, FACTORS) : null,
    typoRate: between(random, 0.02, 0.14),
    pace: Math.exp(0.35 * random.normal()),
    usesEdge: !isGuest && chance(random, 0.3),
    isHomeRouted: chance(random, 0.3),
    carrier,
    gateways: gatewaysOf(random, home),
    homeLeaseDays: chance(random, 0.25) ? 1 : wholeBetween(random, 5, 90),
    leavesComputerOn: chance(random, 0.12),
    passwordLifeDays: chance(random, 0.4) ? 90 : Number.POSITIVE_INFINITY,
    homeComputer: chance(random, 0.2) ? homeComputer(random) : null,
    sideWays: isGuest ? NO_SIDE_WAYS : sideWaysOf(random, home, department),
    newLaptopDay: replacementDay(random, 1000, firstDay),
    newPhoneDay: replacementDay(random, 900, firstDay),
    laptop: hasLaptop ? laptopOf(random, isGuest) : null,
    phone: isGuest ? null : phone(random),
    homeNetwork: homeNetwork(random, home),
    passwordSetDay: firstDay - wholeBetween(random, 0, 89),
    revokedMs: 0,
    arrivedMs: 0,
    lease: null,
    origins: new Map(),
  };
}

/** Half of the people work at the first office. */
function officeFor(random: Random, { offices }: Company): Office {
  return pickWeighted(
    random,
    offices.map((office, index) => [office, index === 0 ? offices.length : 1]),
  );
}

/** Who works without an office lives near none, perhaps; guests are anywhere. */
function remoteHome(random: Random, { offices }: Company, isGuest: boolean): City {
  if (!isGuest || chance(random, 0.4)) return pick(random, offices).city;
  return pick(random, BUSINESS_CITIES);
}

function homeNear(random: Random, city: City): City {
  const near = cities.filter(
    (other) => other.country === city.country && distanceKm(city, other) < 70,
  );
  return chance(random, 0.6) ? city : pick(random, near);
}

/** Everybody uses some of what the department uses, and each in their own measure. */
function preferences(random: Random, usual: WeightedItems<AppName>): WeightedItems<AppName> {
  return usual.map(([app, weight]) => [
    app,
    chance(random, weight < 5 ? 0.5 : 0.9)
      ? weight * Math.exp(0.7 * random.normal())
      : weight * 0.02,
  ]);
}

/** The towns in which the carrier's traffic comes out: the two nearest, and one anywhere in the country. */
function gatewaysOf(random: Random, home: City): PlaceValues[] {
  const near = citiesIn(home.country).toSorted(
    (a, b) => distanceKm(a, home) - distanceKm(b, home) || (a.name < b.name ? -1 : 1),
  );
  return [...near.slice(0, 2), pick(random, near)].map((city) => placeIn(random, city));
}

/** The day of a replacement that comes about once in `everyDays`. */
function replacementDay(random: Random, everyDays: number, firstDay: DayNumber): DayNumber {
  return firstDay + random.below(everyDays);
}

function laptopOf(random: Random, isGuest: boolean): Device {
  return isGuest ? homeComputer(random) : companyLaptop(random);
}
