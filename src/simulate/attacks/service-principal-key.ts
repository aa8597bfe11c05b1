import { DAY_MS, HOUR_MS } from '../calendar.ts';
import { cities } from '../cities.ts';
import { BLOCKED_COUNTRIES } from '../company.ts';
import { between, chance, guid, pick, wholeBetween } from '../draws.ts';
import { keyAdded, workloadSignIn } from '../workload-day.ts';
import { defineAttack } from './attack.ts';
import { attackerOrigins, scriptGuise } from './attacker.ts';

export const servicePrincipalKey = defineAttack({
  id: 'servicePrincipalKey',
  description:
    'The key of a program, or a new key that the attacker gave it, is used from another network, for hours.',
  against: 'servicePrincipals',
  run(context) {
    const { company, random, day, workloads, emit, emitAudit } = context;
    const usable = workloads.filter(
      ({ kind, credential }) => kind === 'servicePrincipal' && credential.keyId !== '',
    );
    if (usable.length === 0) return false;
    const workload = pick(random, usable);
    const isNewKey = chance(random, 0.4);
    const credential = isNewKey
      ? {
          ...workload.credential,
          type: 'clientSecret' as const,
          keyId: guid(random),
          thumbprint: '',
        }
      : workload.credential;
    const city = pick(
      random,
      cities.filter(({ country }) => !BLOCKED_COUNTRIES.has(country)),
    );
    const origin = attackerOrigins(random, city, [
      ['hosting', 60],
      ['vpn', 25],
      ['home', 15],
    ]);
    const { client } = scriptGuise(random, '');
    const isCurious = chance(random, 0.6);
    let timeMs = day * DAY_MS + Math.floor(between(random, 0.5, 18) * HOUR_MS);
    if (isNewKey) emitAudit(timeMs - 60_000, keyAdded(workload, timeMs - 60_000, credential.keyId));
    const stepMs = pick(random, [20_000, 240_000, 900_000]);
    for (let count = wholeBetween(random, 5, 40); count > 0; count -= 1) {
      const changes = {
        origin: origin(),
        credential,
        client,
        ...(isCurious ? { resource: 'graph' as const } : {}),
      };
      emit(workloadSignIn(random, company, workload, Math.floor(timeMs), changes));
      timeMs += between(random, 0.3, 1.7) * stepMs;
    }
    return true;
  },
});
