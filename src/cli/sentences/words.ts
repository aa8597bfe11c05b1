/** Names of kinds, of aspects and of the forest's features, for people. */
export const WORDS: Readonly<Record<string, string>> = {
  asn: 'provider',
  operatingSystem: 'operating system',
  userAgent: 'user agent',
  deviceTrust: 'device trust',
  unknownMachineAsn: 'provider of unknown machines',
  authenticationMethod: 'authentication',
  hoursSinceLast: 'time since the last sign-in',
  distanceKm: 'distance from the last place',
  failuresLastHour: 'failures in the hour before',
};
