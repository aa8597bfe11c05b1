import { expect, test } from 'vitest';
import { randomOf } from '../stats/index.ts';
import {
  applicationsOf,
  cityNamed,
  graphSignIn,
  guid,
  outcomes,
  software,
  userSignIn,
  type AccountValues,
} from './index.ts';

const TENANT = '9a4ee013-f926-4d1a-a5fc-27a27dac1809';

test('one sign-in can be made by hand, with nothing but the parts that matter', () => {
  const random = randomOf('by hand');
  const account: AccountValues = {
    id: 'd87237f6-d207-450a-a35c-a5dbb7ec32c4',
    name: 'Anna Berg',
    principalName: 'anna.berg@norrvik.example',
    userType: 'guest',
    homeTenantId: guid(random),
    homeTenantName: '',
    servicePrincipal: null,
    managedIdentity: null,
  };
  const { name: city, state, country, latitude, longitude } = cityNamed('Lagos');
  const { browser, operatingSystem, userAgent } = software('windows', 'Edge', 20_700);
  const signIn = userSignIn(
    random,
    { tenantId: TENANT },
    {
      timeMs: Date.UTC(2026, 10, 20, 3),
      kind: 'interactive',
      account,
      app: applicationsOf(TENANT).officeHome,
      guise: {
        client: { app: 'Browser', userAgent },
        device: {
          id: '',
          name: null,
          operatingSystem,
          browser,
          isCompliant: null,
          isManaged: null,
          trustType: null,
        },
      },
      origin: {
        ipAddress: '192.0.2.9',
        asn: 64_500,
        place: { city, state, country, latitude, longitude },
        trustedLocation: null,
      },
      outcome: outcomes.wrongPassword,
      correlationId: guid(random),
      sessionId: '',
    },
  );
  expect(JSON.parse(graphSignIn(signIn))).toMatchObject({
    createdDateTime: '2026-11-20T03:00:00Z',
    appDisplayName: 'OfficeHome',
    crossTenantAccessType: 'b2bCollaboration',
    resourceTenantId: TENANT,
    status: { errorCode: 50_126 },
    location: { city: 'Lagos', countryOrRegion: 'NG' },
    deviceDetail: {
      operatingSystem: 'Windows10',
      browser: expect.stringMatching(/^Edge \d+\.0\.0$/),
    },
    sessionId: null,
  });
});
