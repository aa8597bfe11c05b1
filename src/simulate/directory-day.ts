import { randomOf, type Random } from '../stats/index.ts';
import { graphAudit, type AuditActor, type AuditTarget } from './audit-record.ts';
import { DAY_MS, HOUR_MS, weekdayOf, type DayNumber } from './calendar.ts';
import type { Company } from './company.ts';
import { auditUser, SYNC_APPLICATION, userTarget } from './directory-changes.ts';
import { between, guid, pick, poisson } from './draws.ts';
import type { Emit } from './event.ts';
import type { Person } from './people.ts';
import { utcOf } from './zones.ts';

type Doer = 'IT' | 'Service Desk' | 'themselves' | 'synchronisation';

/** A kind of routine change. */
interface Routine {
  readonly activity: string;
  readonly category: string;
  readonly operation: string;
  readonly service: string;
  readonly by: Doer;
  /** on a working day, for 100 users; chosen by hand */
  readonly perHundred: number;
  readonly targets: (person: Person, random: Random) => readonly AuditTarget[];
}

const ROLES = [
  'User Administrator',
  'Exchange Administrator',
  'Security Reader',
  'Helpdesk Administrator',
  'Global Reader',
];
const GROUPS = [
  'All employees',
  'Project Aurora',
  'Works council',
  'VPN users',
  'CRM licences',
  'Building access',
];
const CONSENTED = ['Sketchroom Add-in', 'Meeting Notes', 'Polls for Teams', 'Calendar Helper'];

const core = {
  service: 'Core Directory',
  operation: 'Update',
  category: 'UserManagement',
} as const;

const ROUTINES: readonly Routine[] = [
  {
    ...core,
    activity: 'Update user',
    by: 'synchronisation',
    perHundred: 2,
    targets: (person, random) => [
      userTarget(person, [['TelephoneNumber', [], [`+00 ${100_000 + random.below(900_000)}`]]]),
    ],
  },
  {
    ...core,
    activity: 'Reset user password',
    by: 'Service Desk',
    perHundred: 0.6,
    targets: (person) => [userTarget(person)],
  },
  {
    ...core,
    activity: 'Reset password (self-service)',
    service: 'Self-service Password Management',
    by: 'themselves',
    perHundred: 0.3,
    targets: (person) => [userTarget(person)],
  },
  {
    ...core,
    activity: 'Add member to group',
    category: 'GroupManagement',
    operation: 'Assign',
    by: 'IT',
    perHundred: 1.2,
    targets: (person, random) => [userTarget(person), group(random)],
  },
  {
    ...core,
    activity: 'Remove member from group',
    category: 'GroupManagement',
    operation: 'Unassign',
    by: 'IT',
    perHundred: 0.5,
    targets: (person, random) => [userTarget(person), group(random)],
  },
  {
    ...core,
    activity: 'Add member to role completed (PIM activation)',
    service: 'PIM',
    category: 'RoleManagement',
    operation: 'Assign',
    by: 'IT',
    perHundred: 1,
    targets: (_, random) => [role(random)],
  },
  {
    ...core,
    activity: 'Add member to role',
    category: 'RoleManagement',
    operation: 'Assign',
    by: 'IT',
    perHundred: 0.04,
    targets: (person, random) => [userTarget(person), role(random)],
  },
  {
    ...core,
    activity: 'Consent to application',
    category: 'ApplicationManagement',
    operation: 'Assign',
    by: 'themselves',
    perHundred: 0.2,
    targets: (_, random) => [application(random)],
  },
  {
    ...core,
    activity: 'Update conditional access policy',
    service: 'Conditional Access',
    category: 'Policy',
    by: 'IT',
    perHundred: 0.02,
    targets: () => [
      {
        type: 'Policy',
        id: '08bf4d61-7c25-4ea9-92d0-3b6e51a9cf05',
        name: 'Sign-in frequency on unmanaged devices',
      },
    ],
  },
];

/** The routine changes of one day in the directory. */
export function playDirectory(
  { company, people }: { readonly company: Company; readonly people: readonly Person[] },
  day: DayNumber,
  emit: Emit,
): void {
  const weekday = weekdayOf(day);
  const isFree = weekday === 0 || weekday === 6;
  const random = randomOf(`${company.seed}/directory/${day}`);
  const here = people.filter(({ joinedDay, leftDay }) => joinedDay < day && leftDay > day);
  if (here.length === 0) return;
  for (const routine of ROUTINES) {
    const mean = (people.length / 100) * routine.perHundred * (isFree ? 0.1 : 1);
    for (let times = poisson(random, mean); times > 0; times -= 1) {
      const person = pick(random, here);
      const doer = doerOf(random, routine.by, person, here);
      const zone = doer?.home.zone ?? person.home.zone;
      const timeMs = Math.floor(utcOf(zone, day * DAY_MS + between(random, 7.5, 17) * HOUR_MS));
      emit({ timeMs, auditLine: lineOf(routine, random, person, doer, timeMs) });
    }
  }
}

/** Who resets passwords; in small companies whoever is there. */
export function serviceDeskOf(people: readonly Person[]): AuditActor[] {
  const desk = people.filter(
    ({ department, isGuest }) => department.name === 'Service Desk' && !isGuest,
  );
  return (desk.length > 0 ? desk : people.slice(0, 1)).map(actorOf);
}

function actorOf(person: Person): AuditActor {
  const ipAddress = (person.office?.network ?? person.homeNetwork).ipv4[0] ?? '';
  return { user: auditUser(person), ipAddress };
}

function doerOf(random: Random, by: Doer, person: Person, here: readonly Person[]): Person | null {
  if (by === 'synchronisation') return null;
  if (by === 'themselves') return person;
  const staff = here.filter(
    ({ activity, department }) => department.name === by && activity === 'regular',
  );
  return staff.length > 0 ? pick(random, staff) : (here[0] ?? person);
}

function lineOf(
  { activity, category, operation, service, targets }: Routine,
  random: Random,
  person: Person,
  doer: Person | null,
  timeMs: number,
): string {
  const by = doer === null ? { app: SYNC_APPLICATION } : actorOf(doer);
  return graphAudit({
    timeMs,
    correlationId: guid(random),
    sequence: 1 + random.below(2 ** 31),
    service,
    category,
    operation,
    activity,
    result: random.uniform() < 0.02 ? 'failure' : 'success',
    reason: '',
    by,
    targets: targets(person, random),
  });
}

function group(random: Random): AuditTarget {
  const index = random.below(GROUPS.length);
  return {
    type: 'Group',
    id: `4f7d0c1e-6b82-4a95-93d0-2e8c5b17f4a${index}`,
    name: GROUPS[index] ?? null,
  };
}

function role(random: Random): AuditTarget {
  const index = random.below(ROLES.length);
  const name = ROLES[index] ?? '';
  return {
    type: 'Role',
    id: `b94e2d70-15c8-4f36-a0d9-7c3b8e61f25${index}`,
    name: null,
    changes: [['Role.DisplayName', null, name]],
  };
}

function application(random: Random): AuditTarget {
  const index = random.below(CONSENTED.length);
  return {
    type: 'ServicePrincipal',
    id: `c27a9f54-8e03-4d61-b7f2-90d5a3c1e86${index}`,
    name: CONSENTED[index] ?? null,
    changes: [['ConsentAction.Permissions', null, 'Scope: User.Read offline_access']],
  };
}
