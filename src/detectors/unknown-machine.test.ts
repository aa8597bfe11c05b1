import {
  EMPTY_HISTORY,
  LIMA,
  MANAGED,
  neverSeen,
  NOW,
  HOUR,
  OSLO,
  signIn,
  testDetector,
  usual,
  WRONG,
} from './test-support.ts';
import { unknownMachine } from './unknown-machine.ts';

/** A VPN in the user's own city, which the user's telephone has used. */
const VPN = { ...OSLO, ipAddress: '198.51.100.4', network: '198.51.100.0/24', asn: 64_700 };
const HOME_PC = usual('Windows, unregistered', { share: 0.03 });
/** 20 sign-ins on such machines, all from one provider: (0 + 1) / (20 + 2). */
const machineAt = (asn: string, tenantUsers = 0) =>
  neverSeen(asn, { times: 20, noveltyRate: 1 / 22, tenantUsers });
const STRANGE = { deviceTrust: HOME_PC, unknownMachineAsn: machineAt('AS64700') };

testDetector(unknownMachine, {
  quiet: {
    'at home, where such machines were before': {
      values: { deviceTrust: HOME_PC, unknownMachineAsn: usual('AS2119', { share: 0.03 }) },
    },
    'a session that came along on the laptop': {
      signIn: { ...VPN, authenticationMethod: 'Previously satisfied' },
      values: STRANGE,
    },
    'a session that was elsewhere an hour ago': {
      signIn: { ...VPN, sessionId: 's-1' },
      values: STRANGE,
      recent: [signIn({ sessionId: 's-1', timeMs: NOW - HOUR })],
    },
    'a user who never used such a machine: the device is told of': {
      signIn: VPN,
      values: { ...STRANGE, deviceTrust: neverSeen('Windows, unregistered') },
    },
    'a provider that half of the colleagues have at home': {
      signIn: VPN,
      values: { deviceTrust: HOME_PC, unknownMachineAsn: machineAt('AS64700', 16) },
      activeUsers: 32,
    },
    "the organisation's own egress": {
      signIn: VPN,
      values: {
        ...STRANGE,
        network: neverSeen(VPN.network, { tenantUsers: 9, tenantManagedUsers: 9 }),
      },
    },
    'a managed laptop has no such value': { signIn: { ...VPN, ...MANAGED } },
    'a stranger guesses': { signIn: { ...VPN, ...WRONG }, values: STRANGE },
    'nothing is known yet': { signIn: VPN, values: STRANGE, ...EMPTY_HISTORY },
  },
  fires: {
    // none of 60 days brought one that did not come back: (0 + 1) / (60 + 2)
    'the right password next door': {
      on: { signIn: VPN, values: STRANGE },
      facts: { asn: 'AS64700', isNewProvider: false, otherUsers: 0 },
      score: [1 - 1.001 / 62, 1 - 0.999 / 62],
    },
    'through a VPN of a few colleagues': {
      on: {
        signIn: VPN,
        values: { deviceTrust: HOME_PC, unknownMachineAsn: machineAt('AS64700', 11) },
      },
      // ten of 200 colleagues, of twenty strangers one: twice as likely
      score: [1 - 2.001 / 62, 1 - 1.999 / 62],
    },
    'and from abroad': {
      on: { signIn: LIMA, values: { ...STRANGE, asn: neverSeen('AS64999') } },
      facts: { isNewProvider: true },
    },
  },
});
