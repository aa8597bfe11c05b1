/** Places and addresses: pure functions over hostile text. */
export { cleanAddress } from './clean-address.ts';
export { greatCircleKm } from './great-circle.ts';
export { networkOf } from './network-of.ts';
export { isPrivateAddress } from './private-address.ts';
export { zoneOffsetMs, zoneOffsets } from './zone-offset.ts';
export { UNKNOWN_ZONE, zoneOfPlace } from './zone-of-place.ts';
