import { graphAudit, type AuditUser, type AuditValues } from './audit-record.ts';
import type { Device } from './devices.ts';
import { guid } from './draws.ts';
import type { Person } from './people.ts';
import type { Scene } from './scene.ts';

/** Where the application that does the company's routine changes is known. */
export const SYNC_APPLICATION = {
  appId: 'd4ebce55-015a-49b5-a083-c84d1797ae8c',
  name: 'Peopledesk Provisioning',
  servicePrincipalId: '8b2f6c19-e05d-4a73-b1c8-49d7e3a05f10',
} as const;

export const REGISTRATION_SERVICE = {
  appId: '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9',
  name: 'Device Registration Service',
  servicePrincipalId: 'd7031ea9-6b48-4c92-8f5d-b2e1c70a4909',
} as const;

export function auditUser({ account }: Person): AuditUser {
  const { id, name, principalName } = account;
  return { id, name, principalName };
}

export function userTarget(
  { account }: Person,
  changes: NonNullable<AuditValues['targets'][number]['changes']> = [],
) {
  return {
    type: 'User',
    id: account.id,
    name: account.name,
    principalName: account.principalName,
    changes,
  } as const;
}

type Change = Omit<AuditValues, 'correlationId' | 'sequence' | 'result' | 'reason'>;

/** One successful change becomes one audit record, with randomness of whoever it is about. */
export function change({ emit }: Pick<Scene, 'emit'>, about: Person, of: Change): void {
  const { random } = about;
  const auditLine = graphAudit({
    result: 'success',
    reason: '',
    correlationId: guid(random),
    sequence: 1 + random.below(2 ** 31),
    ...of,
  });
  emit({ timeMs: of.timeMs, auditLine });
}

/** The user gave themselves a new password: older tokens are void. */
export function passwordChanged(scene: Scene, timeMs: number, ipAddress: string): void {
  const { person } = scene;
  person.passwordSetDay = scene.day;
  person.revokedMs = timeMs;
  changedByThemselves(scene, timeMs, ipAddress, 'Core Directory', 'Change user password');
}

/** The service desk gave the user a new password. */
export function passwordReset(scene: Scene, timeMs: number): void {
  const { person } = scene;
  person.passwordSetDay = scene.day;
  person.revokedMs = timeMs;
  change(scene, person, {
    timeMs,
    service: 'Core Directory',
    category: 'UserManagement',
    operation: 'Update',
    activity: 'Reset user password',
    // the same agent for the same user
    by: pickBy(scene.serviceDesk, person.number),
    targets: [userTarget(person)],
  });
}

function pickBy(agents: Scene['serviceDesk'], number: number): AuditValues['by'] {
  return agents[number % agents.length] ?? { app: SYNC_APPLICATION };
}

export function deviceRegistered(scene: Scene, timeMs: number, device: Device): void {
  const { person } = scene;
  change(scene, person, {
    timeMs,
    service: 'Device Registration Service',
    category: 'Device',
    operation: 'Add',
    activity: 'Register device',
    by: { app: REGISTRATION_SERVICE },
    targets: [
      {
        type: 'Device',
        id: device.id,
        name: device.name,
        changes: [
          ['TrustType', null, [device.trustType]],
          ['AccountEnabled', [], [true]],
        ],
      },
      userTarget(person),
    ],
    details: { 'Device OS': device.system, 'Device Trust Type': device.trustType ?? '' },
  });
}

export function securityInfoRegistered(scene: Scene, timeMs: number, ipAddress: string): void {
  const activity = 'User registered security info';
  changedByThemselves(scene, timeMs, ipAddress, 'Authentication Methods', activity);
}

function changedByThemselves(
  scene: Scene,
  timeMs: number,
  ipAddress: string,
  service: string,
  activity: string,
): void {
  const { person } = scene;
  change(scene, person, {
    timeMs,
    service,
    category: 'UserManagement',
    operation: 'Update',
    activity,
    by: { user: auditUser(person), ipAddress },
    targets: [userTarget(person)],
  });
}

export function userAdded(scene: Scene, timeMs: number): void {
  const { person } = scene;
  const { department, title } = person;
  change(scene, person, {
    timeMs,
    service: 'Core Directory',
    category: 'UserManagement',
    operation: 'Add',
    activity: 'Add user',
    by: { app: SYNC_APPLICATION },
    targets: [
      userTarget(person, [
        ['AccountEnabled', [], [true]],
        ['Department', [], [department.name]],
        ['JobTitle', [], [title]],
      ]),
    ],
  });
}

export function userDisabled(scene: Scene, timeMs: number): void {
  const { person } = scene;
  change(scene, person, {
    timeMs,
    service: 'Core Directory',
    category: 'UserManagement',
    operation: 'Update',
    activity: 'Disable account',
    by: { app: SYNC_APPLICATION },
    targets: [userTarget(person, [['AccountEnabled', [true], [false]]])],
  });
}
