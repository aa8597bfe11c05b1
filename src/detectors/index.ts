import type { Detector } from './detector.ts';
import { deviceCodeFirstUse } from './device-code-first-use.ts';
import { dormantAccount } from './dormant-account.ts';
import { failureBurst } from './failure-burst.ts';
import { forestScore } from './forest-score.ts';
import { impossibleTravel } from './impossible-travel.ts';
import { mfaFatigue } from './mfa-fatigue.ts';
import { newAddress } from './new-address.ts';
import { newApplications } from './new-applications.ts';
import { newAsn } from './new-asn.ts';
import { newCity } from './new-city.ts';
import { newCountry } from './new-country.ts';
import { newNetwork } from './new-network.ts';
import { passwordSprayAddress } from './password-spray-address.ts';
import { rightSecretAfterGuessing } from './right-secret-after-guessing.ts';
import { sessionElsewhere } from './session-elsewhere.ts';
import { unknownMachine } from './unknown-machine.ts';
import { unusualApplication } from './unusual-application.ts';
import { unusualBrowser } from './unusual-browser.ts';
import { unusualClient } from './unusual-client.ts';
import { unusualDevice } from './unusual-device.ts';
import { unusualDeviceTrust } from './unusual-device-trust.ts';
import { unusualHour } from './unusual-hour.ts';
import { unusualOperatingSystem } from './unusual-operating-system.ts';
import { unusualResource } from './unusual-resource.ts';
import { workloadNewCredential } from './workload-new-credential.ts';

export type { Claim, Detector, Facts, Finding } from './detector.ts';
export { COUNTED_USERS } from './chance.ts';
export { isKnownDevice, knewSecret, withoutVersion } from './familiar.ts';

/** Every detector. The completeness test holds files, this list, tests and pages together. */
export const DETECTORS: readonly Detector[] = [
  newCountry,
  newCity,
  newAsn,
  newNetwork,
  newAddress,
  unknownMachine,
  newApplications,
  unusualApplication,
  unusualResource,
  unusualOperatingSystem,
  unusualBrowser,
  unusualDevice,
  unusualDeviceTrust,
  unusualClient,
  unusualHour,
  failureBurst,
  rightSecretAfterGuessing,
  passwordSprayAddress,
  mfaFatigue,
  impossibleTravel,
  sessionElsewhere,
  deviceCodeFirstUse,
  dormantAccount,
  workloadNewCredential,
  forestScore,
];
