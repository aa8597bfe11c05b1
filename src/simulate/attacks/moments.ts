import { DAY_MS, HOUR_MS } from '../calendar.ts';
import { between } from '../draws.ts';
import type { Person } from '../people.ts';
import { utcOf } from '../zones.ts';
import type { AttackContext } from './attack.ts';

/** An instant of the first day at which attackers like to come: half of them in the victim's working hours,
 *  where they are least conspicuous, a quarter in the evening or night, the others whenever. */
export function momentFor({ random, day }: AttackContext, victim: Person): number {
  const dice = random.uniform();
  if (dice < 0.25) return day * DAY_MS + Math.floor(between(random, 0, 20 * HOUR_MS));
  const hour = dice < 0.75 ? between(random, 8, 17.5) : between(random, 19, 29);
  return onDay(day, utcOf(victim.home.zone, day * DAY_MS + hour * HOUR_MS));
}

/** An instant between two hours of the victim's wall clock on the first day. */
export function momentBetween(
  { random, day }: AttackContext,
  victim: Person,
  from: number,
  to: number,
): number {
  const hour = between(random, from, to);
  return onDay(day, utcOf(victim.home.zone, day * DAY_MS + hour * HOUR_MS));
}

/** The same time of day, on that day of UTC. */
function onDay(day: number, timeMs: number): number {
  const sinceMs = (((timeMs - day * DAY_MS) % DAY_MS) + DAY_MS) % DAY_MS;
  return day * DAY_MS + Math.floor(sinceMs);
}
