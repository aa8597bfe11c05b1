import { randomOf, type Random } from '../stats/index.ts';
import { resources, type App, type ResourceName } from './applications.ts';
import { ipv4Of } from './addresses.ts';
import type { DayNumber } from './calendar.ts';
import { cityNamed } from './cities.ts';
import type { Company } from './company.ts';
import { chance, guid, hexadecimal, pick, wholeBetween } from './draws.ts';
import { placeIn } from './networks.ts';
import { providersFor, type Provider } from './providers.ts';
import type {
  AccountValues,
  ClientValues,
  CredentialValues,
  PlaceValues,
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
  readonly where: WorkloadPlace;
  credential: CredentialValues;
  /** the key is renewed on this day */
  readonly renewalDay: DayNumber;
}

/** Where a program runs. */
export interface WorkloadPlace {
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
function placeOf(random: Random, company: Company, isBuilder: boolean): WorkloadPlace {
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
  const clouds = providersFor('hosting', '*');
  const large = clouds.filter(({ asn }) => asn === 8075 || asn === 16_509);
  const provider = pick(random, chance(random, 0.6) ? large : clouds);
  return {
    provider,
    place: placeIn(random, cityNamed(pick(random, CLOUD_CITIES))),
    addresses: isBuilder
      ? []
      : Array.from({ length: wholeBetween(random, 1, 2) }, () => ipv4Of(random, provider)),
    trustedLocation: null,
  };
}

export function credentialOf(random: Random, isBuilder: boolean): CredentialValues {
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
