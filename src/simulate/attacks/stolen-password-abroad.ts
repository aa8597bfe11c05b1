import { MINUTE_MS } from '../calendar.ts';
import { citiesIn } from '../cities.ts';
import { BLOCKED_COUNTRIES } from '../company.ts';
import { between, chance, guid, pick } from '../draws.ts';
import { outcomes } from '../outcomes.ts';
import { defineAttack } from './attack.ts';
import { attackerGuise, attackerOrigins, cityAbroad } from './attacker.ts';
import { breakIn, intrude, plunder } from './intrusion.ts';
import { momentFor } from './moments.ts';
import { chooseVictim } from './victims.ts';

export const stolenPasswordAbroad = defineAttack({
  id: 'stolenPasswordAbroad',
  description:
    'Somebody in another country signs in with the right password, reads mail and files; sometimes a blocked country is tried first.',
  run(context) {
    const { random, day } = context;
    const victim = chooseVictim(context);
    const guise = attackerGuise(random, day, victim);
    let timeMs = momentFor(context, victim);
    if (chance(random, 0.2)) {
      const blocked = [...BLOCKED_COUNTRIES].flatMap(citiesIn);
      const origin = attackerOrigins(random, pick(random, blocked));
      const outcome = outcomes.blocked;
      intrude(
        context,
        { victim, guise, origin },
        { timeMs, app: 'officeHome', outcome, sessionId: '', correlationId: guid(random) },
      );
      timeMs += between(random, 2, 30) * MINUTE_MS;
    }
    const origin = attackerOrigins(random, cityAbroad(random, victim.home));
    const intruder = { victim, guise, origin };
    plunder(context, intruder, breakIn(context, intruder, timeMs));
    return true;
  },
});
