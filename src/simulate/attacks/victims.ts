import { sample } from '../draws.ts';
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

/** The victims that were named, or some that fit; fewer than asked for in small tenants.
 *  @param fits  those who fit best are taken when there are any */
export function chooseVictims(
  context: AttackContext,
  count: number,
  fits: (person: Person) => boolean = () => true,
): Person[] {
  const { people, random, taken, victims } = context;
  if (victims.length > 0) return sample(random, victims, count);
  const settled = people.filter((person) => isSettled(person, context));
  const fresh = settled.filter((person) => !taken.has(person));
  const best = [fresh.filter(fits), settled.filter(fits), fresh, settled, people];
  const candidates = best.find((list) => list.length > 0) ?? [];
  const chosen = sample(random, candidates, count);
  for (const person of chosen) taken.add(person);
  return chosen;
}

/** One victim. @throws RangeError when the tenant has no users */
export function chooseVictim(context: AttackContext, fits?: (person: Person) => boolean): Person {
  const [victim] = chooseVictims(context, 1, fits);
  if (victim === undefined) throw new RangeError('nobody to attack');
  return victim;
}
