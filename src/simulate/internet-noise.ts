import { randomOf } from '../stats/index.ts';
import { attackerGuise, proxyOrigin, scriptGuise } from './attacks/attacker.ts';
import { guess, guessedAccount } from './attacks/guess.ts';
import type { AppName } from './applications.ts';
import { DAY_MS, type DayNumber } from './calendar.ts';
import { cities } from './cities.ts';
import type { Company } from './company.ts';
import { between, chance, pick, poisson, wholeBetween } from './draws.ts';
import type { Emit } from './event.ts';
import { outcomes } from './outcomes.ts';
import type { Person } from './people.ts';

/** Strangers' visits a day for each user. Chosen by hand: every public sign-in page gets some. */
const VISITS = 0.004;
const APPS: readonly AppName[] = ['office', 'activeSync', 'azureCli', 'officeHome', 'powerShell'];

/** Guesses from anywhere at addresses that are on some list: never right, no part of a campaign, no label.
 *  Whoever alerts on each of them alerts on weather. */
export function playNoise(
  { company, people }: { readonly company: Company; readonly people: readonly Person[] },
  day: DayNumber,
  emit: Emit,
): void {
  const random = randomOf(`${company.seed}/noise/${day}`);
  // One address in eight is on such lists.
  const exposed = people.filter(({ isGuest, number }) => !isGuest && number % 8 === 2);
  for (let visits = poisson(random, people.length * VISITS); visits > 0; visits -= 1) {
    const person = exposed.length > 0 && chance(random, 0.85) ? pick(random, exposed) : null;
    const account = person?.account ?? guessedAccount(random, company);
    const outcome = person === null ? outcomes.unknownUser : outcomes.wrongPassword;
    const origin = proxyOrigin(random, cities);
    const guise = chance(random, 0.6) ? scriptGuise(random) : attackerGuise(random, day);
    const app = pick(random, APPS);
    let timeMs = day * DAY_MS + between(random, 0, DAY_MS);
    for (let tries = wholeBetween(random, 1, 4); tries > 0; tries -= 1) {
      // Others were there before, and the account is locked.
      const isLocked = person !== null && chance(random, 0.06);
      const answer = isLocked ? outcomes.locked : outcome;
      const of = { timeMs, account, app, guise, origin, outcome: answer };
      const signIn = guess(random, company, of);
      emit({ timeMs: signIn.timeMs, signIn, mark: null });
      timeMs += between(random, 2, 400) * 1000;
    }
  }
}
