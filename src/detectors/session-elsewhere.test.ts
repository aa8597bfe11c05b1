import { sessionElsewhere } from './session-elsewhere.ts';
import {
  DAY,
  HOUR,
  LIMA,
  MANAGED,
  neverSeen,
  NOW,
  OSLO,
  signIn,
  testDetector,
  usual,
  WRONG,
} from './test-support.ts';

const SESSION = { sessionId: 'c0ffee00-0000-4000-8000-000000000001' };
const before = signIn({ ...SESSION, id: 'at-home', timeMs: NOW - HOUR });
const STRANGE = { asn: neverSeen('AS64999'), network: neverSeen(LIMA.network) };
/** Another provider in the same city. */
const CAFE = { ...OSLO, ipAddress: '198.51.100.4', network: '198.51.100.0/24', asn: 64_700 };

testDetector(sessionElsewhere, {
  quiet: {
    'the same laptop in a café': {
      signIn: { ...CAFE, ...SESSION },
      values: STRANGE,
      recent: [before],
    },
    'another session': {
      signIn: { ...LIMA, sessionId: 'other', operatingSystem: 'Linux' },
      values: STRANGE,
      recent: [before],
    },
    'the registered device is not logged, on a network of other days': {
      signIn: { ...CAFE, ...SESSION },
      values: { asn: usual('AS64700') },
      recent: [signIn({ ...before, ...MANAGED })],
    },
    'two browsers of one registered device': {
      signIn: { ...CAFE, ...SESSION, ...MANAGED, browser: 'Edge 155.0.0' },
      values: STRANGE,
      recent: [signIn({ ...before, ...MANAGED })],
    },
    'without a session in the log': {
      signIn: { ...LIMA, operatingSystem: 'Linux' },
      values: STRANGE,
      recent: [signIn({ timeMs: NOW - HOUR })],
    },
    'an update of the system on the way': {
      signIn: { ...CAFE, ...SESSION, operatingSystem: 'Windows11' },
      values: STRANGE,
      recent: [before],
    },
    'a VPN that the user had on another day': {
      signIn: { ...LIMA, ...SESSION },
      values: { asn: usual('AS64999', { recentDays: 0, firstMs: NOW - 30 * DAY }) },
      recent: [before],
    },
    'a telephone abroad, on its carrier and on a Wi-Fi': {
      signIn: { ...LIMA, ...SESSION, operatingSystem: 'Android 16' },
      values: STRANGE,
      recent: [signIn({ ...before, operatingSystem: 'Android 15' })],
    },
    'a tool, which tells nothing of the machine': {
      signIn: { ...CAFE, ...SESSION, operatingSystem: '', browser: '' },
      values: STRANGE,
      recent: [signIn({ ...before, ...MANAGED })],
    },
    'a VPN abroad on the same registered device': {
      signIn: { ...LIMA, ...SESSION, ...MANAGED },
      values: STRANGE,
      recent: [signIn({ ...before, ...MANAGED })],
    },
    'the session goes on where it was told before': {
      signIn: { ...LIMA, ...SESSION },
      values: STRANGE,
      recent: [before, signIn({ ...before, ...LIMA, id: 'told' })],
    },
    'only a failure was there before': {
      signIn: { ...LIMA, ...SESSION, operatingSystem: 'Linux' },
      values: STRANGE,
      recent: [signIn({ ...before, ...WRONG })],
    },
    'a device code typed on the same network': {
      signIn: { ...OSLO, ...SESSION, originalTransferMethod: 'deviceCodeFlow' },
      recent: [before],
    },
  },
  fires: {
    'a cookie on another system': {
      on: {
        signIn: { ...CAFE, ...SESSION, operatingSystem: 'Linux' },
        values: STRANGE,
        recent: [before],
      },
      facts: { isOtherSystem: true, beforeOperatingSystem: 'Windows10', apartMinutes: 60 },
      score: [0.99, 0.99],
      signIns: ['at-home'],
    },
    'in another country, by a provider first seen an hour ago': {
      on: {
        signIn: { ...LIMA, ...SESSION },
        values: { asn: usual('AS64999', { recentDays: 0, firstMs: NOW - HOUR }) },
        recent: [before],
      },
      score: [0.98, 0.98],
    },
    'in another country, faster than it can be carried': {
      on: { signIn: { ...LIMA, ...SESSION }, values: STRANGE, recent: [before] },
      facts: { isOtherSystem: false, beforeCountry: 'NO', country: 'PE' },
      score: [0.98, 0.98],
    },
    'in another browser, on a machine that is not registered': {
      on: {
        signIn: { ...CAFE, ...SESSION, browser: 'Firefox 150.0' },
        values: STRANGE,
        recent: [before],
      },
      facts: { isOtherBrowser: true },
      score: [0.95, 0.95],
    },
    'the registered device is gone': {
      on: {
        signIn: { ...CAFE, ...SESSION },
        values: STRANGE,
        recent: [signIn({ ...before, ...MANAGED })],
      },
      facts: { isDeviceGone: true, isOtherDevice: false },
      score: [0.95, 0.95],
    },
    'both at once': {
      on: {
        signIn: { ...LIMA, ...SESSION, operatingSystem: 'Linux' },
        values: STRANGE,
        recent: [before],
      },
      score: [0.9997, 0.9999],
    },
    'on another registered device': {
      on: {
        signIn: { ...CAFE, ...SESSION, deviceId: 'd-2' },
        values: STRANGE,
        recent: [signIn({ ...before, deviceId: 'd-1' })],
      },
      facts: { isOtherDevice: true },
    },
    'tokens of a phished device code: the victim’s session and device id, elsewhere': {
      on: {
        signIn: { ...CAFE, ...SESSION, ...MANAGED, originalTransferMethod: 'deviceCodeFlow' },
        values: STRANGE,
        recent: [signIn({ ...before, ...MANAGED })],
      },
      facts: { isByDeviceCode: true },
      score: [0.98, 0.98],
    },
  },
});
