import { randomOf } from '../stats/index.ts';
import type { AttackItem } from './attack-file.ts';
import type { Attack } from './attacks/attack.ts';
import { attacks } from './attacks/index.ts';
import { dayOf, type DayNumber } from './calendar.ts';
import type { Company } from './company.ts';
import { wholeBetween } from './draws.ts';
import type { Person } from './people.ts';

/** One attack that is going to happen. */
export interface PlannedAttack {
  readonly attack: Attack;
  /** 'bruteForce-2' */
  readonly scenario: string;
  readonly day: DayNumber;
  /** the last day on which it may still begin or go on */
  readonly lastDay: DayNumber;
  readonly victims: readonly Person[];
}

export interface PlanOptions {
  readonly company: Company;
  readonly people: readonly Person[];
  readonly firstDay: DayNumber;
  readonly lastDay: DayNumber;
}

/** Scenarios of each kind for 100 users; chosen by hand: enough to count with, few beside the rest. */
const PER_HUNDRED_USERS = 1.5;
/** At most so many that go through the whole tenant, or there would be one every day. */
const MOST_TENANT_WIDE = 6;
/** The days that a demonstration judges. */
const LAST_DAYS = 7;
/** Accounts of `spreadingLocations` when the file does not say. */
const SPREADING = 3;

export function attackNamed(id: string): Attack | undefined {
  return attacks.find((attack) => attack.id === id);
}

/** What happens without an attack file: every usual kind, two of three in the last week. */
export function usualPlan({ company, people, firstDay, lastDay }: PlanOptions): PlannedAttack[] {
  const random = randomOf(`${company.seed}/plan`);
  const usual = Math.max(1, Math.round((people.length / 100) * PER_HUNDRED_USERS));
  return attacks
    .filter(({ isUsual }) => isUsual)
    .flatMap((attack) => {
      const count = attack.isTenantWide ? Math.min(usual, MOST_TENANT_WIDE) : usual;
      return Array.from({ length: count }, (_, index) => {
        const latest = Math.max(firstDay, lastDay - attack.days);
        const lastWeek = Math.max(firstDay, lastDay - LAST_DAYS + 1);
        // Nothing before there is a history to be unlike, except where the period is too short for one.
        const earliest = Math.min(lastWeek, firstDay + Math.floor((lastDay - firstDay) * 0.35));
        const from = index % 3 === 1 ? earliest : Math.min(lastWeek, latest);
        const to = index % 3 === 1 ? Math.max(from, Math.min(latest, lastWeek - 1)) : latest;
        return planned(attack, index, wholeBetween(random, from, Math.max(from, to)), lastDay, []);
      });
    });
}

/** What an attack file asks for.
 *  @throws RangeError that says which entry asks for what cannot be: code 'bad-attack' */
export function filePlan(items: readonly AttackItem[], options: PlanOptions): PlannedAttack[] {
  const { company, people, firstDay, lastDay } = options;
  const random = randomOf(`${company.seed}/plan`);
  const counts = new Map<string, number>();
  return items.flatMap((item, index) => {
    const attack = attackNamed(item.attack);
    if (attack === undefined)
      throw new AttackPlanError([index, 'attack'], `unknown attack "${item.attack}"`);
    const victims = victimsOf(item, index, people, attack);
    const from = dayIn(item.from, [index, 'from'], options) ?? firstDay;
    const to = dayIn(item.to, [index, 'to'], options) ?? lastDay;
    if (to < from) throw new AttackPlanError([index, 'to'], 'is before "from"');
    const isSpreading = attack.days === Number.POSITIVE_INFINITY;
    const count = item.scenarios ?? (isSpreading ? SPREADING : 1);
    return Array.from({ length: count }, () => {
      const number = counts.get(attack.id) ?? 0;
      counts.set(attack.id, number + 1);
      const latest = isSpreading ? from : Math.max(from, to - attack.days + 1);
      const day = wholeBetween(random, from, latest);
      // Of several victims each scenario takes another one; a spray takes all.
      const own =
        victims.length === 0 || attack.isTenantWide
          ? victims
          : [victims[number % victims.length] as Person];
      return planned(attack, number, day, to, own);
    });
  });
}

function planned(
  attack: Attack,
  index: number,
  day: DayNumber,
  lastDay: DayNumber,
  victims: readonly Person[],
): PlannedAttack {
  return { attack, scenario: `${attack.id}-${index + 1}`, day, lastDay, victims };
}

/** An attack file asks for what the tenant does not have. */
export class AttackPlanError extends RangeError {
  override readonly name = 'AttackPlanError';
  /** where in the list of attacks */
  readonly path: readonly (string | number)[];

  constructor(path: readonly (string | number)[], message: string) {
    super(message);
    this.path = path;
  }
}

function victimsOf(
  item: AttackItem,
  index: number,
  people: readonly Person[],
  attack: Attack,
): Person[] {
  const { victims = [] } = item;
  if (victims.length > 0 && attack.against !== 'users') {
    throw new AttackPlanError([index, 'victims'], `"${attack.id}" has no users as victims`);
  }
  return victims.map((victim, position) => {
    const found =
      typeof victim === 'number'
        ? people[victim - 1]
        : people.find(({ account }) => account.principalName === victim.toLowerCase());
    if (found === undefined) {
      const range = `users are 1 to ${people.length}, or by principal name`;
      throw new AttackPlanError([index, 'victims', position], `no user ${victim}; ${range}`);
    }
    return found;
  });
}

/** Days are counted from 1, or given as dates. */
function dayIn(
  day: AttackItem['from'],
  path: readonly (string | number)[],
  { firstDay, lastDay }: PlanOptions,
): DayNumber | null {
  if (day === undefined) return null;
  const number = typeof day === 'number' ? firstDay + day - 1 : dateIn(day, path);
  if (number >= firstDay && number <= lastDay) return number;
  throw new AttackPlanError(
    path,
    `day ${day} is not in the period of ${lastDay - firstDay + 1} days`,
  );
}

function dateIn(date: string, path: readonly (string | number)[]): DayNumber {
  try {
    return dayOf(date);
  } catch {
    throw new AttackPlanError(path, `${date} is not a date`);
  }
}
