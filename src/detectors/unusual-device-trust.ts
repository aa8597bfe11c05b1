import { rareDeviceDetector } from './rare-value.ts';

/** Thieves have no registered device. Whoever always signs in on Windows with a managed one, and on an
 *  unregistered Windows now, is on another machine, whatever its user agent says. */
export const unusualDeviceTrust = rareDeviceDetector({
  id: 'unusual-device-trust',
  title: 'Unusual trust of the device',
  techniques: ['T1078.004'],
  description:
    'A device that the organisation does not know, of a kind that the user has never or hardly ever used.',
  kind: 'deviceTrust',
  strangers: 4,
});
