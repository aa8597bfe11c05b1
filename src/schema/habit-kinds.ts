/** What Oddsock remembers of an entity's sign-ins. One line here is one more habit: it is learned,
 *  read by the forest, and offered to the detectors. */
export interface HabitKindDefinition {
  /** how usual a value can be guessed from when it was never seen: the next coarser habit */
  readonly parent: HabitKind | null;
  readonly group: HabitGroup;
}

export type HabitGroup = 'place' | 'device' | 'application' | 'credential';

export type HabitKind =
  | 'address'
  | 'network'
  | 'asn'
  | 'country'
  | 'city'
  | 'application'
  | 'resource'
  | 'client'
  | 'operatingSystem'
  | 'browser'
  | 'userAgent'
  | 'device'
  | 'authenticationMethod'
  | 'credential'
  | 'protocol'
  | 'deviceTrust'
  | 'unknownMachineAsn';

export const HABIT_KINDS: Readonly<Record<HabitKind, HabitKindDefinition>> = {
  country: { parent: null, group: 'place' },
  asn: { parent: 'country', group: 'place' },
  network: { parent: 'asn', group: 'place' },
  address: { parent: 'network', group: 'place' },
  city: { parent: 'country', group: 'place' },
  application: { parent: null, group: 'application' },
  resource: { parent: 'application', group: 'application' },
  client: { parent: null, group: 'device' },
  operatingSystem: { parent: null, group: 'device' },
  browser: { parent: 'operatingSystem', group: 'device' },
  userAgent: { parent: 'browser', group: 'device' },
  device: { parent: 'operatingSystem', group: 'device' },
  authenticationMethod: { parent: null, group: 'credential' },
  credential: { parent: null, group: 'credential' },
  // the transfer method where there is one (deviceCodeFlow), else the protocol (deviceCode, ropc);
  // 'none' is no value
  protocol: { parent: null, group: 'credential' },
  // system and who vouches for the device: 'Windows, managed', 'Windows, registered', 'Windows, unregistered'
  deviceTrust: { parent: 'operatingSystem', group: 'device' },
  // the provider, of a user's computer that the organisation does not know: telephones change networks all
  // day and managed laptops travel, so only these are held against one another
  unknownMachineAsn: { parent: 'asn', group: 'place' },
};

/** Systems of telephones and tablets, lower case, without version. */
export const TELEPHONES: readonly string[] = ['ios', 'ipados', 'android'];

/** All kinds, parents before children: the order in which values and features travel. */
export const HABIT_KIND_NAMES = Object.keys(HABIT_KINDS) as readonly HabitKind[];
