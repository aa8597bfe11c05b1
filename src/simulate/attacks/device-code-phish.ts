import { MINUTE_MS } from '../calendar.ts';
import { auditUser, userTarget } from '../directory-changes.ts';
import { graphAudit } from '../audit-record.ts';
import { between, chance, guid, hexadecimal, pick } from '../draws.ts';
import { outcomes } from '../outcomes.ts';
import { defineAttack } from './attack.ts';
import { attackerGuise, attackerOrigins, cityAbroad } from './attacker.ts';
import { intrude, plunder } from './intrusion.ts';
import { momentBetween } from './moments.ts';
import { chooseVictim } from './victims.ts';

export const deviceCodePhish = defineAttack({
  id: 'deviceCodePhish',
  description:
    "The victim confirms an attacker's device code: 50199, then a success with protocol deviceCode in the victim's session, then refreshes that keep the mark deviceCodeFlow; sometimes a device is registered.",
  run(context) {
    const { random, day, emitAudit } = context;
    const victim = chooseVictim(context);
    const city = chance(random, 0.3) ? victim.home : cityAbroad(random, victim.home);
    const intruder = {
      victim,
      guise: attackerGuise(random, day),
      origin: attackerOrigins(random, city),
    };
    const timeMs = momentBetween(context, victim, 8.5, 17);
    const session = context
      .signInsOf(victim)
      .find((each) => each.sessionId !== '' && each.timeMs < timeMs);
    const flow = { protocol: 'deviceCode', originalTransferMethod: 'deviceCodeFlow' } as const;
    const app = pick(random, ['broker', 'broker', 'office', 'azureCli'] as const);
    const step = {
      app,
      sessionId: session?.sessionId ?? guid(random),
      correlationId: guid(random),
      ...flow,
    };
    intrude(context, intruder, { ...step, timeMs, outcome: outcomes.confirmApplication });
    const doneMs = timeMs + between(random, 4, 40) * 1000;
    intrude(context, intruder, { ...step, timeMs: doneMs, outcome: outcomes.byClaim });
    const device = {
      ...intruder.guise.device,
      id: guid(random),
      name: `DESKTOP-${hexadecimal(random, 4)}`,
      trustType: 'Azure AD registered',
    };
    const registers = app === 'broker' && chance(random, 0.6);
    if (registers) {
      const registeredMs = Math.floor(doneMs + between(random, 1, 6) * MINUTE_MS);
      emitAudit(
        registeredMs,
        graphAudit({
          timeMs: registeredMs,
          correlationId: guid(random),
          sequence: 1 + random.below(2 ** 31),
          service: 'Device Registration Service',
          category: 'Device',
          operation: 'Add',
          activity: 'Register device',
          result: 'success',
          reason: '',
          by: { user: auditUser(victim), ipAddress: intruder.origin().ipAddress },
          targets: [{ type: 'Device', id: device.id, name: device.name }, userTarget(victim)],
        }),
      );
    }
    plunder(
      context,
      registers ? { ...intruder, guise: { ...intruder.guise, device } } : intruder,
      { sessionId: guid(random), startedMs: doneMs + 6 * MINUTE_MS },
      {
        kind: 'nonInteractive',
        incomingTokenType: registers ? 'primaryRefreshToken' : 'refreshToken',
        originalTransferMethod: 'deviceCodeFlow',
      },
    );
    return true;
  },
});
