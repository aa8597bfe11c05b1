/** Mean Earth radius R1 of the IUGG, km (Moritz 2000, Geodetic Reference System 1980). */
const EARTH_RADIUS_KM = 6371.0088;

const RADIANS = Math.PI / 180;

/** Distance over a sphere of the Earth's mean radius, by the haversine formula, km.
 *  Well conditioned for near points; within 0.5 % of the ellipsoid everywhere, which is far below the error
 *  of a geolocated address. A coordinate that is NaN gives NaN: unknown places have no distance.
 *  @param latitude1   degrees, -90 to 90
 *  @param longitude1  degrees, any turn of the circle
 *  @returns km, 0 to 20,015.1
 *  Sinnott 1984, Virtues of the haversine, Sky and Telescope 68(2). */
export function greatCircleKm(
  latitude1: number,
  longitude1: number,
  latitude2: number,
  longitude2: number,
): number {
  const halfNorth = Math.sin(((latitude2 - latitude1) * RADIANS) / 2);
  const halfEast = Math.sin(((longitude2 - longitude1) * RADIANS) / 2);
  const haversine =
    halfNorth * halfNorth +
    Math.cos(latitude1 * RADIANS) * Math.cos(latitude2 * RADIANS) * halfEast * halfEast;
  // Rounding may carry antipodes a hair over 1, where the arc sine would be NaN.
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, haversine)));
}
