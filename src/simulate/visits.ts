import type { AppName } from './applications.ts';
import type { Browser } from './browsers.ts';
import { MINUTE_MS } from './calendar.ts';
import { guiseOf, toolGuise, type Device, type Guise } from './devices.ts';
import { between, chance, guid, pick, pickWeighted, type WeightedItems } from './draws.ts';
import { computerOrigin, phoneOrigin, vpnOrigin } from './origins.ts';
import { originIn } from './networks.ts';
import { outcomes } from './outcomes.ts';
import type { Person } from './people.ts';
import { appOf, record, type Scene } from './scene.ts';
import { signIn, type Visit } from './sign-in-flow.ts';
import type { OriginValues } from './sign-in-values.ts';
import { refreshToken } from './token-refresh.ts';
import { AGENTS_OF, TOOL_AGENTS } from './tool-agents.ts';
import { stayAt, type DayPlan, type Stay } from './whereabouts.ts';

/** A day that is being played, with where its person is. */
export interface PlannedScene extends Scene {
  readonly plan: DayPlan;
}

/** A visit to an application in a browser. */
export function browse(scene: PlannedScene, device: Device, timeMs: number): void {
  const { person, plan } = scene;
  const { random } = person;
  // Once in a hundred times something that the person never uses, and perhaps may not.
  const isStrange = chance(random, 0.01);
  const app = appOf(
    scene,
    isStrange ? pick(random, person.webApps)[0] : pickWeighted(random, person.webApps),
  );
  const by = pickWeighted(random, device.browsers);
  const visit = visitAt(scene, device, by, app, timeMs);
  if (visit === null) return;
  const endMs = signIn(
    scene,
    visit,
    isStrange && chance(random, 0.3) ? outcomes.notAssigned : null,
  );
  if (endMs === null) return;
  // A page goes on fetching tokens in the background while it is open.
  for (let next = endMs; chance(random, 0.35);) {
    next += between(random, 20, 75) * MINUTE_MS;
    const later = visitAt(scene, device, by, app, next);
    if (later !== null && stayAt(plan, next)?.place === stayAt(plan, timeMs)?.place)
      refreshToken(scene, later);
  }
}

/** The native clients of a computer get new tokens; tools of administrators and developers among them. */
export function refreshComputer(scene: PlannedScene, device: Device, timeMs: number): void {
  const { random, nativeApps } = scene.person;
  const name = pickWeighted(random, nativeApps);
  const visit = visitAt(scene, device, 'native', appOf(scene, name), timeMs);
  if (visit === null) return;
  const agents = AGENTS_OF[name];
  if (agents === undefined) refreshToken(scene, visit);
  else useTool(scene, visit, name, pick(random, agents));
}

/** Tools have no broker: they ask for a browser, a device code or even the password. */
function useTool(scene: PlannedScene, visit: Visit, name: AppName, userAgent: string): void {
  const { person } = scene;
  const { random, sideWays } = person;
  const guise = toolGuise('Mobile Apps and Desktop clients', userAgent);
  const dice = random.uniform();
  if (dice < 0.3) refreshToken(scene, visit);
  else if (dice < 0.35) confirmDeviceCode(scene, visit, dice < 0.32 ? null : guise);
  else if (dice < 0.45 && name === 'powerShell') givePassword(scene, visit, guise);
  else {
    const isRemote = sideWays.server !== null && chance(random, 0.4);
    const origin = isRemote ? originIn(random, sideWays.server, chance(random, 0.3)) : visit.origin;
    refreshToken(scene, { ...visit, origin, guise });
  }
}

/** The honest use of what device code phishing misuses.
 *  @param tool  null = the code is confirmed and used on the same machine */
function confirmDeviceCode(scene: PlannedScene, visit: Visit, tool: Guise | null): void {
  const { person, day } = scene;
  const { app, device, origin, timeMs } = visit;
  const session = device.sessions.get('native');
  if (session === undefined) return;
  const by = pickWeighted(person.random, device.browsers);
  const guise = tool ?? guiseOf(device, chance(person.random, 0.5) ? by : 'native', day);
  const attempt = { app, guise, origin, correlationId: guid(person.random) };
  const details = { protocol: 'deviceCode', originalTransferMethod: 'deviceCodeFlow' } as const;
  record(scene, 'interactive', timeMs, attempt, outcomes.confirmApplication, session.id, details);
  record(scene, 'interactive', timeMs + 6000, attempt, outcomes.byClaim, session.id, details);
  const later = { ...attempt, correlationId: guid(person.random) };
  record(scene, 'nonInteractive', timeMs + 50 * MINUTE_MS, later, outcomes.byClaim, session.id, {
    incomingTokenType: 'refreshToken',
    originalTransferMethod: 'deviceCodeFlow',
  });
}

