import { MINUTE_MS } from './calendar.ts';
import { BLOCKED_COUNTRIES } from './company.ts';
import { guiseOf } from './devices.ts';
import { between, chance, guid } from './draws.ts';
import { outcomes } from './outcomes.ts';
import { record, type Attempt, type Scene } from './scene.ts';
import { byClaim, liveSession, signIn, type Visit } from './sign-in-flow.ts';

/** A client gets a new token in the user's name. Where the session is over, the user signs in again some
 *  minutes later. */
export function refreshToken(scene: Scene, visit: Visit): void {
  const { person, day } = scene;
  const { random } = person;
  const { app, by, device, origin, timeMs } = visit;
  const guise = visit.guise ?? guiseOf(device, by, day);
  const attempt: Attempt = { app, guise, origin, correlationId: guid(random) };
  const refresh = (outcome: Parameters<typeof record>[4], sessionId: string) =>
    record(scene, 'nonInteractive', timeMs, attempt, outcome, sessionId, {
      incomingTokenType:
        by !== 'native' || device.kind === 'phone' ? 'refreshToken' : 'primaryRefreshToken',
    });
  const session = liveSession(person, device, by, timeMs);
  if (session === null) {
    const last = device.sessions.get(by);
    if (last !== undefined) {
      const isRevoked = last.startedMs < person.revokedMs;
      const isDaily = by !== 'native' && !device.isManaged;
      refresh(
        isRevoked
          ? outcomes.tokenRevoked
          : isDaily
            ? outcomes.overFrequency
            : outcomes.tokenInactive,
        last.id,
      );
    }
    signIn(scene, { ...visit, timeMs: timeMs + between(random, 0.5, 12) * MINUTE_MS });
    return;
  }
  if (BLOCKED_COUNTRIES.has(origin.place.country)) {
    refresh(outcomes.blocked, session.id);
    return;
  }
  const dice = random.uniform();
  if (dice < 0.006) refresh(outcomes.noSession, session.id);
  else if (dice < 0.009) refresh(outcomes.mfaNeededHere, session.id);
  else if (dice < 0.0105) refresh(outcomes.consentNeeded, session.id);
  else if (dice < 0.0115) refresh(outcomes.tokenInactive, session.id);
  else refresh(byClaim(session), session.id);
  if (dice < 0.0115 || !chance(random, 0.12)) return;
  // Some clients ask for a second resource in the same breath.
  record(scene, 'nonInteractive', timeMs + 1000, attempt, byClaim(session), session.id, {
    incomingTokenType: 'refreshToken',
  });
}
