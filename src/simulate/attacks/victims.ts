import { pick, sample } from '../draws.ts';
import type { Person } from '../people.ts';
import type { AttackContext } from './attack.ts';

/** Days with the company before an attack that relies on habits chooses somebody. */
const SETTLED_DAYS = 21;

/** Somebody with a history, who works here and was not chosen before. */
export function isSettled(
  { activity, isGuest, joinedDay, leftDay }: Person,
  { day }: AttackContext,
): boolean {
  return activity === 'regular' && !isGuest && day - joinedDay >= SETTLED_DAYS && leftDay > day + 7;
}

/** People who are looked at before those who fit are searched for everywhere. */
const LOOKS = 60;

/** The victims that were named, or some that fit; fewer than asked for in small tenants.
 *  @param fits  those who fit best are taken when there are any */
export function chooseVictims(
  context: AttackContext,
  count: number,
  fits: (person: Person) => boolean = () => true,
): Person[] {
  const { random, taken, victims } = context;
  if (victims.length > 0) return sample(random, victims, count);
  const chosen = new Set<Person>();
  while (chosen.size < count) {
    const person = chooseOne(context, (each) => !chosen.has(each) && fits(each));
    if (person === null || chosen.has(person)) break;
    chosen.add(person);
    taken.add(person);
  }
  return [...chosen];
}

/** null = the tenant has nobody */
function chooseOne(context: AttackContext, fits: (person: Person) => boolean): Person | null {
  const { people, random, taken } = context;
  if (people.length === 0) return null;
  const isBest = (person: Person) =>
    !taken.has(person) && isSettled(person, context) && fits(person);
  for (let looks = 0; looks < LOOKS; looks += 1) {
    const person = pick(random, people);
    if (isBest(person)) return person;
  }
  const best = [
    isBest,
    (person: Person) => isSettled(person, context) && fits(person),
    (person: Person) => isSettled(person, context),
    () => true,
  ];
  for (const isGood of best) {
    const candidates = people.filter(isGood);
    if (candidates.length > 0) return pick(random, candidates);
  }
  return null;
}

/** One victim. @throws RangeError when the tenant has no users */
export function chooseVictim(context: AttackContext, fits?: (person: Person) => boolean): Person {
  const [victim] = chooseVictims(context, 1, fits);
  if (victim === undefined) throw new RangeError('nobody to attack');
  return victim;
}
