import { rightSecretAfterGuessing } from './right-secret-after-guessing.ts';
import { LIMA, MINUTE, neverSeen, NOW, signIn, testDetector, WRONG } from './test-support.ts';

const ELSEWHERE = neverSeen('203.0.113.0/24');

function wrong(count: number, changes: Parameters<typeof signIn>[0] = LIMA) {
  return Array.from({ length: count }, (_, index) =>
    signIn({ ...WRONG, ...changes, id: `wrong-${index}`, timeMs: NOW - (count - index) * MINUTE }),
  );
}

testDetector(rightSecretAfterGuessing, {
  quiet: {
    'four typos in a hotel': {
      signIn: LIMA,
      values: { network: ELSEWHERE },
      recent: wrong(4),
      failures: { wrongSecretsLastDay: 4 },
    },
    'ten typos at home': {
      recent: wrong(10, {}),
      failures: { wrongSecretsLastDay: 10 },
    },
    'bots guessed from elsewhere, the user is in a hotel': {
      signIn: LIMA,
      values: { network: ELSEWHERE },
      recent: wrong(10, { network: '198.51.100.0/24', asn: 64_700, userAgent: 'python' }),
      failures: { wrongSecretsLastDay: 10 },
    },
    'still wrong': {
      signIn: { ...LIMA, ...WRONG },
      values: { network: ELSEWHERE },
      recent: wrong(10),
      failures: { wrongSecretsLastDay: 10 },
    },
    'a training room behind the office egress': {
      signIn: LIMA,
      values: { network: neverSeen('203.0.113.0/24', { tenantManagedUsers: 3 }) },
      recent: wrong(10),
      failures: { wrongSecretsLastDay: 10 },
    },
  },
  fires: {
    'in at the eleventh attempt': {
      on: {
        signIn: LIMA,
        values: { network: ELSEWHERE },
        recent: wrong(10),
        failures: { wrongSecretsLastDay: 10 },
      },
      facts: { wrongSecrets: 10, overMinutes: 10, addresses: 1 },
      score: [0.999, 1],
      signIns: wrong(10).map(({ id }) => id),
    },
    'the guesser changed addresses, not his provider': {
      on: {
        signIn: LIMA,
        values: { network: ELSEWHERE },
        recent: wrong(6, { ipAddress: '198.51.100.9', network: '198.51.100.0/24', asn: LIMA.asn }),
        failures: { wrongSecretsLastDay: 6 },
      },
      score: [0.99, 1],
    },
    'the password was right, the second factor is asked for': {
      on: {
        signIn: { ...LIMA, resultCode: 50_074, resultClass: 'interrupt' },
        values: { network: ELSEWHERE },
        recent: wrong(10),
        failures: { wrongSecretsLastDay: 10 },
      },
    },
  },
});
