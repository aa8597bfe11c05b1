import { SIMULATED_ID } from '../schema/sign-in.ts';
import type { Baseline } from '../baselines/index.ts';
import { HABIT_KIND_NAMES, type HabitKind } from '../schema/habit-kinds.ts';
import { OddsockError } from '../schema/error.ts';
import { NO_CREDENTIAL, outcomes, type SignInValues, type UsualWays } from '../simulate/index.ts';
import type { Store } from '../store/index.ts';

/** Columns of sign_ins that the simulator has a place for, by their name here. */
const COLUMNS = {
  kind: 'SignInKind',
  timeMs: 'toUnixTimestamp64Milli(CreatedDateTime)',
  tenantId: `if(ResourceTenantId != '', ResourceTenantId, HomeTenantId)`,
  homeTenantId: 'HomeTenantId',
  homeTenantName: 'HomeTenantName',
  userId: 'UserId',
  name: 'EntityName',
  principalName: 'UserPrincipalName',
  userType: 'lower(UserType)',
  servicePrincipalId: 'ServicePrincipalId',
  applicationId: 'AppId',
  application: 'Application',
  applicationOwner: 'AppOwnerTenantId',
  resourceId: 'ResourceIdentity',
  resource: 'ResourceName',
  resourceOwner: 'ResourceOwnerTenantId',
  resourcePrincipal: 'ResourceServicePrincipalId',
  client: 'ClientAppUsed',
  userAgent: 'UserAgent',
  deviceId: 'DeviceId',
  deviceName: 'DeviceName',
  operatingSystem: 'OperatingSystem',
  browser: 'Browser',
  isCompliant: 'IsCompliant',
  isManaged: 'IsManaged',
  trustType: `simpleJSONExtractString(DeviceDetail, 'trustType')`,
  ipAddress: 'IPAddress',
  asn: 'Asn',
  city: 'City',
  state: 'State',
  country: 'Country',
  latitude: 'Latitude',
  longitude: 'Longitude',
  sessionId: 'SessionId',
  keyId: 'ServicePrincipalCredentialKeyId',
  thumbprint: 'ServicePrincipalCredentialThumbprint',
  isMultiFactor: `AuthenticationRequirement = 'multiFactorAuthentication'`,
} as const;

type Numeric = 'timeMs' | 'asn';
type Coordinate = 'latitude' | 'longitude';
type Flag = 'isCompliant' | 'isManaged';
type Row = {
  readonly [Name in keyof typeof COLUMNS]: Name extends Numeric
    ? number
    : Name extends Coordinate
      ? number | null
      : Name extends Flag
        ? boolean | null
        : string;
} & { readonly kind: SignInValues['kind'] };

/** A usual sign-in of an entity, and what was seen with it.
 *  @param isNewest  the newest one; else one in a browser if there is one: it says most
 *  @throws OddsockError 'nothing-usual' when no success is stored */
export async function usualWays(
  store: Store,
  baseline: Baseline,
  isNewest: boolean,
): Promise<UsualWays> {
  const select = Object.entries(COLUMNS).map(([name, sql]) => `${sql} AS ${name}`);
  const [row] = await store.rows<Row>(
    `SELECT ${select.join(', ')}
     FROM sign_ins
     WHERE EntityId = {entityId:String} AND ResultClass = 'success' AND Id NOT LIKE {simulated:String}
     ORDER BY ${isNewest ? `SessionId != '' AND Latitude IS NOT NULL DESC` : `ClientAppUsed = 'Browser' DESC`},
       CreatedDateTime DESC, Id
     LIMIT 1`,
    { entityId: baseline.entityId, simulated: `${SIMULATED_ID}%` },
  );
  if (row === undefined) {
    throw new OddsockError('nothing-usual', `No success of "${baseline.entityName}" is stored.`, {
      hint: 'Name another user; "oddsock training" lists all.',
    });
  }
  return {
    typical: valuesOfRow(row),
    countries: seen(baseline, 'country'),
    asns: new Set([...seen(baseline, 'asn')].map((asn) => Number(asn.slice(2)))),
    operatingSystems: seen(baseline, 'operatingSystem'),
  };
}

function seen({ kinds, values }: Baseline, kind: HabitKind): Set<string> {
  const wanted = HABIT_KIND_NAMES.indexOf(kind) + 1;
  return new Set(values.filter((_, index) => kinds[index] === wanted));
}

function valuesOfRow(row: Row): SignInValues {
  const isUser = row.servicePrincipalId === '';
  return {
    id: '',
    timeMs: row.timeMs,
    // Somebody who is there, not a token that is refreshed.
    kind: isUser ? 'interactive' : row.kind,
    tenantId: row.tenantId,
    account: {
      id: row.userId,
      name: row.name,
      principalName: row.principalName,
      userType: row.userType === 'guest' || row.userType === 'member' ? row.userType : '',
      homeTenantId: row.homeTenantId,
      homeTenantName: row.homeTenantName,
      servicePrincipal: isUser ? null : { id: row.servicePrincipalId, name: row.name },
      managedIdentity: null,
    },
    application: {
      id: row.applicationId,
      name: row.application,
      ownerTenantId: row.applicationOwner,
    },
    resource: {
      id: row.resourceId,
      name: row.resource,
      ownerTenantId: row.resourceOwner,
      servicePrincipalId: row.resourcePrincipal,
    },
    client: { app: row.client, userAgent: row.userAgent },
    device: {
      id: row.deviceId,
      name: row.deviceName === '' ? null : row.deviceName,
      operatingSystem: row.operatingSystem,
      browser: row.browser,
      isCompliant: row.isCompliant,
      isManaged: row.isManaged,
      trustType: row.trustType === '' ? null : row.trustType,
    },
    origin: {
      ipAddress: row.ipAddress,
      asn: row.asn === 0 ? null : row.asn,
      place: {
        city: row.city,
        state: row.state,
        country: row.country,
        latitude: row.latitude,
        longitude: row.longitude,
      },
      trustedLocation: null,
    },
    outcome: isUser ? outcomeOf(row) : outcomes.workload,
    credential:
      row.keyId === ''
        ? NO_CREDENTIAL
        : {
            type: 'clientSecret',
            keyId: row.keyId,
            thumbprint: row.thumbprint,
            federatedId: '',
          },
    correlationId: '',
    sessionId: row.sessionId,
    incomingTokenType: 'none',
    protocol: isUser ? 'oAuth2' : 'none',
    originalTransferMethod: 'none',
    crossTenantAccessType: row.userType === 'guest' ? 'b2bCollaboration' : 'none',
    processingTimeMs: 0,
  };
}

function outcomeOf({ isMultiFactor }: Row): SignInValues['outcome'] {
  return Number(isMultiFactor) === 1 ? outcomes.byClaim : outcomes.byClaimSingle;
}
