import type { ApplicationValues, ResourceValues } from './sign-in-values.ts';

const MICROSOFT_TENANT = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';

/** Well-known resources of Microsoft, with their public application ids. The ids of their service
 *  principals differ from tenant to tenant; these are invented. */
const RESOURCES = {
  graph: [
    '00000003-0000-0000-c000-000000000000',
    'Microsoft Graph',
    '6c1d2f0a-3b52-4a8e-9d47-1f5e8b2c9a01',
  ],
  exchange: [
    '00000002-0000-0ff1-ce00-000000000000',
    'Office 365 Exchange Online',
    '0f7a4c3e-91d8-4e26-8b35-72c6d1a0e502',
  ],
  sharePoint: [
    '00000003-0000-0ff1-ce00-000000000000',
    'Office 365 SharePoint Online',
    '93b5e8d1-4f60-4c7a-a2e9-d80c6b17f303',
  ],
  teams: [
    'cc15fd57-2c6c-4117-a88c-83b1d56b4bbe',
    'Microsoft Teams Services',
    '5e2a9c74-08b3-49d6-bf11-3a7d40e6c804',
  ],
  azure: [
    '797f4846-ba00-4fd7-ba43-dac1f8f63013',
    'Windows Azure Service Management API',
    'b8d06f35-e7a2-4b19-95c4-60f2a3d8e105',
  ],
  directory: [
    '00000002-0000-0000-c000-000000000000',
    'Windows Azure Active Directory',
    '27c4b9e0-5d1f-43a8-8e60-c9b7f2a41d06',
  ],
  keyVault: [
    'cfa8b339-82a2-471a-a3c9-0fc0be7a4093',
    'Azure Key Vault',
    'e45d1b82-7c90-4f3e-a6b7-08d9c2f5a307',
  ],
  storage: [
    'e406a681-f3d4-42a8-90b6-c2b029497af1',
    'Azure Storage',
    '19f8c6a4-2e7b-4d05-b3c1-f4a06d98e208',
  ],
  registration: [
    '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9',
    'Device Registration Service',
    'd7031ea9-6b48-4c92-8f5d-b2e1c70a4909',
  ],
  office: [
    '4765445b-32c6-49b0-83e6-1d93765276ca',
    'OfficeHome',
    '3ab72f5c-d914-4e8b-97a0-5c6e1d8f230a',
  ],
} as const satisfies Readonly<Record<string, readonly [string, string, string]>>;

export type ResourceName = keyof typeof RESOURCES;

function resource(name: ResourceName): ResourceValues {
  const [id, title, servicePrincipalId] = RESOURCES[name];
  return { id, name: title, ownerTenantId: MICROSOFT_TENANT, servicePrincipalId };
}

export const resources: Readonly<Record<ResourceName, ResourceValues>> = {
  graph: resource('graph'),
  exchange: resource('exchange'),
  sharePoint: resource('sharePoint'),
  teams: resource('teams'),
  azure: resource('azure'),
  directory: resource('directory'),
  keyVault: resource('keyVault'),
  storage: resource('storage'),
  registration: resource('registration'),
  office: resource('office'),
};

/** An application and the resources that it asks for. */
export interface App {
  readonly application: ApplicationValues;
  readonly resources: readonly ResourceValues[];
}

