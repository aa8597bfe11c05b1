import { z } from 'zod';
import type { Evidence, TravelEvidence } from '../evidence/evidence.ts';
import type { EarlierSignIn } from '../schema/sign-in.ts';
import { newPerDay, scoreOf } from './chance.ts';
import { defineDetector } from './detector.ts';
import {
  areTelephones,
  isHandedOn,
  isKnownSince,
  isManagedDevice,
  isTenantEgress,
  knewSecret,
} from './familiar.ts';

/** Geolocation puts one address in a thousand into the wrong country, so no journey is less likely
 *  than that to be the map's mistake. Chosen by hand. */
const WRONG_MAP = 0.001;

/** How far an address may be from where the log puts it, km: a city is known, or only the country.
 *  Chosen by hand; databases are right to 100 km for most city-level addresses. */
const CITY_RADIUS_KM = 100;
const COUNTRY_RADIUS_KM = 500;

/** The classical detector and the classical source of false alarms, so it asks first for every innocent
 *  way to be in two places: see its page. What is left is put down to a VPN or a carrier that nobody
 *  knows of yet; who often shows up in new countries has one. That the place is new is not counted here:
 *  the place's own detectors say that. */
export const impossibleTravel = defineDetector({
  id: 'impossible-travel',
  title: 'Impossible travel',
  aspect: 'session',
  techniques: ['T1078.004'],
  description:
    'Two sign-ins with the right secret from countries too far apart for the time between.',
  needsNoHistory: true,
  needs: ['signIn', 'values', 'history', 'travel'],
  options: z.strictObject({
    maxSpeedKmh: z
      .number()
      .positive()
      .default(900)
      .describe('faster than an airliner, airports not counted (peers: 800 to 1,000)'),
    minDistanceKm: z
      .number()
      .nonnegative()
      .default(500)
      .describe('shorter is a border, a roaming telephone or a wrong map (Elastic: 500)'),
    minEgressUsers: z
      .number()
      .int()
      .min(1)
      .default(3)
      .describe('other users on managed devices behind the network that make it an egress'),
    sharedUsers: z
      .number()
      .int()
      .min(1)
      .default(5)
      .describe('other users, on any device, behind the network that make it a shared egress'),
    jumpChance: z
      .number()
      .gt(0)
      .max(1)
      .default(0.02)
      .describe(
        'how often a VPN that nobody knows of moves a user to another country on a day; by hand',
      ),
    minScore: z.number().gt(0).max(1).default(0.9).describe('less is not worth a word'),
  }),
  *detect(evidence, options) {
    const { signIn, travel } = evidence;
    if (travel === null || travel.distanceKm < options.minDistanceKm) return;
    const { from, hours } = travel;
    const distanceKm = travel.distanceKm - radiusKm(from) - radiusKm(signIn);
    if (distanceKm < options.minDistanceKm) return;
    const speedKmh = hours > 0 ? distanceKm / hours : Infinity;
    if (speedKmh <= options.maxSpeedKmh || isInnocent(evidence, travel, options)) return;
    const jumps = Math.max(options.jumpChance, newCountriesPerDay(evidence));
    const chance = Math.max(WRONG_MAP, jumps * (options.maxSpeedKmh / speedKmh));
    if (chance > 1 - options.minScore) return;
    yield {
      score: scoreOf(chance),
      facts: {
        fromCity: from.city,
        fromCountry: from.country,
        fromIpAddress: from.ipAddress,
        toCity: signIn.city,
        toCountry: signIn.country,
        distanceKm: travel.distanceKm,
        apartHours: hours,
        speedKmh: Number.isFinite(speedKmh) ? speedKmh : null,
        isFromUsual: travel.isFromUsual,
        isToUsual: travel.isToUsual,
      },
      signIns: [from.id],
    };
  },
});

interface Suppressions {
  readonly minEgressUsers: number;
  readonly sharedUsers: number;
}

/** Ways to be in two places at once without anybody else. The order is that of the page. */
function isInnocent(
  evidence: Pick<Evidence, 'signIn' | 'values'>,
  { from, fromTenantUsers, toTenantUsers, isFromUsual, isToUsual }: TravelEvidence,
  { minEgressUsers, sharedUsers }: Suppressions,
): boolean {
  const { signIn } = evidence;
  return (
    signIn.entityKind !== 'user' ||
    !knewSecret(signIn) ||
    !knewSecret(from) ||
    signIn.country === '' ||
    signIn.country === from.country ||
    // a carrier or a VPN that moved its egress
    (signIn.asn !== 0 && signIn.asn === from.asn) ||
    (signIn.ipAddress !== '' && signIn.ipAddress === from.ipAddress) ||
    isSameMachine(signIn, from) ||
    toTenantUsers >= sharedUsers ||
    isTenantEgress(evidence, minEgressUsers) ||
    // home and the VPN that is always on, or where the journey has led
    ((isFromUsual || fromTenantUsers >= sharedUsers) && (isToUsual || isKnownPlace(evidence))) ||
    isRoaming(evidence, from, isFromUsual) ||
    isLeftBehind(signIn, from, isToUsual)
  );
}

/** The same registered device, unless its tokens were handed on by a device code, which carries the
 *  victim's device id along. */
function isSameMachine(signIn: EarlierSignIn, from: EarlierSignIn): boolean {
  if (signIn.deviceId === '' || signIn.deviceId !== from.deviceId) return false;
  const isSameSession = signIn.sessionId !== '' && signIn.sessionId === from.sessionId;
  if (isHandedOn(signIn) || isHandedOn(from)) return false;
  return isSameSession || (isManagedDevice(signIn) && isManagedDevice(from));
}

/** The user was there on another day, by the same provider. */
function isKnownPlace({ signIn, values }: Pick<Evidence, 'signIn' | 'values'>): boolean {
  return isKnownSince(values.country, signIn.timeMs) && isKnownSince(values.asn, signIn.timeMs);
}

/** A telephone on its carrier and on a Wi-Fi. */
function isRoaming(
  { signIn, values }: Pick<Evidence, 'signIn' | 'values'>,
  from: EarlierSignIn,
  isFromUsual: boolean,
): boolean {
  return areTelephones(signIn, from) && (isFromUsual || isKnownSince(values.asn, signIn.timeMs));
}

/** A computer left at home refreshes its tokens while its owner is abroad. */
function isLeftBehind(signIn: EarlierSignIn, from: EarlierSignIn, isToUsual: boolean): boolean {
  const isBackground = signIn.kind === 'nonInteractive';
  return isBackground && (isToUsual || from.kind === 'nonInteractive');
}

function radiusKm({ city }: EarlierSignIn): number {
  return city === '' ? COUNTRY_RADIUS_KM : CITY_RADIUS_KM;
}

/** How often this user shows up in a country never seen before, a day. */
function newCountriesPerDay({ values, history }: Pick<Evidence, 'values' | 'history'>): number {
  return history.isLearning ? 0 : newPerDay(values.country, history);
}
