import { EMPTY_HISTORY, neverSeen, testDetector, usual } from './test-support.ts';
import { workloadNewCredential } from './workload-new-credential.ts';

const WORKLOAD = { kind: 'servicePrincipal', entityKind: 'servicePrincipal' } as const;
const KEY = neverSeen('key-2');

testDetector(workloadNewCredential, {
  quiet: {
    'the key it always has': { signIn: WORKLOAD, values: { credential: usual('key-1') } },
    'short-lived certificates: a new one every day': {
      signIn: WORKLOAD,
      values: { credential: neverSeen('key-9', { noveltyRate: 0.2 }) },
    },
    'a user has no such key': { values: { credential: KEY } },
    'the key did not fit': {
      signIn: { ...WORKLOAD, resultCode: 7_000_215, resultClass: 'wrongSecret' },
      values: { credential: KEY },
    },
    'a managed identity, whose log names no key': {
      signIn: { kind: 'managedIdentity', entityKind: 'managedIdentity' },
    },
    'nothing is known yet': { ...EMPTY_HISTORY, signIn: WORKLOAD, values: { credential: KEY } },
  },
  fires: {
    'a key it never used': {
      on: { signIn: WORKLOAD, values: { credential: KEY } },
      facts: { credentialKeyId: 'key-2', isNewNetwork: false },
      score: [0.98, 0.985],
    },
    'from a network it never used': {
      on: {
        signIn: WORKLOAD,
        values: { credential: KEY, network: neverSeen('203.0.113.0/24') },
      },
      facts: { isNewNetwork: true },
    },
  },
});
