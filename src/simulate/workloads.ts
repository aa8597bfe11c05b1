import { randomOf, type Random } from '../stats/index.ts';
import { resources, type App, type ResourceName } from './applications.ts';
import { graphAudit } from './audit-record.ts';
import { ipv4Of } from './addresses.ts';
import { DAY_MS, HOUR_MS, type DayNumber } from './calendar.ts';
import { cityNamed } from './cities.ts';
import type { Company } from './company.ts';
import { noDevice } from './devices.ts';
import { SYNC_APPLICATION } from './directory-changes.ts';
import { chance, guid, hexadecimal, pick, requestId, wholeBetween } from './draws.ts';
import type { Emit } from './event.ts';
import { placeIn } from './networks.ts';
import { outcomes } from './outcomes.ts';
import { providersFor, type Provider } from './providers.ts';
import type {
  AccountValues,
  ClientValues,
  CredentialValues,
  OriginValues,
  OutcomeValues,
  PlaceValues,
  SignInValues,
} from './sign-in-values.ts';
import { NO_CREDENTIAL } from './user-sign-in.ts';

/** A program that signs in: a service principal or a managed identity. */
export interface Workload {
  readonly random: Random;
  readonly kind: 'servicePrincipal' | 'managedIdentity';
  readonly account: AccountValues;
  readonly app: App;
  readonly client: ClientValues;
  readonly perDay: number;
  /** at the same minutes every day, or whenever there is work */
  readonly isPunctual: boolean;
  readonly where: Whereabouts;
  credential: CredentialValues;
  /** the key is renewed on this day */
  readonly renewalDay: DayNumber;
}

interface Whereabouts {
  readonly provider: Provider | null;
  readonly place: PlaceValues;
  /** [] = another one every time, as of build machines in a cloud */
  readonly addresses: readonly string[];
  readonly trustedLocation: string | null;
}

const NAMES = [
  'Peopledesk Provisioning',
  'Nightly Ledger Export',
  'Clientbase Mail Sync',
  'Forgeworks Deploy',
  'Insightlake Loader',
  'Deskflow Connector',
  'Backup Runner',
  'Invoice Robot',
  'Device Inventory',
  'Meeting Room Displays',
  'Report Mailer',
  'Directory Mirror',
  'Warehouse Scanner Bridge',
  'Log Forwarder',
];
const CLOUD_CITIES = ['Amsterdam', 'Dublin', 'Boydton', 'Frankfurt Am Main', 'Singapore'];
const NOWHERE: PlaceValues = { city: '', state: '', country: '', latitude: null, longitude: null };
const NO_CLIENT: ClientValues = { app: '', userAgent: '' };
const PROGRAMS: readonly ClientValues[] = [
  { app: '', userAgent: '' },
  { app: '', userAgent: 'python-requests/2.32.3' },
  { app: '', userAgent: 'azsdk-net-Identity/1.13.1 (.NET 8.0.11; Ubuntu 24.04)' },
  { app: '', userAgent: 'Mozilla/5.0 (compatible; MSAL 1.0)' },
];

/** The programs of a company of a size: about one for twenty people, a third of them managed identities. */
export function workloadsOf(company: Company, people: number, firstDay: DayNumber): Workload[] {
  return Array.from({ length: Math.ceil(people / 20) + 4 }, (_, index) =>
    workloadOf(company, index, firstDay),
  );
}

function workloadOf(company: Company, index: number, firstDay: DayNumber): Workload {
  const random = randomOf(`${company.seed}/workload`, index);
  const isManaged = index % 3 === 2;
  const title = NAMES[index % NAMES.length] as string;
  const name = index < NAMES.length ? title : `${title} ${Math.floor(index / NAMES.length) + 1}`;
  const appId = guid(random);
  const isBuilder = !isManaged && index % 5 === 3;
  return {
    random,
    kind: isManaged ? 'managedIdentity' : 'servicePrincipal',
    account: accountOf(random, company, name, isManaged),
    app: {
      application: { id: appId, name, ownerTenantId: company.tenantId },
      resources: pick(random, USES).map((each) => resources[each]),
    },
    client: isManaged ? NO_CLIENT : pick(random, PROGRAMS),
    perDay: pick(random, [4, 8, 12, 24, 24, 48]),
    isPunctual: !isBuilder && chance(random, 0.75),
    where: isManaged
      ? { provider: null, place: NOWHERE, addresses: [], trustedLocation: null }
      : placeOf(random, company, isBuilder),
    credential: isManaged
      ? { ...NO_CREDENTIAL, type: 'managedIdentity' }
      : credentialOf(random, isBuilder),
    renewalDay: isManaged || isBuilder ? Number.NaN : firstDay + random.below(180),
  };
}

const USES: readonly (readonly ResourceName[])[] = [
  ['graph'],
  ['graph', 'exchange'],
  ['azure'],
  ['azure', 'keyVault'],
  ['keyVault', 'storage'],
  ['sharePoint'],
];

function accountOf(
  random: Random,
  company: Company,
  name: string,
  isManaged: boolean,
): AccountValues {
  const subscription = guid(random);
  const group = `/subscriptions/${subscription}/resourcegroups/production/providers`;
  const machine = name.toLowerCase().replaceAll(' ', '-');
  return {
    id: '',
    name,
    principalName: '',
    userType: '',
    homeTenantId: company.tenantId,
    homeTenantName: '',
    servicePrincipal: { id: guid(random), name },
    managedIdentity: isManaged
      ? {
          type: 'systemAssigned',
          resourceId: `${group}/Microsoft.Compute/virtualMachines/${machine}`,
        }
      : null,
  };
}

