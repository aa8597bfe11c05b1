import { rarePlaceDetector } from './rare-value.ts';

export const newAddress = rarePlaceDetector({
  id: 'new-address',
  title: 'New or rare address',
  techniques: ['T1078.004'],
  description: 'A sign-in from an IP address that the user has never or hardly ever used.',
  kind: 'address',
  strangers: 1_000_000,
});
