import type { AppName } from '../applications.ts';
import { MINUTE_MS } from '../calendar.ts';
import { between, chance, pick, wholeBetween } from '../draws.ts';
import { outcomes } from '../outcomes.ts';
import { defineAttack } from './attack.ts';
import { guess, guessedAccount } from './guess.ts';
import { attackerGuise, attackerOrigins, cityAbroad, scriptGuise } from './attacker.ts';
import { momentFor } from './moments.ts';
import { hit, sprayTargets } from './spray.ts';

const APPS: readonly AppName[] = ['azureCli', 'office', 'activeSync', 'powerShell', 'officeHome'];

export const passwordSprayFast = defineAttack({
  id: 'passwordSprayFast',
  description:
    'One or two popular passwords are tried on much of the tenant within an hour or less, from one to three addresses; perhaps one is right.',
  isTenantWide: true,
  run(context) {
    const { company, random, day, emit } = context;
    const targets = sprayTargets(context);
    const [first] = targets;
    if (first === undefined) return false;
    const home = company.offices[0]?.city ?? first.home;
    const origins = Array.from({ length: wholeBetween(random, 1, 3) }, () =>
      attackerOrigins(random, cityAbroad(random, home, false)),
    );
    const guise = chance(random, 0.6) ? scriptGuise(random) : attackerGuise(random, day);
    const app = pick(random, APPS);
    const hits = new Set(targets.slice(0, pick(random, [0, 1, 1, 2])));
    const roundMs = between(random, 6, 40) * MINUTE_MS;
    let startMs = momentFor(context, first);
    for (let round = wholeBetween(random, 1, 2); round > 0; round -= 1) {
      targets.forEach((person, index) => {
        const timeMs = startMs + (roundMs * (index + random.uniform())) / targets.length;
        const origin = pick(random, origins)();
        const isHit = round === 1 && hits.has(person);
        const failure = chance(random, 0.02) ? outcomes.locked : outcomes.wrongPassword;
        const outcome = isHit ? hit(context, person) : failure;
        emit(
          guess(random, company, { timeMs, account: person.account, app, guise, origin, outcome }),
        );
        if (!chance(random, 0.04)) return;
        const account = guessedAccount(random, company);
        emit(
          guess(random, company, {
            timeMs,
            account,
            app,
            guise,
            origin,
            outcome: outcomes.unknownUser,
          }),
        );
      });
      // Lockout forgets after a while, and attackers know it.
      startMs += roundMs + between(random, 20, 70) * MINUTE_MS;
    }
    return true;
  },
});
