import { jsonTextSql } from './json-text.ts';

/** The country as Microsoft wrote it. The column Country is in upper case and may come from elsewhere: it
 *  is the same where the nested text begins as Microsoft writes it, with what the columns hold. That is
 *  quicker to see than the text is to parse. */
const COUNTRY = `if(startsWith(LocationDetails, concat('{"city":"', City, '","state":"', State, '","countryOrRegion":"', Country, '"')),
  toString(Country), ${jsonTextSql('LocationDetails', 'countryOrRegion')})`;

/** Texts inside Microsoft's nested columns that many hunts read, and the columns that were made of them
 *  when a record was loaded (own-columns.ts): they hold the very same text, so that nothing is parsed.
 *  Other paths are parsed out of the nested text. */
export const KQL_PATHS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  LocationDetails: { city: 'City', state: 'State', countryOrRegion: COUNTRY },
  DeviceDetail: {
    browser: 'Browser',
    deviceId: 'DeviceId',
    displayName: 'DeviceName',
    operatingSystem: 'OperatingSystem',
  },
  Status: { additionalDetails: 'MfaResult' },
};
