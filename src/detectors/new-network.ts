import { rarePlaceDetector } from './rare-value.ts';

export const newNetwork = rarePlaceDetector({
  id: 'new-network',
  title: 'New or rare network',
  techniques: ['T1078.004'],
  description: 'A sign-in from a network (/24 or /48) that the user has never or hardly ever used.',
  kind: 'network',
  strangers: 100_000,
});
