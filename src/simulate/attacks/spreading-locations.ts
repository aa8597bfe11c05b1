import { DAY_MS, HOUR_MS } from '../calendar.ts';
import { cities } from '../cities.ts';
import { BLOCKED_COUNTRIES } from '../company.ts';
import { between, guid, pick, sample, wholeBetween } from '../draws.ts';
import { mfaCompleted, outcomes } from '../outcomes.ts';
import { defineAttack } from './attack.ts';
import { attackerGuise, proxyOrigin } from './attacker.ts';
import { intrude } from './intrusion.ts';
import { chooseVictim } from './victims.ts';

export const spreadingLocations = defineAttack({
  id: 'spreadingLocations',
  description:
    'One account is used by more and more people: from one place a day at the beginning to six to eight different cities a day at the end, always for the same application.',
  isUsual: false,
  days: Number.POSITIVE_INFINITY,
  run(context) {
    const { random, day, lastDay } = context;
    const victim = chooseVictim(context);
    const placesAtEnd = wholeBetween(random, 6, 8);
    const open = cities.filter(({ country }) => !BLOCKED_COUNTRIES.has(country));
    const used = sample(random, open, 30);
    const app = pick(random, ['sharePointWeb', 'outlookWeb', 'teamsWeb'] as const);
    const guises = Array.from({ length: 8 }, () => attackerGuise(random, day));
    const span = Math.max(1, lastDay - day);
    for (let each = day; each <= lastDay; each += 1) {
      const places = Math.round(1 + ((placesAtEnd - 1) * (each - day)) / span);
      sample(random, used, places).forEach((city, index) => {
        const intruder = {
          victim,
          guise: guises[index] ?? attackerGuise(random, day),
          origin: () => proxyOrigin(random, [city]),
        };
        const timeMs = each * DAY_MS + between(random, 0.1, 23.9) * HOUR_MS;
        const { secondFactor } = victim;
        const outcome = secondFactor === null ? outcomes.password : mfaCompleted(secondFactor);
        intrude(context, intruder, {
          timeMs,
          app,
          outcome,
          sessionId: guid(random),
          correlationId: guid(random),
        });
      });
    }
    return true;
  },
});
