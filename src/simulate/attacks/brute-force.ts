import { MINUTE_MS } from '../calendar.ts';
import { between, chance, guid, pick, wholeBetween } from '../draws.ts';
import { outcomes } from '../outcomes.ts';
import { defineAttack } from './attack.ts';
import { attackerGuise, attackerOrigins, cityAbroad, scriptGuise } from './attacker.ts';
import { breakIn, intrude, plunder } from './intrusion.ts';
import { momentFor } from './moments.ts';
import { chooseVictim } from './victims.ts';

export const bruteForce = defineAttack({
  id: 'bruteForce',
  description:
    'Dozens of wrong passwords for one account within minutes to hours, lockouts in between, and then the right one.',
  run(context) {
    const { random, day } = context;
    const victim = chooseVictim(context);
    const city = chance(random, 0.25) ? victim.home : cityAbroad(random, victim.home);
    const guise = chance(random, 0.5) ? scriptGuise(random) : attackerGuise(random, day, victim);
    const intruder = { victim, guise, origin: attackerOrigins(random, city) };
    const app = pick(random, ['office', 'officeHome', 'outlookWeb', 'activeSync'] as const);
    const protocol = guise.client.app === 'Browser' ? 'oAuth2' : 'ropc';
    const tries = wholeBetween(random, 25, 120);
    const pauseSeconds = pick(random, [3, 10, 40]);
    const correlationId = guid(random);
    let timeMs = momentFor(context, victim);
    for (let index = 0; index < tries; index += 1) {
      // Smart lockout shuts after ten wrong ones, for a minute.
      const outcome = index % 13 >= 10 ? outcomes.locked : outcomes.wrongPassword;
      intrude(context, intruder, { timeMs, app, outcome, sessionId: '', correlationId, protocol });
      timeMs += between(random, 0.4, 2) * pauseSeconds * 1000;
    }
    timeMs += between(random, 1, 30) * MINUTE_MS;
    plunder(context, intruder, breakIn(context, intruder, timeMs));
    return true;
  },
});
