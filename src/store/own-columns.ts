import { jsonTextOfSql } from './json-text.ts';

/** Columns that Oddsock adds to the sign-ins: what judgement reads, taken out of the nested values
 *  once, when a record is loaded. `sql` sees the landing row: one Nullable(String) per field, under
 *  the field's Graph name. */
export interface OwnColumn {
  readonly name: string;
  /** ClickHouse type */
  readonly type: string;
  readonly sql: string;
  readonly meaning: string;
}

/** The text of a landing field, '' where the record does not say. */
const text = (field: string): string => `ifNull(${field}, '')`;

/** First non-empty of the given SQL texts. */
const firstText = (...texts: readonly string[]): string =>
  texts.reduceRight((rest, one) => `if(${one} != '', ${one}, ${rest})`);

/** The keys that are read of each nested value. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  location: ['countryOrRegion', 'state', 'city'],
  deviceDetail: ['operatingSystem', 'browser', 'deviceId', 'displayName'],
  status: ['additionalDetails'],
};

const jsonText = (field: string, key: string): string =>
  jsonTextOfSql(text(field), key, KEYS[field] ?? [key]);

/** The first text under a key anywhere in a compact JSON value. The quick extractor does not join
 *  surrogate pairs, so whatever holds a \\u escape goes the exact way. */
const firstTextUnder = (field: string, key: string): string =>
  `if(position(${text(field)}, '\\\\u') = 0, simpleJSONExtractString(${text(field)}, '${key}'), JSONExtractString(${text(field)}, '${key}'))`;

const jsonBool = (field: string, key: string): string =>
  `multiIf(simpleJSONExtractRaw(${text(field)}, '${key}') = 'true', true, simpleJSONExtractRaw(${text(field)}, '${key}') = 'false', false, NULL)`;

/** 0,0 and {} mean that the place is unknown: nobody signs in from the Gulf of Guinea. */
const coordinate = (key: string): string => {
  const latitude = `simpleJSONExtractFloat(${text('location')}, 'latitude')`;
  const longitude = `simpleJSONExtractFloat(${text('location')}, 'longitude')`;
  return `if(${latitude} = 0 AND ${longitude} = 0, NULL, simpleJSONExtractFloat(${text('location')}, '${key}'))`;
};

const isWorkload = `kind IN ('servicePrincipal', 'managedIdentity')`;
const address = `replaceRegexpOne(${text('ipAddress')}, '^\\\\[([0-9A-Fa-f:.]+)\\\\](?::\\\\d+)?$|^(\\\\d+\\\\.\\\\d+\\\\.\\\\d+\\\\.\\\\d+):\\\\d+$', '\\\\1\\\\2')`;

