import { MINUTE_MS } from '../calendar.ts';
import { between } from '../draws.ts';
import type { Person } from '../people.ts';
import type { SignInValues } from '../sign-in-values.ts';
import { defineAttack, type AttackContext } from './attack.ts';
import { attackerGuise, attackerOrigins, cityFarAway } from './attacker.ts';
import { breakIn, plunder } from './intrusion.ts';
import { momentFor } from './moments.ts';
import { chooseVictim } from './victims.ts';

export const impossibleTravel = defineAttack({
  id: 'impossibleTravel',
  description:
    'Minutes after the victim signed in at home, somebody signs in as them more than 3,000 km away, and the victim goes on working.',
  run(context) {
    const { random, day, mustRun } = context;
    const victim = chooseVictim(context, (person) => localSuccess(context, person) !== null);
    const before = localSuccess(context, victim);
    if (before === null && !mustRun) return false;
    const timeMs =
      (before?.timeMs ?? momentFor(context, victim)) + between(random, 6, 50) * MINUTE_MS;
    const origin = attackerOrigins(random, cityFarAway(random, victim.home));
    const intruder = { victim, guise: attackerGuise(random, day, victim), origin };
    plunder(context, intruder, breakIn(context, intruder, timeMs));
    return true;
  },
});

/** The first interactive success of the day in the victim's own country. */
function localSuccess({ signInsOf }: AttackContext, person: Person): SignInValues | null {
  return (
    signInsOf(person).find(
      ({ kind, origin, outcome }) =>
        kind === 'interactive' &&
        outcome.code === 0 &&
        origin.place.country === person.home.country,
    ) ?? null
  );
}
