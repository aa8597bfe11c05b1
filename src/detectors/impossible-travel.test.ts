import type { TravelEvidence } from '../evidence/evidence.ts';
import { impossibleTravel } from './impossible-travel.ts';
import {
  EMPTY_HISTORY,
  LIMA,
  MANAGED,
  neverSeen,
  OSLO_TO_LIMA_KM,
  signIn,
  testDetector,
  usual,
  WRONG,
} from './test-support.ts';

function travel(changes: Partial<TravelEvidence> = {}): TravelEvidence {
  const hours = changes.hours ?? 2;
  return {
    from: signIn({ id: 'in-oslo' }),
    distanceKm: OSLO_TO_LIMA_KM,
    hours,
    speedKmh: OSLO_TO_LIMA_KM / hours,
    fromTenantUsers: 0,
    toTenantUsers: 0,
    isFromUsual: true,
    isToUsual: false,
    ...changes,
  };
}

const PERU = { country: neverSeen('PE') };
const SESSION = 'c0ffee00-0000-4000-8000-000000000001';
const CODE = { originalTransferMethod: 'deviceCodeFlow' } as const;

testDetector(impossibleTravel, {
  quiet: {
    'by air: 11,000 km in 14 hours': { signIn: LIMA, values: PERU, travel: travel({ hours: 14 }) },
    'over a border': {
      signIn: { ...LIMA, country: 'SE', city: 'Stockholm' },
      travel: travel({ distanceKm: 650, hours: 0.1 }),
    },
    'inside one large country': {
      signIn: { ...LIMA, country: 'NO' },
      travel: travel({ hours: 0.1 }),
    },
    'only the countries are known: 1,400 km may be 400': {
      signIn: { ...LIMA, city: '' },
      values: PERU,
      travel: travel({ distanceKm: 1400, hours: 0.1, from: signIn({ city: '' }) }),
    },
    'the failed guess of a stranger is no end of a journey (nofly-monitor: failed previous point)':
      {
        signIn: LIMA,
        values: PERU,
        travel: travel({ from: signIn({ ...WRONG }) }),
      },
    'nor is it the other end': { signIn: { ...LIMA, ...WRONG }, values: PERU, travel: travel() },
    'a VPN or carrier that moved its egress': {
      signIn: { ...LIMA, asn: 64_500 },
      values: PERU,
      travel: travel(),
    },
    'one address that two databases place apart': {
      signIn: { ...LIMA, ipAddress: '192.0.2.17' },
      values: PERU,
      travel: travel(),
    },
    'the same session on the same device': {
      signIn: { ...LIMA, sessionId: SESSION, deviceId: MANAGED.deviceId },
      values: PERU,
      travel: travel({ from: signIn({ sessionId: SESSION, deviceId: MANAGED.deviceId }) }),
    },
    'the same managed computer, now behind a VPN': {
      signIn: { ...LIMA, ...MANAGED },
      values: PERU,
      travel: travel({ from: signIn(MANAGED) }),
    },
    'to an egress that colleagues share': {
      signIn: LIMA,
      values: PERU,
      travel: travel({ toTenantUsers: 5 }),
    },
    'from the office VPN back to where the journey has led': {
      signIn: LIMA,
      values: { country: usual('PE', { share: 0.02, recentDays: 1 }), asn: usual('AS64999') },
      travel: travel({ isFromUsual: false, fromTenantUsers: 5 }),
    },
    'a telephone abroad, on its carrier and on a Wi-Fi': {
      signIn: { ...LIMA, operatingSystem: 'Ios 27.1' },
      values: PERU,
      travel: travel({ from: signIn({ operatingSystem: 'Ios 27.0' }) }),
    },
    'to an egress that colleagues on managed devices share': {
      signIn: LIMA,
      values: { ...PERU, network: neverSeen(LIMA.network, { tenantManagedUsers: 3 }) },
      travel: travel(),
    },
    'home and a VPN that is always on: both usual': {
      signIn: LIMA,
      values: { country: usual('PE', { share: 0.4 }) },
      travel: travel({ isToUsual: true }),
    },
    'a computer left at home refreshes its tokens': {
      signIn: { kind: 'nonInteractive' },
      travel: travel({ isFromUsual: false, isToUsual: true, from: signIn(LIMA) }),
    },
    'between two refreshes in the background': {
      signIn: { ...LIMA, kind: 'nonInteractive' },
      values: PERU,
      travel: travel({ from: signIn({ kind: 'nonInteractive' }) }),
    },
    'a roamer, whose carrier shows him in a new country every other day': {
      signIn: LIMA,
      values: { country: neverSeen('PE', { noveltyRate: 0.2 }) },
      travel: travel({ hours: 10 }),
    },
    'a program: it does not travel': {
      signIn: { ...LIMA, entityKind: 'servicePrincipal', kind: 'servicePrincipal' },
      values: PERU,
      travel: travel(),
    },
    'a place is unknown': { signIn: LIMA, values: PERU, travel: null },
  },
  fires: {
    // 10,842 km beyond both radii in 2 h = 5,421 km/h; 0.02 x 900 / 5,421 = 0.00332
    'Oslo, and two hours later Lima': {
      on: { signIn: LIMA, values: PERU, travel: travel() },
      facts: { fromCity: 'Oslo', toCity: 'Lima', distanceKm: OSLO_TO_LIMA_KM, apartHours: 2 },
      score: [0.9966, 0.9967],
      signIns: ['in-oslo'],
    },
    'six minutes apart (SOCFortress: only five were looked at)': {
      on: { signIn: LIMA, values: PERU, travel: travel({ hours: 0.1 }) },
      score: [0.999, 0.999],
    },
    'at the same moment (nofly-monitor: no time, no speed)': {
      on: { signIn: LIMA, values: PERU, travel: travel({ hours: 0, speedKmh: Infinity }) },
      facts: { speedKmh: null, apartHours: 0 },
      score: [0.999, 0.999],
    },
    'back to a known address too soon (BuffaLogs: only new addresses)': {
      on: {
        travel: travel({
          from: signIn({ ...LIMA, id: 'in-lima' }),
          isFromUsual: false,
          isToUsual: true,
        }),
      },
      score: [0.99, 1],
      signIns: ['in-lima'],
    },
    'from the office, which colleagues share: that end is not the odd one': {
      on: { signIn: LIMA, values: PERU, travel: travel({ fromTenantUsers: 16 }) },
      score: [0.9966, 0.9967],
    },
    'a computer in Oslo and a telephone in Lima': {
      on: { signIn: { ...LIMA, operatingSystem: 'Android 16' }, values: PERU, travel: travel() },
    },
    'in the learning period, too': {
      on: { ...EMPTY_HISTORY, signIn: LIMA, values: PERU, travel: travel() },
      score: [0.99, 1],
    },
    'the device id came along with a device code': {
      on: {
        signIn: { ...LIMA, ...MANAGED, ...CODE },
        values: PERU,
        travel: travel({ from: signIn(MANAGED) }),
      },
    },
    'a refresh in the background in a strange country, after a sign-in at home': {
      on: { signIn: { ...LIMA, kind: 'nonInteractive' }, values: PERU, travel: travel() },
    },
  },
});
