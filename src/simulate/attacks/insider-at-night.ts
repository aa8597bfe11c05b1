import type { AppName } from '../applications.ts';
import { MINUTE_MS } from '../calendar.ts';
import { guiseOf } from '../devices.ts';
import { between, chance, guid, pick, pickWeighted, sample, wholeBetween } from '../draws.ts';
import { networkIn, originIn } from '../networks.ts';
import { outcomes } from '../outcomes.ts';
import { defineAttack } from './attack.ts';
import { intrude } from './intrusion.ts';
import { momentBetween } from './moments.ts';
import { tripOn } from '../trips.ts';
import { chooseVictim } from './victims.ts';

const VALUABLE: readonly AppName[] = [
  'sharePointWeb',
  'customers',
  'accounting',
  'payroll',
  'people',
  'code',
  'analytics',
  'contracts',
  'secrets',
  'design',
];

export const insiderAtNight = defineAttack({
  id: 'insiderAtNight',
  description:
    'An employee goes through applications with valuable data between one and half past four at night: own computer, own home, own session.',
  run(context) {
    const { random, day } = context;
    const insider = chooseVictim(
      context,
      ({ laptop, schedule, trips }) =>
        laptop !== null && !schedule.isNight && tripOn(trips, day) === null,
    );
    const device = insider.laptop ?? insider.phone;
    const by = device === null ? 'Edge' : pickWeighted(random, device.browsers);
    const network = insider.homeNetwork ?? networkIn(random, insider.home, 'home');
    if (device === null) return false;
    const sessionId = device.sessions.get(by)?.id ?? guid(random);
    const intruder = {
      victim: insider,
      guise: guiseOf(device, by, day),
      origin: () => originIn(random, network, chance(random, 0.5)),
    };
    let timeMs = momentBetween(context, insider, 1, 3.5);
    const apps = sample(random, VALUABLE, wholeBetween(random, 2, 5));
    for (let visits = wholeBetween(random, 5, 15); visits > 0; visits -= 1) {
      const outcome = chance(random, 0.06) ? outcomes.notAssigned : outcomes.byClaim;
      const app = pick(random, apps);
      intrude(context, intruder, { timeMs, app, outcome, sessionId, correlationId: guid(random) });
      timeMs += between(random, 0.5, 9) * MINUTE_MS;
    }
    return true;
  },
});
