import { SIMULATED_ID } from '../schema/sign-in.ts';
import { HABIT_KIND_NAMES, TELEPHONES, type HabitKind } from '../schema/habit-kinds.ts';

/** The value of each habit, as SQL over a row of sign_ins; '' = the log does not say. Versions are
 *  taken off, or every update of a browser would be a new one. */
export const VALUE_SQL: Readonly<Record<HabitKind, string>> = {
  address: 'IPAddress',
  network: 'Network',
  asn: `if(Asn = 0, '', concat('AS', toString(Asn)))`,
  country: 'Country',
  city: `if(City = '', '', concat(City, ', ', Country))`,
  application: 'Application',
  resource: 'ResourceName',
  client: 'ClientAppUsed',
  operatingSystem: withoutVersion('OperatingSystem'),
  browser: withoutVersion('Browser'),
  // a regular expression on each distinct text instead of each row: a tenth of the time
  userAgent: `replaceRegexpAll(toLowCardinality(UserAgent), '[0-9]+([._][0-9]+)*', '#')`,
  device: 'DeviceId',
  authenticationMethod: 'FirstAuthenticationMethod',
  credential: 'ServicePrincipalCredentialKeyId',
  protocol: `multiIf(OriginalTransferMethod NOT IN ('', 'none'), toString(OriginalTransferMethod),
    AuthenticationProtocol NOT IN ('', 'none'), toString(AuthenticationProtocol), '')`,
  deviceTrust: `if(OperatingSystem = '', '', concat(${withoutVersion('OperatingSystem')}, multiIf(
    ifNull(IsManaged, false) OR ifNull(IsCompliant, false), ', managed',
    DeviceId != '', ', registered', ', unregistered')))`,
  unknownMachineAsn: `if(Asn = 0 OR EntityKind != 'user' OR DeviceId != '' OR OperatingSystem = ''
    OR ifNull(IsManaged, false) OR ifNull(IsCompliant, false)
    OR lower(${withoutVersion('OperatingSystem')}) IN (${TELEPHONES.map((each) => `'${each}'`).join(', ')}),
    '', concat('AS', toString(Asn)))`,
};

/** Array(String), one value per kind in the order of HABIT_KIND_NAMES. */
export const HABIT_VALUES_SQL = `[${HABIT_KIND_NAMES.map((kind) => `toString(${VALUE_SQL[kind]})`).join(', ')}]`;

/** A UInt32 column per kind: hashes of the values (CRC-32, which valueHash of one-hot-model.ts makes,
 *  too), 0 = the log does not say. Enough where only counts matter, and a tenth of the bytes. */
export const HABIT_HASHES_SQL = HABIT_KIND_NAMES.map(
  (kind) =>
    `if(${VALUE_SQL[kind]} = '', toUInt32(0), greatest(toUInt32(1), CRC32(${VALUE_SQL[kind]})))`,
);

/** Right secret and not stopped: what an attacker fails at must not become usual. Nor what `simulate
 *  anomaly` made up. */
export const TEACHES_SQL = `ResultClass = 'success' AND NOT startsWith(Id, '${SIMULATED_ID}')`;
/** A token refreshed in the user's name: nobody need be there. */
export const BACKGROUND_SQL = `SignInKind = 'nonInteractive'`;
export const FAILED_SQL = `ResultClass IN ('wrongSecret', 'mfaRefused')`;
export const TIME_MS_SQL = 'toUnixTimestamp64Milli(CreatedDateTime)';

/** Who an entity is where only distinct ones are counted: a UInt32. */
export const ENTITY_HASH_SQL = 'toUInt32(bitAnd(cityHash64(EntityId), 0xFFFFFFFF))';

/** Sign-ins of anomalies that wait outside the baseline (docs/glossary.md, held). */
export function notHeldSql(sinceMs: number): string {
  return `Id NOT IN (SELECT SignInId FROM held_sign_ins FINAL WHERE IsHeld AND TimeMs >= ${sinceMs})`;
}

/** The same, by entity and moment: without a look at the ids of all sign-ins. */
export function heldMomentsSql(sinceMs: number): string {
  return `SELECT EntityId, TimeMs FROM held_sign_ins FINAL WHERE IsHeld AND TimeMs >= ${sinceMs}`;
}

/** Literal of a moment for comparison with CreatedDateTime. */
export function timeLiteral(timeMs: number): string {
  return `fromUnixTimestamp64Milli(toInt64(${Math.floor(timeMs)}), 'UTC')`;
}

function withoutVersion(column: string): string {
  return `replaceRegexpOne(${column}, '[\\\\s0-9._]+$', '')`;
}
