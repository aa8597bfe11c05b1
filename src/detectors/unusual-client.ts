import { rareDeviceDetector } from './rare-value.ts';

export const unusualClient = rareDeviceDetector({
  id: 'unusual-client',
  title: 'Unusual kind of client',
  techniques: ['T1078.004'],
  description:
    'A sign-in with a kind of client (browser, app, IMAP …) that the user has never or hardly ever used.',
  kind: 'client',
  strangers: 3,
});
