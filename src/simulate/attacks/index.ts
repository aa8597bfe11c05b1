import type { Attack } from './attack.ts';
import { bruteForce } from './brute-force.ts';
import { deviceCodePhish } from './device-code-phish.ts';
import { dormantAccount } from './dormant-account.ts';
import { impossibleTravel } from './impossible-travel.ts';
import { insiderAtNight } from './insider-at-night.ts';
import { mfaFatigue } from './mfa-fatigue.ts';
import { passwordSprayFast } from './password-spray-fast.ts';
import { passwordSpraySlow } from './password-spray-slow.ts';
import { servicePrincipalKey } from './service-principal-key.ts';
import { sessionReplay } from './session-replay.ts';
import { spreadingLocations } from './spreading-locations.ts';
import { stolenPasswordAbroad } from './stolen-password-abroad.ts';
import { stolenPasswordLocalVpn } from './stolen-password-local-vpn.ts';

/** Every attack that can be simulated. */
export const attacks: readonly Attack[] = [
  passwordSprayFast,
  passwordSpraySlow,
  bruteForce,
  stolenPasswordAbroad,
  stolenPasswordLocalVpn,
  sessionReplay,
  deviceCodePhish,
  mfaFatigue,
  impossibleTravel,
  dormantAccount,
  insiderAtNight,
  servicePrincipalKey,
  spreadingLocations,
];
