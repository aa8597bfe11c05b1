import { defineAttack } from './attack.ts';
import { attackerGuise, attackerOrigins } from './attacker.ts';
import { breakIn, plunder } from './intrusion.ts';
import { momentFor } from './moments.ts';
import { chooseVictim } from './victims.ts';

export const stolenPasswordLocalVpn = defineAttack({
  id: 'stolenPasswordLocalVpn',
  description:
    "Somebody signs in with the right password through a VPN, a server or a home connection in the victim's own city.",
  run(context) {
    const { random, day } = context;
    const victim = chooseVictim(context);
    const city = victim.office?.city ?? victim.home;
    const origin = attackerOrigins(random, city, [
      ['vpn', 45],
      ['hosting', 15],
      ['home', 40],
    ]);
    const intruder = { victim, guise: attackerGuise(random, day, victim), origin };
    plunder(context, intruder, breakIn(context, intruder, momentFor(context, victim)));
    return true;
  },
});
