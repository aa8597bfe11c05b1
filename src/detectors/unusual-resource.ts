import { rareApplicationDetector } from './rare-value.ts';

export const unusualResource = rareApplicationDetector({
  id: 'unusual-resource',
  title: 'Unusual resource',
  techniques: ['T1078.004'],
  description: 'A token for a resource that the user has never or hardly ever asked for.',
  kind: 'resource',
  strangers: 50,
});
