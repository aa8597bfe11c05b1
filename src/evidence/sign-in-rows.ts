import { VALUE_SQL } from '../baselines/index.ts';
import { HABIT_KIND_NAMES, type HabitKind } from '../schema/habit-kinds.ts';
import type { SignIn } from '../schema/sign-in.ts';

/** Each field of a SignIn as SQL over sign_ins; the order is that of the row. */
const SIGN_IN_SQL: Readonly<Record<keyof SignIn, string>> = {
  id: 'Id',
  kind: 'SignInKind',
  entityKind: 'EntityKind',
  entityId: 'EntityId',
  entityName: 'EntityName',
  userPrincipalName: 'UserPrincipalName',
  userType: 'lower(UserType)',
  timeMs: 'toUnixTimestamp64Milli(CreatedDateTime)',
  ipAddress: 'IPAddress',
  network: 'Network',
  asn: 'Asn',
  country: 'Country',
  state: 'State',
  city: 'City',
  latitude: 'Latitude',
  longitude: 'Longitude',
  application: 'Application',
  applicationId: 'AppId',
  resource: 'ResourceName',
  client: 'ClientAppUsed',
  userAgent: 'UserAgent',
  operatingSystem: 'OperatingSystem',
  browser: 'Browser',
  deviceId: 'DeviceId',
  deviceName: 'DeviceName',
  isCompliant: 'IsCompliant',
  isManaged: 'IsManaged',
  sessionId: 'SessionId',
  resultCode: 'ResultCode',
  resultClass: 'ResultClass',
  mfaResult: 'MfaResult',
  authenticationRequirement: 'AuthenticationRequirement',
  authenticationMethod: 'FirstAuthenticationMethod',
  authenticationProtocol: 'AuthenticationProtocol',
  originalTransferMethod: 'OriginalTransferMethod',
  incomingTokenType: 'IncomingTokenType',
  credentialKeyId: 'ServicePrincipalCredentialKeyId',
  correlationId: 'CorrelationId',
};

const NAMES = Object.keys(SIGN_IN_SQL) as readonly (keyof SignIn)[];

/** Habits whose value is not a field as it is; they travel behind the fields. */
const DERIVED = ['operatingSystem', 'browser', 'userAgent'] as const satisfies HabitKind[];

/** The columns of a row that `rowOf` understands. */
export const SIGN_IN_ROW_SQL = [
  ...NAMES.map((name) => SIGN_IN_SQL[name]),
  ...DERIVED.map((kind) => VALUE_SQL[kind]),
].join(', ');

/** A sign-in with the value of each of its habits, '' = the log does not say. */
export interface SignInRow {
  readonly signIn: SignIn;
  /** in the order of HABIT_KIND_NAMES, the same texts as VALUE_SQL */
  readonly values: readonly string[];
  /** what the query asked for behind SIGN_IN_ROW_SQL */
  readonly rest: readonly unknown[];
}

export function rowOf(row: readonly unknown[]): SignInRow {
  const signIn = signInOf(row);
  const derived = row.slice(NAMES.length, NAMES.length + DERIVED.length) as string[];
  return {
    signIn,
    values: valuesOf(signIn, derived),
    rest: row.slice(NAMES.length + DERIVED.length),
  };
}

/** Field by field, so that all of them have one hidden class: they are read a million times. */
function signInOf(row: readonly unknown[]): SignIn {
  return {
    id: row[0] as string,
    kind: row[1] as SignIn['kind'],
    entityKind: row[2] as SignIn['entityKind'],
    entityId: row[3] as string,
    entityName: row[4] as string,
    userPrincipalName: row[5] as string,
    userType: row[6] as string,
    timeMs: row[7] as number,
    ipAddress: row[8] as string,
    network: row[9] as string,
    asn: row[10] as number,
    country: row[11] as string,
    state: row[12] as string,
    city: row[13] as string,
    latitude: row[14] as number | null,
    longitude: row[15] as number | null,
    application: row[16] as string,
    applicationId: row[17] as string,
    resource: row[18] as string,
    client: row[19] as string,
    userAgent: row[20] as string,
    operatingSystem: row[21] as string,
    browser: row[22] as string,
    deviceId: row[23] as string,
    deviceName: row[24] as string,
    isCompliant: row[25] as boolean | null,
    isManaged: row[26] as boolean | null,
    sessionId: row[27] as string,
    resultCode: row[28] as number,
    resultClass: row[29] as SignIn['resultClass'],
    mfaResult: row[30] as string,
    authenticationRequirement: row[31] as string,
    authenticationMethod: row[32] as string,
    authenticationProtocol: row[33] as string,
    originalTransferMethod: row[34] as string,
    incomingTokenType: row[35] as string,
    credentialKeyId: row[36] as string,
    correlationId: row[37] as string,
  };
}

function valuesOf(signIn: SignIn, derived: readonly string[]): readonly string[] {
  return HABIT_KIND_NAMES.map((kind) => VALUE_OF[kind](signIn, derived));
}

/** VALUE_SQL in TypeScript; a test compares the two on rows of the engine. */
const VALUE_OF: Readonly<Record<HabitKind, (s: SignIn, derived: readonly string[]) => string>> = {
  address: ({ ipAddress }) => ipAddress,
  network: ({ network }) => network,
  asn: ({ asn }) => (asn === 0 ? '' : `AS${asn}`),
  country: ({ country }) => country,
  city: ({ city, country }) => (city === '' ? '' : `${city}, ${country}`),
  application: ({ application }) => application,
  resource: ({ resource }) => resource,
  client: ({ client }) => client,
  operatingSystem: (_, derived) => derived[0]!,
  browser: (_, derived) => derived[1]!,
  userAgent: (_, derived) => derived[2]!,
  device: ({ deviceId }) => deviceId,
  authenticationMethod: ({ authenticationMethod }) => authenticationMethod,
  credential: ({ credentialKeyId }) => credentialKeyId,
  protocol: ({ originalTransferMethod, authenticationProtocol }) =>
    [originalTransferMethod, authenticationProtocol].find(
      (each) => each !== '' && each !== 'none',
    ) ?? '',
  deviceTrust: ({ operatingSystem, deviceId, isManaged, isCompliant }, derived) => {
    if (operatingSystem === '') return '';
    const isVouchedFor = isManaged === true || isCompliant === true;
    return `${derived[0]}, ${isVouchedFor ? 'managed' : deviceId === '' ? 'unregistered' : 'registered'}`;
  },
};
