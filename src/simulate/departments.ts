import type { AppName } from './applications.ts';
import type { WeightedItems } from './draws.ts';

/** How a kind of employee works. Shares and hours are chosen by hand after ordinary office life. */
export interface Department {
  readonly name: string;
  /** of all employees */
  readonly share: number;
  readonly titles: readonly string[];
  readonly webApps: WeightedItems<AppName>;
  readonly nativeApps: WeightedItems<AppName>;
  /** wall-clock hour at which most begin, and its standard deviation */
  readonly startHour: number;
  readonly startDeviation: number;
  /** share of working days at home, on average */
  readonly homeShare: number;
  readonly tripsPerMonth: number;
  /** share who work shifts, and of those at night */
  readonly shiftShare: number;
  readonly nightShare: number;
  readonly partTimeShare: number;
  /** share with a company laptop; the others have a phone and shared computers */
  readonly laptopShare: number;
}

const USUAL_WEB: WeightedItems<AppName> = [
  ['officeHome', 16],
  ['outlookWeb', 14],
  ['sharePointWeb', 16],
  ['teamsWeb', 8],
  ['intranet', 10],
  ['shell', 5],
  ['mySignIns', 1],
  ['myApps', 2],
  ['travel', 2],
  ['people', 3],
  ['learning', 2],
];
const USUAL_NATIVE: WeightedItems<AppName> = [
  ['office', 36],
  ['teams', 34],
  ['oneDrive', 18],
  ['edge', 8],
  ['broker', 4],
];

const office = {
  nativeApps: USUAL_NATIVE,
  startHour: 8.4,
  startDeviation: 0.6,
  homeShare: 0.35,
  tripsPerMonth: 0.15,
  shiftShare: 0,
  nightShare: 0,
  partTimeShare: 0.1,
  laptopShare: 1,
} as const;

export const departments: readonly Department[] = [
  {
    ...office,
    name: 'Sales',
    share: 20,
    titles: ['Account Manager', 'Sales Representative', 'Sales Engineer', 'Head of Sales'],
    webApps: [...USUAL_WEB, ['customers', 34], ['contracts', 8]],
    homeShare: 0.3,
    tripsPerMonth: 0.9,
    startDeviation: 0.9,
  },
  {
    ...office,
    name: 'Engineering',
    share: 24,
    titles: ['Software Engineer', 'Test Engineer', 'Architect', 'Engineering Manager'],
    webApps: [
      ...USUAL_WEB,
      ['code', 34],
      ['builds', 14],
      ['azurePortal', 7],
      ['tickets', 5],
      ['secrets', 3],
    ],
    nativeApps: [...USUAL_NATIVE, ['visualStudioCode', 8], ['azureCli', 4]],
    startHour: 9.2,
    startDeviation: 1.2,
    homeShare: 0.5,
  },
  {
    ...office,
    name: 'Finance',
    share: 8,
    titles: ['Accountant', 'Controller', 'Payroll Specialist'],
    webApps: [...USUAL_WEB, ['accounting', 40], ['payroll', 10], ['powerBi', 8]],
    homeShare: 0.25,
    tripsPerMonth: 0.05,
    partTimeShare: 0.2,
  },
  {
    ...office,
    name: 'Human Resources',
    share: 5,
    titles: ['Recruiter', 'Generalist', 'HR Business Partner'],
    webApps: [...USUAL_WEB, ['people', 36], ['payroll', 8], ['learning', 6]],
    partTimeShare: 0.25,
  },
  {
    ...office,
    name: 'Marketing',
    share: 8,
    titles: ['Marketing Manager', 'Designer', 'Copywriter'],
    webApps: [...USUAL_WEB, ['design', 28], ['customers', 8], ['analytics', 10]],
    startHour: 9,
    startDeviation: 0.8,
    tripsPerMonth: 0.25,
  },
  {
    ...office,
    name: 'Operations',
    share: 16,
    titles: ['Operator', 'Shift Lead', 'Warehouse Worker', 'Planner'],
    webApps: [
      ['shifts', 40],
      ['outlookWeb', 18],
      ['intranet', 18],
      ['officeHome', 10],
      ['people', 6],
      ['learning', 6],
    ],
    startHour: 7,
    homeShare: 0.03,
    tripsPerMonth: 0.01,
    shiftShare: 0.7,
    nightShare: 0.35,
    partTimeShare: 0.2,
    laptopShare: 0.35,
  },
  {
    ...office,
    name: 'Customer Support',
    share: 10,
    titles: ['Support Agent', 'Support Lead'],
    webApps: [...USUAL_WEB, ['tickets', 40], ['customers', 14]],
    shiftShare: 0.6,
    nightShare: 0.25,
    homeShare: 0.5,
    tripsPerMonth: 0.02,
    partTimeShare: 0.25,
  },
  {
    ...office,
    name: 'IT',
    share: 4,
    titles: ['System Administrator', 'Cloud Engineer', 'Security Analyst'],
    webApps: [
      ...USUAL_WEB,
      ['azurePortal', 34],
      ['adminCenter', 18],
      ['graphExplorer', 2],
      ['tickets', 12],
      ['secrets', 8],
    ],
    nativeApps: [
      ...USUAL_NATIVE,
      ['azureCli', 10],
      ['graphTools', 5],
      ['powerShell', 3],
      ['visualStudioCode', 6],
    ],
    startDeviation: 1.1,
    homeShare: 0.5,
  },
  {
    ...office,
    name: 'Service Desk',
    share: 3,
    titles: ['Service Desk Agent', 'Service Desk Lead'],
    webApps: [...USUAL_WEB, ['tickets', 40], ['adminCenter', 26], ['myApps', 4], ['secrets', 3]],
    startHour: 7.6,
    homeShare: 0.3,
    shiftShare: 0.4,
    nightShare: 0.15,
  },
  {
    ...office,
    name: 'Management',
    share: 2,
    titles: ['Chief Executive', 'Chief Financial Officer', 'Vice President', 'Director'],
    webApps: [...USUAL_WEB, ['powerBi', 10], ['contracts', 10], ['analytics', 6]],
    startHour: 7.8,
    startDeviation: 1,
    homeShare: 0.25,
    tripsPerMonth: 2.4,
  },
];

/** What guests come for. */
export const GUEST_APPS: WeightedItems<AppName> = [
  ['sharePointWeb', 50],
  ['teamsWeb', 35],
  ['myApps', 5],
  ['code', 10],
];
