import { rareApplicationDetector } from './rare-value.ts';

export const unusualApplication = rareApplicationDetector({
  id: 'unusual-application',
  title: 'Unusual application',
  techniques: ['T1078.004'],
  description: 'A sign-in to an application that the user has never or hardly ever used.',
  kind: 'application',
  strangers: 50,
});
