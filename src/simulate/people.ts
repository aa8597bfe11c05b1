import { randomOf, type Random } from '../stats/index.ts';
import type { AppName } from './applications.ts';
import type { DayNumber } from './calendar.ts';
import { cities, type City } from './cities.ts';
import type { Company, Office } from './company.ts';
import { departments, GUEST_APPS, type Department } from './departments.ts';
import { companyLaptop, homeComputer, phone, type Device } from './devices.ts';
import {
  between,
  chance,
  guid,
  normalWithin,
  pick,
  pickWeighted,
  wholeBetween,
  type WeightedItems,
} from './draws.ts';
import { FAMILY_NAMES, FIRST_NAMES, mailName } from './names.ts';
import { distanceKm, homeNetwork, placeIn, type Network } from './networks.ts';
import type { SecondFactor } from './outcomes.ts';
import type { Provider } from './providers.ts';
import type { AccountValues, OriginValues, PlaceValues } from './sign-in-values.ts';
import { carrierIn, tripsOf, type Trip } from './trips.ts';

/** How much somebody signs in: as usual, about once in ten days, or not at all after the first days. */
export type Activity = 'regular' | 'rare' | 'dormant';

export interface Schedule {
  /** wall clock, minutes after midnight */
  readonly startMinute: number;
  readonly lengthMinutes: number;
  readonly startDeviationMinutes: number;
  /** by weekday, 0 = Sunday */
  readonly worksOn: readonly boolean[];
  readonly isAtHomeOn: readonly number[];
  readonly isNight: boolean;
}

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
  const home = office === null ? pick(random, company.offices).city : homeNear(random, office.city);
  const activity = activityOf(random, isGuest);
  const { joinedDay, leftDay } = employment(random, firstDay, lastDay, activity);
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
    joinedDay,
    leftDay,
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
    newLaptopDay: replacementDay(random, 1000, firstDay),
    newPhoneDay: replacementDay(random, 900, firstDay),
    laptop: hasLaptop ? laptopOf(random, isGuest) : null,
    phone: isGuest ? null : phone(random),
    homeNetwork: homeNetwork(random, home),
    passwordSetDay: firstDay - wholeBetween(random, 0, 89),
    revokedMs: 0,
    arrivedMs: 0,
    lease: null,
  };
}

/** Half of the people work at the first office. */
function officeFor(random: Random, { offices }: Company): Office {
  return pickWeighted(
    random,
    offices.map((office, index) => [office, index === 0 ? offices.length : 1]),
  );
}

function homeNear(random: Random, city: City): City {
  const near = cities.filter(
    (other) => other.country === city.country && distanceKm(city, other) < 70,
  );
  return chance(random, 0.6) ? city : pick(random, near);
}

function activityOf(random: Random, isGuest: boolean): Activity {
  const dice = random.uniform();
  if (dice < 0.03) return 'dormant';
  return dice < (isGuest ? 0.6 : 0.09) ? 'rare' : 'regular';
}

/** One in twenty came in the period, half of them in its last ten days; one in fifty left. */
function employment(random: Random, firstDay: DayNumber, lastDay: DayNumber, activity: Activity) {
  const dice = random.uniform();
  const days = lastDay - firstDay + 1;
  const joinedDay =
    activity !== 'regular' || dice >= 0.05
      ? Number.NEGATIVE_INFINITY
      : dice < 0.025
        ? lastDay - random.below(Math.min(days, 10))
        : firstDay + random.below(days);
  const leaves =
    joinedDay === Number.NEGATIVE_INFINITY && activity === 'regular' && chance(random, 0.02);
  return { joinedDay, leftDay: leaves ? firstDay + random.below(days) : Number.POSITIVE_INFINITY };
}

const PARTNERS = [
  ['Halden Partners', 'halden-partners.example'],
  ['Brightwater Consulting', 'brightwater.example'],
  ['Osprey Logistics', 'osprey-logistics.example'],
  ['Studio Ultramarin', 'ultramarin.example'],
] as const;

function accountOf(
  random: Random,
  number: number,
  isGuest: boolean,
  company: Company,
): AccountValues {
  const name = `${pick(random, FIRST_NAMES)} ${pick(random, FAMILY_NAMES)}`;
  // Names repeat in a large company; the number keeps the sign-in names apart.
  const mail = `${mailName(name)}${number > 20 ? number : ''}`;
  const id = guid(random);
  const partner = random.below(PARTNERS.length);
  const [partnerName, partnerDomain] = PARTNERS[partner] as (typeof PARTNERS)[number];
  return {
    id,
    name,
    principalName: isGuest
      ? `${mail}_${partnerDomain}#ext#@${company.domain}`
      : `${mail}@${company.domain}`,
    userType: isGuest ? 'guest' : 'member',
    homeTenantId: isGuest ? guid(randomOf(`${company.seed}/partner`, partner)) : company.tenantId,
    homeTenantName: isGuest ? partnerName : '',
    servicePrincipal: null,
    managedIdentity: null,
  };
}

function scheduleOf(random: Random, department: Department, isRemote: boolean): Schedule {
  const isShift = chance(random, department.shiftShare);
  const isNight = isShift && chance(random, department.nightShare);
  const isPartTime = chance(random, department.partTimeShare);
  const hour = isNight ? 21.8 : isShift ? pick(random, [6, 6, 13.8]) : department.startHour;
  const start = normalWithin(random, hour, isShift ? 0.15 : department.startDeviation, 5, 22.5);
  const workdays = isShift && chance(random, 0.5) ? pick(random, SHIFT_WEEKS) : WEEK;
  const skips = isPartTime && chance(random, 0.6) ? [random.below(5) + 1, random.below(5) + 1] : [];
  const homeShare = isRemote ? 1 : Math.min(1, department.homeShare * between(random, 0.2, 1.8));
  return {
    startMinute: Math.round(start * 60),
    lengthMinutes: isPartTime && skips.length === 0 ? 300 : wholeBetween(random, 465, 560),
    startDeviationMinutes: isShift ? 8 : between(random, 8, 40),
    worksOn: workdays.map((works, weekday) => works && !skips.includes(weekday)),
    // People have their days at home: the same weekdays again and again.
    isAtHomeOn: workdays.map(() => (isRemote ? 1 : chance(random, homeShare) ? 0.9 : 0.04)),
    isNight,
  };
}

const WEEK = [false, true, true, true, true, true, false];
const SHIFT_WEEKS = [
  [true, false, true, true, true, true, false],
  [true, true, true, false, false, true, true],
  [false, true, true, true, false, true, true],
];

/** Everybody uses some of what the department uses, and each in their own measure. */
function preferences(random: Random, usual: WeightedItems<AppName>): WeightedItems<AppName> {
  return usual.map(([app, weight]) => [
    app,
    chance(random, weight < 5 ? 0.5 : 0.9)
      ? weight * Math.exp(0.7 * random.normal())
      : weight * 0.02,
  ]);
}

/** Up to three towns in which the carrier's traffic comes out. */
function gatewaysOf(random: Random, home: City): PlaceValues[] {
  const near = cities
    .filter(({ country }) => country === home.country)
    .toSorted((a, b) => distanceKm(a, home) - distanceKm(b, home) || (a.name < b.name ? -1 : 1));
  return near.slice(0, 3).map((city) => placeIn(random, city));
}

/** The day of a replacement that comes about once in `everyDays`. */
function replacementDay(random: Random, everyDays: number, firstDay: DayNumber): DayNumber {
  return firstDay + random.below(everyDays);
}

function laptopOf(random: Random, isGuest: boolean): Device {
  return isGuest ? homeComputer(random) : companyLaptop(random);
}
