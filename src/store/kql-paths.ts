/** A text at the top of a compact JSON value. The quick extractor does not join surrogate pairs, so
 *  whatever holds a \\u escape goes the exact way. */
const textAt = (column: string, key: string): string =>
  `if(position(${column}, '\\\\u') = 0, simpleJSONExtractString(${column}, '${key}'), JSONExtractString(${column}, '${key}'))`;

/** Texts inside Microsoft's nested columns that many hunts read, and what gives each of them quickly.
 *  Columns that were made when a record was loaded (own-columns.ts) hold the very same text. */
export const KQL_PATHS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  LocationDetails: {
    city: 'City',
    state: 'State',
    countryOrRegion: textAt('LocationDetails', 'countryOrRegion'),
  },
  DeviceDetail: {
    browser: 'Browser',
    deviceId: 'DeviceId',
    displayName: 'DeviceName',
    operatingSystem: 'OperatingSystem',
    trustType: textAt('DeviceDetail', 'trustType'),
  },
  Status: {
    additionalDetails: 'MfaResult',
    failureReason: textAt('Status', 'failureReason'),
  },
};
