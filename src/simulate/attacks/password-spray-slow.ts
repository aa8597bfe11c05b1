import { DAY_MS, HOUR_MS } from '../calendar.ts';
import { cities } from '../cities.ts';
import { between, chance, pick, sample, wholeBetween } from '../draws.ts';
import { outcomes } from '../outcomes.ts';
import { defineAttack } from './attack.ts';
import { guess } from './guess.ts';
import { attackerGuise, proxyOrigin, scriptGuise } from './attacker.ts';
import { hit, sprayTargets } from './spray.ts';

export const passwordSpraySlow = defineAttack({
  id: 'passwordSpraySlow',
  description:
    'Over several days each account gets one to three guesses, hours apart, each from another home address somewhere in the world.',
  isTenantWide: true,
  days: 5,
  run(context) {
    const { company, emit, random, day, lastDay, periodEndDay } = context;
    const targets = sprayTargets(context);
    if (targets.length === 0) return false;
    const endDay = Math.min(lastDay, periodEndDay, day + wholeBetween(random, 2, 4));
    const fromMs = day * DAY_MS + HOUR_MS;
    const toMs = (endDay + 1) * DAY_MS - HOUR_MS;
    const proxies = sample(random, cities, wholeBetween(random, 8, 40));
    const guises = Array.from({ length: 4 }, () =>
      chance(random, 0.4) ? scriptGuise(random) : attackerGuise(random, day),
    );
    const hits = new Set(targets.slice(0, pick(random, [0, 1, 1, 2])));
    const rounds = wholeBetween(random, 1, 3);
    for (const person of targets) {
      for (let round = 1; round <= rounds; round += 1) {
        const isHit = round === rounds && hits.has(person);
        emit(
          guess(random, company, {
            timeMs: between(random, fromMs, toMs),
            account: person.account,
            app: pick(random, ['office', 'activeSync', 'azureCli', 'officeHome']),
            guise: pick(random, guises),
            origin: proxyOrigin(random, proxies),
            outcome: isHit ? hit(context, person) : outcomes.wrongPassword,
          }),
        );
      }
    }
    return true;
  },
});