/** Resource owner password credentials: the client sends the password, and nobody can ask for more. */
function givePassword(scene: Scene, { app, origin, timeMs }: Visit, guise: Guise): void {
  const { random } = scene.person;
  const attempt = { app, guise, origin, correlationId: guid(random) };
  const outcome = chance(random, 0.04) ? outcomes.wrongPassword : outcomes.password;
  const sessionId = outcome.code === 0 ? guid(random) : '';
  record(scene, 'interactive', timeMs, attempt, outcome, sessionId, { protocol: 'ropc' });
}

const PHONE_APPS: WeightedItems<AppName> = [
  ['outlookMobile', 52],
  ['teams', 30],
  ['office', 6],
  ['oneDrive', 6],
  ['authenticator', 6],
];
/** How long an old mail client goes on with an old password. */
const STALE_PASSWORD_MS = 30 * 60 * MINUTE_MS;

/** The clients of a phone get new tokens; old ones send the password. */
export function refreshPhone(scene: PlannedScene, device: Device, timeMs: number): void {
  const { person } = scene;
  const { random } = person;
  if (person.sideWays.hasLegacyMail && chance(random, 0.5)) {
    const visit = visitAt(scene, device, 'native', appOf(scene, 'activeSync'), timeMs);
    if (visit !== null) fetchLegacyMail(scene, visit);
    return;
  }
  const visit = visitAt(
    scene,
    device,
    'native',
    appOf(scene, pickWeighted(random, PHONE_APPS)),
    timeMs,
  );
  if (visit !== null) refreshToken(scene, visit);
}

function fetchLegacyMail(scene: Scene, { app, origin, timeMs }: Visit): void {
  const { random, revokedMs } = scene.person;
  const guise = toolGuise('Exchange ActiveSync', TOOL_AGENTS.legacyMail);
  const attempt = { app, guise, origin, correlationId: guid(random) };
  const isStale = timeMs > revokedMs && timeMs - revokedMs < STALE_PASSWORD_MS;
  const outcome = isStale ? outcomes.wrongPassword : outcomes.password;
  record(scene, 'interactive', timeMs, attempt, outcome, isStale ? '' : guid(random), {
    protocol: 'ropc',
  });
}

/** Share of private moments in which somebody with a rented VPN has it on. */
const VPN_ON = 0.3;

/** null = the person is on a flight just then */
export function visitAt(
  scene: PlannedScene,
  device: Device,
  by: Browser | 'native',
  app: Visit['app'],
  timeMs: number,
): Visit | null {
  const stay = stayAt(scene.plan, timeMs) ?? overnight(scene.person, scene.plan, timeMs);
  return stay === null
    ? null
    : { timeMs, device, by, app, origin: originOf(scene, device, stay, timeMs) };
}

function originOf(scene: PlannedScene, device: Device, stay: Stay, timeMs: number): OriginValues {
  const { around, person } = scene;
  const { cloudDesktop } = person.sideWays;
  if (cloudDesktop?.device === device) return originIn(person.random, cloudDesktop.network, false);
  const isPrivate = stay.place !== 'office' && device.kind !== 'laptop';
  const vpn = isPrivate && chance(person.random, VPN_ON) ? vpnOrigin(person) : null;
  if (vpn !== null) return vpn;
  return device.kind === 'phone'
    ? phoneOrigin(person, stay, around, timeMs)
    : computerOrigin(person, stay, around, timeMs);
}

/** Computers that are left on stay where their owner was last. */
function overnight(person: Person, plan: DayPlan, timeMs: number): Stay | null {
  const last = plan.stays.at(-1);
  return last !== undefined && timeMs >= last.toMs && person.leavesComputerOn ? last : null;
}
