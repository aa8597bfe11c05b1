import { DAY_MS, MINUTE_MS } from '../calendar.ts';
import { between, chance } from '../draws.ts';
import type { Person } from '../people.ts';
import type { SignInValues } from '../sign-in-values.ts';
import { defineAttack, type AttackContext } from './attack.ts';
import { attackerGuise, attackerOrigins, cityAbroad, imitated } from './attacker.ts';
import { plunder } from './intrusion.ts';
import { chooseVictim } from './victims.ts';

export const sessionReplay = defineAttack({
  id: 'sessionReplay',
  description:
    "The cookie of a browser session is stolen and used from another network: the victim's SessionId, no password, no second factor.",
  run(context) {
    const { random, day, mustRun } = context;
    const victim = chooseVictim(context, (person) => browserSignIn(context, person) !== null);
    const last = browserSignIn(context, victim);
    if (last === null && !mustRun) return false;
    const stolen = last ?? anySession(victim);
    if (stolen === null) return false;
    const guise = chance(random, 0.55)
      ? imitated(random, victim, day)
      : attackerGuise(random, day, victim);
    const city = chance(random, 0.3) ? victim.home : cityAbroad(random, victim.home);
    const intruder = { victim, guise, origin: attackerOrigins(random, city) };
    const startedMs = Math.max(stolen.timeMs, day * DAY_MS) + between(random, 5, 300) * MINUTE_MS;
    plunder(context, intruder, { sessionId: stolen.sessionId, startedMs });
    return true;
  },
});

/** The first sign-in of the day with a browser session that can be stolen. */
function browserSignIn({ signInsOf }: AttackContext, person: Person): SignInValues | null {
  return (
    signInsOf(person).find(
      ({ client, outcome, sessionId }) =>
        client.app === 'Browser' && outcome.code === 0 && sessionId !== '',
    ) ?? null
  );
}

/** Whatever session the victim has, when there was no sign-in today. */
function anySession({ laptop, phone }: Person): { timeMs: number; sessionId: string } | null {
  const sessions = [...(laptop?.sessions.values() ?? []), ...(phone?.sessions.values() ?? [])];
  const latest = sessions.toSorted((a, b) => b.startedMs - a.startedMs)[0];
  return latest === undefined ? null : { timeMs: latest.startedMs, sessionId: latest.id };
}
