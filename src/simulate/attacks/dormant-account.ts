import { chance, sample } from '../draws.ts';
import { defineAttack } from './attack.ts';
import { attackerGuise, attackerOrigins, cityAbroad } from './attacker.ts';
import { breakIn, plunder } from './intrusion.ts';
import { momentFor } from './moments.ts';
import { chooseVictim } from './victims.ts';

export const dormantAccount = defineAttack({
  id: 'dormantAccount',
  description:
    'An account that nobody has used for weeks, or never in the period, is taken over; in half of the cases from its own country.',
  run(context) {
    const { people, random, day, taken, victims } = context;
    const asleep = people.filter((person) => person.activity === 'dormant' && !taken.has(person));
    const [sleeper] = victims.length > 0 ? [] : sample(random, asleep, 1);
    if (sleeper !== undefined) taken.add(sleeper);
    const victim = sleeper ?? chooseVictim(context);
    const city = chance(random, 0.5) ? victim.home : cityAbroad(random, victim.home);
    const intruder = {
      victim,
      guise: attackerGuise(random, day),
      origin: attackerOrigins(random, city),
    };
    plunder(context, intruder, breakIn(context, intruder, momentFor(context, victim)));
    return true;
  },
});
