import { rareDeviceDetector } from './rare-value.ts';

export const unusualBrowser = rareDeviceDetector({
  id: 'unusual-browser',
  title: 'Unusual browser',
  techniques: ['T1078.004'],
  description: 'A sign-in with a browser that the user has never or hardly ever used.',
  kind: 'browser',
  strangers: 5,
});
