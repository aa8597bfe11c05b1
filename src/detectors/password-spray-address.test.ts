import { passwordSprayAddress } from './password-spray-address.ts';
import { LIMA, neverSeen, testDetector, usual, WRONG } from './test-support.ts';

const SPRAYED = { users: 40, attempts: 55 };
const STRANGE = { signIn: LIMA, values: { address: neverSeen(LIMA.ipAddress) } };

testDetector(passwordSprayAddress, {
  quiet: {
    'the spray itself': { signIn: { ...LIMA, ...WRONG }, addressFailures: SPRAYED },
    'four colleagues mistype in one hotel': {
      ...STRANGE,
      addressFailures: { users: 4, attempts: 6 },
    },
    'a large office, where somebody always mistypes': {
      values: { address: usual('192.0.2.17', { tenantUsers: 16, recentDays: 0 }) },
      addressFailures: { users: 12, attempts: 15 },
    },
    'the own office, where colleagues mistype (who else is there was not asked)': {
      values: { address: usual('192.0.2.17', { tenantUsers: 0, recentDays: 3 }) },
      addressFailures: { users: 12, attempts: 15 },
    },
    'a managed egress': {
      values: {
        address: usual('192.0.2.17', { tenantUsers: 8, tenantManagedUsers: 8, recentDays: 0 }),
      },
      addressFailures: { users: 12, attempts: 15 },
    },
  },
  fires: {
    // scipy.stats.poisson.sf(39, 0.1) < 1e-80: capped
    'one of the forty passwords was right': {
      on: { ...STRANGE, addressFailures: SPRAYED },
      facts: { ipAddress: LIMA.ipAddress, usersWithWrongSecrets: 40, usersAtHomeThere: 0 },
      score: [0.999_999, 1],
    },
    // scipy.stats.poisson.sf(4, 1.0) = 0.00366
    'five fail where nine are at home': {
      on: {
        values: { address: usual('192.0.2.17', { tenantUsers: 9, recentDays: 2 }) },
        addressFailures: { users: 5, attempts: 5 },
      },
      score: [0.9963, 0.9964],
    },
  },
});
