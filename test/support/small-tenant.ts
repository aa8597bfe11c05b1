import { ingest } from '../../src/pipeline/ingest.ts';
import { randomOf, type Random } from '../../src/stats/index.ts';
import type { Store } from '../../src/store/index.ts';

/** A sign-in of a test, in the words that matter; graphLine makes a record of it. */
export interface TestSignIn {
  readonly id: string;
  readonly timeMs: number;
  readonly user: number;
  readonly city: keyof typeof CITIES;
  readonly address: string;
  readonly application: string;
  readonly device: string;
  /** Entra error code */
  readonly code: number;
  /** a token refreshed in the user's name: not interactive */
  readonly isBackground?: boolean;
}

/** A success at home in Oslo, as always. */
export function usualSignIn(
  user: number,
  id: string,
  timeMs: number,
  more: Partial<TestSignIn> = {},
): TestSignIn {
  return {
    id,
    timeMs,
    user,
    city: 'Oslo',
    address: `198.51.100.${user}`,
    application: 'Payroll',
    device: '',
    code: 0,
    ...more,
  };
}

const CITIES = {
  Oslo: { country: 'NO', latitude: 59.91, longitude: 10.75, asn: 2119 },
  Madrid: { country: 'ES', latitude: 40.42, longitude: -3.7, asn: 3352 },
  Singapore: { country: 'SG', latitude: 1.35, longitude: 103.82, asn: 9506 },
} as const;

const NAMES = Object.keys(CITIES) as readonly (keyof typeof CITIES)[];
const APPLICATIONS = ['Office 365', 'Microsoft Teams', 'Azure Portal', 'Payroll'];
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** As Microsoft Graph (beta) gives it. */
export function graphLine(signIn: TestSignIn): string {
  const { country, latitude, longitude, asn } = CITIES[signIn.city];
  return JSON.stringify({
    id: signIn.id,
    createdDateTime: new Date(signIn.timeMs).toISOString(),
    userDisplayName: `User ${signIn.user}`,
    userPrincipalName: `user${signIn.user}@example.com`,
    userId: `00000000-0000-4000-8000-${String(signIn.user).padStart(12, '0')}`,
    userType: 'member',
    appDisplayName: signIn.application,
    appId: `app-${signIn.application}`,
    resourceDisplayName: 'Microsoft Graph',
    ipAddress: signIn.address,
    autonomousSystemNumber: asn,
    location: {
      city: signIn.city,
      state: '',
      countryOrRegion: country,
      geoCoordinates: { altitude: null, latitude, longitude },
    },
    clientAppUsed: 'Browser',
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/143.0.0.0',
    deviceDetail: {
      deviceId: signIn.device,
      displayName: '',
      operatingSystem: 'Windows10',
      browser: 'Chrome 143.0.0',
      isManaged: signIn.device !== '',
    },
    status: { errorCode: signIn.code, failureReason: signIn.code === 0 ? 'Other.' : 'No.' },
    sessionId: `session-${signIn.user}-${signIn.device}`,
    isInteractive: signIn.isBackground !== true,
    signInEventTypes: [signIn.isBackground === true ? 'nonInteractiveUser' : 'interactiveUser'],
  });
}

/** Office hours of a few people in Oslo who now and then travel, mistype, and try another application.
 *  Times differ. The first day is 2026-03-02, a Monday. */
export function smallTenant(users: number, days: number, seed: string): TestSignIn[] {
  const random = randomOf(seed);
  const signIns: TestSignIn[] = [];
  for (let day = 0; day < days; day++) {
    for (let user = 0; user < users; user++) {
      const city = NAMES[random.uniform() < 0.06 ? 1 + random.below(2) : 0]!;
      for (let count = 2 + random.below(3); count > 0; count--) {
        signIns.push(signInOf(random, user, START_MS + day * DAY_MS, city));
      }
    }
  }
  return signIns
    .toSorted((a, b) => a.timeMs - b.timeMs)
    .map((signIn, index) => ({
      ...signIn,
      isBackground: index % 3 === 2,
      id: `10000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      // never two at one moment: the order of those is told by the id alone
      timeMs: signIn.timeMs + (index % 1000),
    }));
}

export const START_MS = Date.UTC(2026, 2, 2);

function signInOf(
  random: Random,
  user: number,
  dayMs: number,
  city: TestSignIn['city'],
): TestSignIn {
  return {
    id: '',
    timeMs: dayMs + Math.floor((7 + 10 * random.uniform()) * 3600) * 1000,
    user,
    city,
    address: `198.51.${NAMES.indexOf(city)}.${1 + user * 4 + random.below(3)}`,
    application: APPLICATIONS[Math.floor(4 * random.uniform() ** 3)]!,
    device: random.uniform() < 0.05 ? '' : `device-${user}`,
    code: random.uniform() < 0.08 ? 50126 : 0,
  };
}

export async function load(store: Store, signIns: readonly TestSignIn[]): Promise<void> {
  const text = signIns.map((signIn) => `${graphLine(signIn)}\n`).join('');
  await ingest(store, ['-'], { stdin: chunks(text) });
}

async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
