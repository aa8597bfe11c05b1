/** Texts inside Microsoft's nested columns that many hunts read, and the columns that were made of them
 *  when a record was loaded (own-columns.ts): they hold the very same text, so that nothing is parsed.
 *  Other paths are parsed out of the nested text. */
export const KQL_PATHS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  LocationDetails: { city: 'City', state: 'State' },
  DeviceDetail: {
    browser: 'Browser',
    deviceId: 'DeviceId',
    displayName: 'DeviceName',
    operatingSystem: 'OperatingSystem',
  },
  Status: { additionalDetails: 'MfaResult' },
};