/** In the cloud or in the server room of an office. */
function placeOf(random: Random, company: Company, isBuilder: boolean): Whereabouts {
  const office = pick(random, company.offices);
  if (!isBuilder && chance(random, 0.25)) {
    const { network } = office;
    return {
      provider: network.provider,
      place: network.place,
      addresses: network.ipv4.slice(0, 1),
      trustedLocation: network.trustedLocation,
    };
  }
  const clouds = providersFor('hosting', '*').filter(({ asn }) => asn === 8075 || asn === 16_509);
  const provider = pick(random, clouds);
  return {
    provider,
    place: placeIn(random, cityNamed(pick(random, CLOUD_CITIES))),
    addresses: isBuilder
      ? []
      : Array.from({ length: wholeBetween(random, 1, 2) }, () => ipv4Of(random, provider)),
    trustedLocation: null,
  };
}

function credentialOf(random: Random, isBuilder: boolean): CredentialValues {
  if (isBuilder)
    return { ...NO_CREDENTIAL, type: 'federatedIdentityCredential', federatedId: guid(random) };
  const isCertificate = chance(random, 0.4);
  return {
    type: isCertificate ? 'certificate' : 'clientSecret',
    keyId: guid(random),
    thumbprint: isCertificate ? hexadecimal(random, 20) : '',
    federatedId: '',
  };
}

/** One day (UTC) of a program. @param pace  1 = the usual number of sign-ins */
export function playWorkload(
  workload: Workload,
  company: Company,
  day: DayNumber,
  pace: number,
  emit: Emit,
): void {
  const { random, isPunctual } = workload;
  const count = Math.max(1, Math.round(workload.perDay * pace));
  const stepMs = DAY_MS / count;
  for (let index = 0; index < count; index += 1) {
    const offset = isPunctual ? 90_000 + random.below(20_000) : random.below(Math.floor(stepMs));
    const timeMs = day * DAY_MS + Math.floor(index * stepMs) + offset;
    if (day === workload.renewalDay && timeMs > day * DAY_MS + 10 * HOUR_MS)
      renewKey(workload, timeMs - 60_000, emit);
    const signIn = workloadSignIn(random, company, workload, timeMs);
    emit({ timeMs, signIn, mark: null });
  }
}

const RENEWED = new WeakSet<Workload>();

/** Keys expire: the owner adds another, and the program uses it from then on. */
function renewKey(workload: Workload, timeMs: number, emit: Emit): void {
  if (RENEWED.has(workload)) return;
  RENEWED.add(workload);
  workload.credential = credentialOf(workload.random, false);
  emit({ timeMs, auditLine: keyAdded(workload, timeMs, workload.credential.keyId) });
}

/** The audit record of a new key. */
export function keyAdded(
  { account, app, random }: Workload,
  timeMs: number,
  keyId: string,
): string {
  return graphAudit({
    timeMs,
    correlationId: guid(random),
    sequence: 1 + random.below(2 ** 31),
    service: 'Core Directory',
    category: 'ApplicationManagement',
    operation: 'Update',
    activity: 'Update application – Certificates and secrets management ',
    result: 'success',
    reason: '',
    by: { app: SYNC_APPLICATION },
    targets: [
      {
        type: 'Application',
        id: app.application.id,
        name: account.name,
        changes: [
          [
            'KeyDescription',
            [],
            [`[KeyIdentifier=${keyId},KeyType=Password,KeyUsage=Verify,DisplayName=]`],
          ],
        ],
      },
    ],
  });
}

/** What may differ from how a program usually signs in. */
export interface WorkloadChanges {
  readonly origin?: OriginValues;
  readonly outcome?: OutcomeValues;
  readonly credential?: CredentialValues;
  readonly client?: ClientValues;
  readonly resource?: ResourceName;
}

export function workloadSignIn(
  random: Random,
  company: Company,
  workload: Workload,
  timeMs: number,
  changes: WorkloadChanges = {},
): SignInValues {
  return {
    id: requestId(random),
    timeMs,
    kind: workload.kind,
    tenantId: company.tenantId,
    account: workload.account,
    application: workload.app.application,
    resource:
      changes.resource === undefined
        ? pick(random, workload.app.resources)
        : resources[changes.resource],
    client: changes.client ?? workload.client,
    device: noDevice,
    origin: changes.origin ?? originOf(random, workload.where),
    outcome: changes.outcome ?? outcomes.workload,
    credential: changes.credential ?? workload.credential,
    correlationId: guid(random),
    sessionId: '',
    incomingTokenType: 'none',
    protocol: 'none',
    originalTransferMethod: 'none',
    crossTenantAccessType: 'none',
    processingTimeMs: wholeBetween(random, 20, 250),
  };
}

function originOf(
  random: Random,
  { provider, place, addresses, trustedLocation }: Whereabouts,
): OriginValues {
  if (provider === null) return { ipAddress: '', asn: null, place, trustedLocation };
  const ipAddress = addresses.length === 0 ? ipv4Of(random, provider) : pick(random, addresses);
  return { ipAddress, asn: provider.asn, place, trustedLocation };
}
