import { rareDeviceDetector } from './rare-value.ts';

export const unusualOperatingSystem = rareDeviceDetector({
  id: 'unusual-operating-system',
  title: 'Unusual operating system',
  techniques: ['T1078.004'],
  description: 'A sign-in from an operating system that the user has never or hardly ever used.',
  kind: 'operatingSystem',
  strangers: 4,
});
