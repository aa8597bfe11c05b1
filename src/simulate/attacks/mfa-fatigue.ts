import { MINUTE_MS } from '../calendar.ts';
import { between, chance, guid, pick, wholeBetween } from '../draws.ts';
import { mfaCompleted, mfaRefused } from '../outcomes.ts';
import { defineAttack } from './attack.ts';
import { attackerGuise, attackerOrigins, cityAbroad } from './attacker.ts';
import { intrude, plunder } from './intrusion.ts';
import { momentFor } from './moments.ts';
import { chooseVictim } from './victims.ts';

const ANSWERS = [
  'user declined the authentication',
  'user declined the authentication',
  'user did not respond to mobile app notification',
  'user did not select the correct number',
];

export const mfaFatigue = defineAttack({
  id: 'mfaFatigue',
  description:
    'With the right password, one request for the second factor after the other until the victim gives in: many 500121, then a success.',
  run(context) {
    const { random, day } = context;
    const factor = 'Mobile app notification';
    const victim = chooseVictim(context, ({ secondFactor }) => secondFactor === factor);
    const city = chance(random, 0.3) ? victim.home : cityAbroad(random, victim.home);
    const guise = attackerGuise(random, day, victim);
    const intruder = { victim, guise, origin: attackerOrigins(random, city) };
    const app = pick(random, ['officeHome', 'outlookWeb', 'office'] as const);
    const sessionId = guid(random);
    const requests = wholeBetween(random, 6, 30);
    const pauseMinutes = pick(random, [0.6, 2, 8]);
    let timeMs = momentFor(context, victim);
    for (let index = 0; index < requests; index += 1) {
      const outcome = mfaRefused(factor, pick(random, ANSWERS));
      intrude(context, intruder, { timeMs, app, outcome, sessionId, correlationId: guid(random) });
      timeMs += between(random, 0.5, 1.6) * pauseMinutes * MINUTE_MS;
    }
    intrude(context, intruder, {
      timeMs,
      app,
      outcome: mfaCompleted(factor),
      sessionId,
      correlationId: guid(random),
    });
    plunder(context, intruder, { sessionId, startedMs: timeMs });
    return true;
  },
});
