/** The portal writes labels where the APIs write constants. */
const CONSTANTS: Readonly<Record<string, string>> = {
  'single-factor authentication': 'singleFactorAuthentication',
  'multifactor authentication': 'multiFactorAuthentication',
  'multi-factor authentication': 'multiFactorAuthentication',
  'not applied': 'notApplied',
  'microsoft entra id': 'AzureAD',
  'azure ad': 'AzureAD',
};

/** Columns whose labels are constants in small letters: Success is success. */
const LOWERED = new Set(['conditionalAccessStatus']);

/** Value of a cell of the portal's CSV as the APIs would write it. */
export function portalValue(landing: string, cell: string): string {
  const constant = CONSTANTS[cell.toLowerCase()];
  if (constant !== undefined && landing !== 'resourceDisplayName' && landing !== 'appDisplayName') {
    return constant;
  }
  return LOWERED.has(landing) ? cell.charAt(0).toLowerCase() + cell.slice(1) : cell;
}

/** "City, State, CC" taken apart; one part is the country when it looks like a code. Coordinates are
 *  not in the portal's CSV. */
export function portalLocation(cell: string): Record<string, string> {
  const parts = cell.split(',').map((part) => part.trim());
  const last = parts.at(-1) ?? '';
  const hasCountry = /^[A-Za-z]{2}$/.test(last);
  const country = hasCountry ? { countryOrRegion: last } : {};
  const places = hasCountry ? parts.slice(0, -1) : parts;
  const [city = '', ...state] = places;
  return {
    ...(city === '' ? {} : { city }),
    ...(state.length === 0 ? {} : { state: state.join(', ') }),
    ...country,
  };
}

/** Value of a cell that fills a part of a nested value. */
export function portalPart(key: string, cell: string): unknown {
  if (key === 'errorCode' || key === 'signInSessionStatusCode') {
    return /^\d+$/.test(cell) ? Number(cell) : cell;
  }
  if (key !== 'isCompliant' && key !== 'isManaged') return cell;
  const lower = cell.toLowerCase();
  if (lower === 'true' || lower === 'yes') return true;
  return lower === 'false' || lower === 'no' ? false : cell;
}
