import { defineAttack } from './attack.ts';
import { chance } from '../draws.ts';
import { attackerGuise, attackerOrigins, neighbourOrigins } from './attacker.ts';
import { breakIn, plunder } from './intrusion.ts';
import { momentFor } from './moments.ts';
import { chooseVictim } from './victims.ts';

export const stolenPasswordLocalVpn = defineAttack({
  id: 'stolenPasswordLocalVpn',
  description:
    "Somebody signs in with the right password through a VPN, a server or a home connection in the victim's own city, sometimes of the victim's own provider.",
  run(context) {
    const { random, day } = context;
    const victim = chooseVictim(context);
    const city = victim.office?.city ?? victim.home;
    const origin = chance(random, 0.25)
      ? neighbourOrigins(random, victim)
      : attackerOrigins(random, city, [
          ['vpn', 50],
          ['hosting', 20],
          ['home', 30],
        ]);
    const intruder = { victim, guise: attackerGuise(random, day, victim), origin };
    plunder(context, intruder, breakIn(context, intruder, momentFor(context, victim)));
    return true;
  },
});