/** In the order of the type SignIn of schema/sign-in.ts. `kind` is the landing row's SignInKind. */
export const OWN_SIGN_IN_COLUMNS: readonly OwnColumn[] = [
  {
    name: 'SignInKind',
    type: 'LowCardinality(String)',
    sql: 'kind',
    meaning: 'interactive, nonInteractive, servicePrincipal or managedIdentity',
  },
  {
    name: 'EntityKind',
    type: 'LowCardinality(String)',
    sql: `if(${isWorkload}, kind, 'user')`,
    meaning: 'user, servicePrincipal or managedIdentity',
  },
  {
    name: 'EntityId',
    type: 'String',
    sql: `if(${isWorkload},
      lower(${firstText(text('servicePrincipalId'), text('appId'), `'unknown'`)}),
      ${firstText(
        `if(${text('userId')} = '00000000-0000-0000-0000-000000000000', '', lower(${text('userId')}))`,
        `lower(${text('userPrincipalName')})`,
        `'unknown'`,
      )})`,
    meaning:
      'user id, else lower-case user principal name; service principal id, else application id',
  },
  {
    name: 'EntityName',
    type: 'String',
    sql: `if(${isWorkload},
      ${firstText(text('servicePrincipalName'), text('appDisplayName'), text('servicePrincipalId'))},
      ${firstText(text('userDisplayName'), text('userPrincipalName'))})`,
    meaning: 'display name of the user or service principal',
  },
  {
    name: 'Network',
    type: 'String',
    sql: `multiIf(
      isIPv4String(${address}), concat(toString(tupleElement(IPv4CIDRToRange(toIPv4OrDefault(${address}), 24), 1)), '/24'),
      NOT isIPv6String(${address}), '',
      startsWith(lower(${address}), '::ffff:') AND isIPv4String(substring(${address}, 8)),
        concat(toString(tupleElement(IPv4CIDRToRange(toIPv4OrDefault(substring(${address}, 8)), 24), 1)), '/24'),
      concat(toString(tupleElement(IPv6CIDRToRange(toIPv6OrDefault(${address}), 48), 1)), '/48'))`,
    meaning: '/24 of an IPv4 address, /48 of an IPv6 address',
  },
  {
    name: 'Asn',
    type: 'UInt32',
    sql: `toUInt32OrZero(${text('autonomousSystemNumber')})`,
    meaning: 'autonomous system number, 0 = unknown',
  },
  {
    name: 'Country',
    type: 'LowCardinality(String)',
    sql: `upper(${firstText(jsonText('location', 'countryOrRegion'), text('locationCode'))})`,
    meaning: 'ISO 3166-1 alpha-2 code, upper case',
  },
  {
    name: 'State',
    type: 'LowCardinality(String)',
    sql: jsonText('location', 'state'),
    meaning: 'state or region of the place',
  },
  {
    name: 'City',
    type: 'LowCardinality(String)',
    sql: jsonText('location', 'city'),
    meaning: 'city of the place',
  },
  {
    name: 'Latitude',
    type: 'Nullable(Float64)',
    sql: coordinate('latitude'),
    meaning: 'degrees; null where the log gives none, {} or 0,0',
  },
  {
    name: 'Longitude',
    type: 'Nullable(Float64)',
    sql: coordinate('longitude'),
    meaning: 'degrees; null where the log gives none, {} or 0,0',
  },
  {
    name: 'Application',
    type: 'LowCardinality(String)',
    sql: firstText(text('appDisplayName'), text('appId')),
    meaning: 'name of the application, else its id',
  },
  {
    name: 'ResourceName',
    type: 'LowCardinality(String)',
    sql: firstText(text('resourceDisplayName'), text('resourceId')),
    meaning: 'name of the resource, else its id',
  },
  {
    name: 'OperatingSystem',
    type: 'LowCardinality(String)',
    sql: jsonText('deviceDetail', 'operatingSystem'),
    meaning: 'operating system as the log names it',
  },
  {
    name: 'Browser',
    type: 'LowCardinality(String)',
    sql: jsonText('deviceDetail', 'browser'),
    meaning: 'browser as the log names it, version included',
  },
  {
    name: 'DeviceId',
    type: 'String',
    sql: jsonText('deviceDetail', 'deviceId'),
    meaning: 'id of a registered device',
  },
  {
    name: 'DeviceName',
    type: 'String',
    sql: jsonText('deviceDetail', 'displayName'),
    meaning: 'name of a registered device',
  },
  {
    name: 'IsCompliant',
    type: 'Nullable(Bool)',
    sql: jsonBool('deviceDetail', 'isCompliant'),
    meaning: 'device is compliant; null = the log does not say',
  },
  {
    name: 'IsManaged',
    type: 'Nullable(Bool)',
    sql: jsonBool('deviceDetail', 'isManaged'),
    meaning: 'device is managed; null = the log does not say',
  },
  {
    name: 'MfaResult',
    type: 'LowCardinality(String)',
    sql: jsonText('status', 'additionalDetails'),
    meaning: 'what status.additionalDetails says, mostly of the second factor',
  },
  {
    name: 'FirstAuthenticationMethod',
    type: 'LowCardinality(String)',
    sql: firstTextUnder('authenticationDetails', 'authenticationMethod'),
    meaning: 'first method of authenticationDetails',
  },
];
