import { chance } from '../draws.ts';
import { mfaRefused, outcomes } from '../outcomes.ts';
import type { Person } from '../people.ts';
import type { OutcomeValues } from '../sign-in-values.ts';
import type { AttackContext } from './attack.ts';

/** Most people that one spray tries. */
export const MOST_TARGETS = 400;

/** What the right password is answered with: mostly a question for the second factor. */
export function hit({ random }: AttackContext, { secondFactor }: Person): OutcomeValues {
  if (secondFactor === null) return outcomes.password;
  const dice = random.uniform();
  if (dice < 0.15) return outcomes.password;
  return dice < 0.85
    ? outcomes.mfaNeededHere
    : mfaRefused(secondFactor, 'user did not respond to mobile app notification');
}

/** Everybody whose address is known outside, in random order. */
export function sprayTargets({ people, random, victims, day }: AttackContext): Person[] {
  const share = 0.4 + 0.6 * random.uniform();
  const here = people.filter(
    ({ isGuest, joinedDay, leftDay }) => !isGuest && joinedDay < day && leftDay > day,
  );
  const targets = victims.length > 0 ? [...victims] : here.filter(() => chance(random, share));
  const shuffled = targets
    .map((person) => ({ person, at: random.uniform() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ person }) => person);
  return shuffled.slice(0, MOST_TARGETS);
}
