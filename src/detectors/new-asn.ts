import { rarePlaceDetector } from './rare-value.ts';

export const newAsn = rarePlaceDetector({
  id: 'new-asn',
  title: 'New or rare provider',
  techniques: ['T1078.004'],
  description: 'A sign-in through a provider (ASN) that the user has never or hardly ever used.',
  kind: 'asn',
  strangers: 500,
});