/** `own` = the tenant's own application: the resource is the application itself. */
const APPS = {
  officeHome: ['4765445b-32c6-49b0-83e6-1d93765276ca', 'OfficeHome', 'office graph'],
  outlookWeb: ['9199bf20-a13f-4107-85dc-02114787ef48', 'One Outlook Web', 'exchange graph'],
  sharePointWeb: [
    '08e18876-6177-487e-b8b5-cf950c1e598c',
    'SharePoint Online Web Client Extensibility',
    'sharePoint graph',
  ],
  teamsWeb: ['5e3ce6c0-2b1f-4285-8d4b-75ee78787346', 'Microsoft Teams Web Client', 'teams graph'],
  azurePortal: ['c44b4083-3bb0-49c1-b47d-974e53cbdf3c', 'Azure Portal', 'azure graph'],
  adminCenter: [
    '00000006-0000-0ff1-ce00-000000000000',
    'Microsoft Office 365 Portal',
    'directory graph',
  ],
  powerBi: ['871c010f-5e61-4fb1-83ac-98610a7e9110', 'Microsoft Power BI', 'graph'],
  mySignIns: ['19db86c3-b2b9-44cc-b339-36da233a3be2', 'My Signins', 'graph'],
  myApps: ['2793995e-0a7d-40d7-bd35-6968ba142197', 'My Apps', 'directory graph'],
  shell: [
    '89bee1f7-5e6e-4d8a-9f3d-ecd601259da7',
    'Office365 Shell WCSS-Client',
    'graph sharePoint',
  ],
  graphExplorer: ['de8bc8b5-d9f9-48b1-a8ad-b748da725064', 'Graph Explorer', 'graph'],
  office: ['d3590ed6-52b3-4102-aeff-aad2292ab01c', 'Microsoft Office', 'exchange sharePoint graph'],
  teams: [
    '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
    'Microsoft Teams',
    'teams graph sharePoint exchange',
  ],
  oneDrive: ['ab9b8c07-8f02-4f72-87fa-80105867a763', 'OneDrive SyncEngine', 'sharePoint graph'],
  outlookMobile: ['27922004-5251-4030-b22d-91ecd9a37ea4', 'Outlook Mobile', 'exchange graph'],
  authenticator: ['4813382a-8fa7-425e-ab75-3b753aab3abb', 'Microsoft Authenticator App', 'graph'],
  broker: [
    '29d9ed98-a469-4536-ade2-f981bc1d605e',
    'Microsoft Authentication Broker',
    'registration graph',
  ],
  edge: ['ecd6b820-32c2-49b6-98a6-444530e5a77a', 'Microsoft Edge', 'graph'],
  windowsSignIn: ['38aa3b87-a06d-4817-b275-7a316988d93b', 'Windows Sign In', 'directory'],
  azureCli: ['04b07795-8ddb-461a-bbee-02f9e1bf7b46', 'Microsoft Azure CLI', 'azure graph'],
  visualStudioCode: ['aebc6443-996d-45c2-90f0-388ff96faa56', 'Visual Studio Code', 'azure graph'],
  powerShell: [
    '1b730954-1685-4b74-9bfd-dac224a7b894',
    'Azure Active Directory PowerShell',
    'directory',
  ],
  graphTools: [
    '14d82eec-204b-4c2f-b7e8-296a70dab67e',
    'Microsoft Graph Command Line Tools',
    'graph',
  ],
  activeSync: ['00000002-0000-0ff1-ce00-000000000000', 'Office 365 Exchange Online', 'exchange'],
  payroll: ['7b1f64d2-0c8e-4a39-9d52-e63a1f70b801', 'Ledgerline Payroll', 'own'],
  accounting: ['c25e90a7-6d13-4fb8-8a04-1b9c7e52d602', 'Ledgerline Accounting', 'own'],
  people: ['4d8b3f61-a20c-47e5-b9f8-70c61e2a9403', 'Peopledesk', 'own'],
  customers: ['91a6c7e4-3f58-4d02-a7b1-5e8d09f3c204', 'Clientbase CRM', 'own'],
  tickets: ['e07d52b9-8c41-4a6f-93e5-2d4f81b6a005', 'Deskflow Tickets', 'own'],
  code: ['5f3c81a0-e69b-4b27-8d14-c07a92e5f806', 'Forgeworks Code', 'own'],
  builds: ['a84e1d27-5b06-4c93-b6f2-93d8e7c01407', 'Forgeworks Builds', 'own'],
  design: ['2c97b0f5-71ae-4e84-9fd3-46b5a8e10908', 'Sketchroom', 'own'],
  travel: ['d612e8c3-94b7-4051-8ea6-b3f07c25d109', 'Wayfare Travel', 'own'],
  learning: ['60f4a9d8-2e53-4b7c-a1d0-e85b39c6720a', 'Coursebook', 'own'],
  intranet: ['b3d85c16-0fa7-4962-97e4-8a21d6f0e30b', 'Intranet', 'own'],
  contracts: ['18e7c2f4-b650-4d3a-8b97-f0c45a9d1e0c', 'Signbridge', 'own'],
  shifts: ['f59b06e3-d278-4ac1-95e0-3c7d8b14a60d', 'Shiftboard', 'own'],
  analytics: ['87c3a15e-49d0-4f86-bc72-a60e5d93f10e', 'Insightlake', 'own'],
  secrets: ['3e60d7b2-c81f-4a94-8e35-5f9b02a7c40f', 'Keycellar', 'own'],
} as const satisfies Readonly<Record<string, readonly [string, string, string]>>;

export type AppName = keyof typeof APPS;

/** Those that are not web pages: their sign-ins are of "Mobile Apps and Desktop clients". */
export const NATIVE_APPS: ReadonlySet<AppName> = new Set([
  'office',
  'teams',
  'oneDrive',
  'outlookMobile',
  'authenticator',
  'broker',
  'edge',
  'windowsSignIn',
  'azureCli',
  'visualStudioCode',
  'powerShell',
  'graphTools',
]);

/** The applications of one tenant: Microsoft's, and its own. */
export function applicationsOf(tenantId: string): Readonly<Record<AppName, App>> {
  const named = {} as Record<AppName, App>;
  for (const name of Object.keys(APPS) as AppName[]) named[name] = appOf(name, tenantId);
  return named;
}

function appOf(name: AppName, tenantId: string): App {
  const [id, title, asks] = APPS[name];
  const ownerTenantId = asks === 'own' ? tenantId : MICROSOFT_TENANT;
  const application = { id, name: title, ownerTenantId };
  if (asks === 'own') {
    return { application, resources: [{ ...application, servicePrincipalId: reversed(id) }] };
  }
  return {
    application,
    resources: asks.split(' ').map((each) => resources[each as ResourceName]),
  };
}

/** Another id that belongs to an id. */
function reversed(id: string): string {
  const digits = id.replaceAll('-', '').split('').toReversed().join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
