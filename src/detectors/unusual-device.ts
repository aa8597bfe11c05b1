import { rareDeviceDetector } from './rare-value.ts';

export const unusualDevice = rareDeviceDetector({
  id: 'unusual-device',
  title: 'Unusual registered device',
  techniques: ['T1078.004'],
  description: 'A sign-in from a registered device that the user has never or hardly ever used.',
  kind: 'device',
  strangers: 1_000_000,
});
