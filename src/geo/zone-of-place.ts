import tzlookup from '@photostructure/tz-lookup';

/** IANA name of the time zone at a place, e.g. 'Europe/Oslo'; 'UTC' where it is not known.
 *  Near a border it may be the neighbour's: the table is simplified.
 *  @param latitude   degrees, -90 to 90; null = unknown
 *  @param longitude  degrees, -180 to 180; null = unknown */
export function zoneOfPlace(latitude: number | null, longitude: number | null): string {
  if (latitude === null || longitude === null) return UNKNOWN_ZONE;
  const isPlace = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isPlace ? tzlookup(latitude, longitude) : UNKNOWN_ZONE;
}

export const UNKNOWN_ZONE = 'UTC';
