import {
  DAY,
  HOUR,
  LIMA,
  MINUTE,
  neverSeen,
  NOW,
  OSLO,
  OSLO_TO_LIMA_KM,
  signIn,
  usual,
  WRONG,
} from '../detectors/test-support.ts';

/** Pieces of evidence that tests of judgement are put together from. */

export const FROM_LIMA = {
  country: neverSeen('PE'),
  city: neverSeen('Lima, PE'),
  asn: neverSeen('AS64999'),
  network: neverSeen(LIMA.network),
  address: neverSeen(LIMA.ipAddress),
};
/** A VPN in the victim's city. */
export const VPN = { ...OSLO, ipAddress: '198.51.100.4', network: '198.51.100.0/24', asn: 64_700 };
export const THROUGH_VPN = {
  asn: neverSeen('AS64700'),
  network: neverSeen(VPN.network),
  address: neverSeen(VPN.ipAddress),
};
export const LINUX = { operatingSystem: 'Linux', browser: 'Firefox 150.0' };
export const ON_LINUX = { operatingSystem: neverSeen('Linux'), browser: neverSeen('Firefox') };
export const CLI = { application: neverSeen('Azure CLI') };
/** Where the user's unmanaged computer never was. */
export const UNKNOWN_MACHINE = {
  deviceTrust: usual('Windows, unregistered', { share: 0.03 }),
  unknownMachineAsn: neverSeen('AS64700', { times: 20, noveltyRate: 1 / 22 }),
};
/** Two new applications within minutes. */
export const LOOKING_AROUND = {
  values: { application: neverSeen('Payroll', { times: 300, noveltyRate: 2 / 302 }) },
  firstUses: [signIn({ id: 'people', application: 'People', timeMs: NOW - 9 * MINUTE })],
};
export const NIGHT = { hourOfWeek: 147, relativeDensity: 0.01 };
export const SESSION = { sessionId: 'c0ffee00-0000-4000-8000-000000000001' };
export const WORKLOAD = {
  kind: 'servicePrincipal',
  entityKind: 'servicePrincipal',
  operatingSystem: '',
  browser: '',
} as const;
export const KEY = { credential: neverSeen('key-2') };
export const WITH_LINUX_FROM_LIMA = {
  signIn: { ...LIMA, ...LINUX },
  values: { ...FROM_LIMA, ...ON_LINUX },
};
export const FROM_OSLO = {
  from: signIn({ id: 'in-oslo', timeMs: NOW - 2 * HOUR }),
  distanceKm: OSLO_TO_LIMA_KM,
  hours: 2,
  speedKmh: OSLO_TO_LIMA_KM / 2,
  fromTenantUsers: 0,
  toTenantUsers: 0,
  isFromUsual: true,
  isToUsual: false,
};
export const SILENT = {
  signIns: 0,
  days: 0,
  isLearning: true,
  previousMs: NOW - 70 * DAY,
  lastTaughtMs: NOW - 70 * DAY,
};
/** So many wrong secrets through the VPN in the victim's city, and what they come to. */
export function guessed(count: number) {
  return {
    recent: Array.from({ length: count }, (_, index) =>
      signIn({ ...VPN, ...WRONG, id: `wrong-${index}`, timeMs: NOW - (count - index) * MINUTE }),
    ),
    failures: { wrongSecretsLastDay: count, lastHour: count, attemptsLastHour: count + 1 },
  };
}
export const WRONGS = [7, 6, 5, 4, 3, 2].map((minutes) =>
  signIn({ ...LIMA, ...WRONG, id: `wrong-${minutes}`, timeMs: NOW - minutes * MINUTE }),
);
