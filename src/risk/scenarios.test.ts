import { expect, test } from 'vitest';
import { DETECTORS } from '../detectors/index.ts';
import {
  DAY,
  EMPTY_HISTORY,
  evidence,
  LIMA,
  MANAGED,
  MFA_ASKED,
  REFUSED,
  NOW,
  HOUR,
  neverSeen,
  signIn,
  usual,
  WRONG,
  type EvidenceChanges,
} from '../detectors/test-support.ts';
import { judgementSettings } from '../schema/settings.ts';
import { judge, prepareJudgement } from './judge.ts';
import {
  CLI,
  FROM_LIMA,
  FROM_OSLO,
  KEY,
  LINUX,
  guessed,
  LOOKING_AROUND,
  NIGHT,
  ON_LINUX,
  SESSION,
  SILENT,
  THROUGH_VPN,
  UNKNOWN_MACHINE,
  VPN,
  WITH_LINUX_FROM_LIMA,
  WORKLOAD,
  WRONGS,
} from './test-support.ts';

const DEFAULT = prepareJudgement(judgementSettings.parse({}), DETECTORS);

/** New, of a user who is on new networks daily. */
const ROAMING = neverSeen(VPN.network, { noveltyRate: 0.2 });

/** What somebody who reads logs for a living expects. No number in here is from the simulator. */
const SCENARIOS: readonly (readonly [expected: string, what: string, EvidenceChanges])[] = [
  ['none', 'an ordinary sign-in', {}],
  [
    'none',
    'a guess from abroad: everybody is guessed at',
    { signIn: { ...LIMA, ...LINUX, ...WRONG }, values: { ...FROM_LIMA, ...ON_LINUX } },
  ],
  [
    'behaviour',
    'the hundredth guess from abroad',
    {
      signIn: { ...LIMA, ...WRONG },
      values: FROM_LIMA,
      failures: { lastHour: 80, attemptsLastHour: 80, wrongSecretsLastDay: 99 },
    },
  ],
  [
    'behaviour',
    'a journey with the managed laptop',
    {
      signIn: { ...LIMA, ...MANAGED },
      values: { ...FROM_LIMA, device: usual(MANAGED.deviceId) },
    },
  ],
  ['behaviour', 'a journey with the known telephone', { signIn: LIMA, values: FROM_LIMA }],
  ['behaviour', 'a new private computer at home', { signIn: LINUX, values: ON_LINUX }],
  ['behaviour', 'a new application', { values: CLI }],
  [
    'none',
    'the office VPN, which came out abroad today',
    {
      signIn: { ...LIMA, ...MANAGED },
      values: {
        ...FROM_LIMA,
        network: neverSeen(LIMA.network, { tenantManagedUsers: 9, tenantUsers: 9 }),
        device: usual(MANAGED.deviceId),
      },
    },
  ],
  ['none', 'a strange place in the first week', { ...EMPTY_HISTORY, ...WITH_LINUX_FROM_LIMA }],
  [
    'behaviour',
    'ping-pong between two known places of one user',
    { travel: { ...FROM_OSLO, from: signIn(LIMA), isFromUsual: false, isToUsual: true } },
  ],
  [
    'low',
    'a new program and a new hour on a private computer',
    {
      signIn: { application: 'Azure CLI' },
      values: { ...CLI, resource: neverSeen('Azure Key Vault') },
      hour: { ...NIGHT, relativeDensity: 0.002 },
    },
  ],
  ['medium', 'a stolen password, from abroad on a strange system', WITH_LINUX_FROM_LIMA],
  [
    'medium',
    'the same, stopped at the second factor',
    { ...WITH_LINUX_FROM_LIMA, signIn: { ...LIMA, ...LINUX, ...MFA_ASKED } },
  ],
  [
    'medium',
    'a stolen password, through a VPN in the city of its owner',
    { signIn: { ...VPN, ...LINUX }, values: { ...THROUGH_VPN, ...ON_LINUX } },
  ],
  [
    'high',
    'a stolen password from abroad, used for a strange application',
    {
      signIn: { ...LIMA, ...LINUX, application: 'Azure CLI' },
      values: { ...FROM_LIMA, ...ON_LINUX, ...CLI },
    },
  ],
  [
    'high',
    'impossible travel to a strange country',
    { signIn: LIMA, values: FROM_LIMA, travel: FROM_OSLO },
  ],
  [
    'critical',
    'impossible travel to a strange country and a strange system',
    { ...WITH_LINUX_FROM_LIMA, travel: FROM_OSLO },
  ],
  [
    'high',
    'a session cookie on another system, through another provider',
    {
      signIn: { ...VPN, ...SESSION, operatingSystem: 'Linux' },
      values: { ...THROUGH_VPN, operatingSystem: usual('Linux', { share: 0.1 }) },
      recent: [signIn({ ...SESSION, timeMs: NOW - HOUR })],
    },
  ],
  [
    'medium',
    'a phished device code, at home on the managed computer',
    {
      signIn: { ...MANAGED, authenticationProtocol: 'deviceCode', application: 'Azure CLI' },
      values: {
        ...CLI,
        device: usual(MANAGED.deviceId),
        protocol: neverSeen('deviceCode'),
      },
    },
  ],
  [
    'high',
    'the tokens of that code, with the device id of the victim, elsewhere',
    {
      signIn: { ...VPN, ...SESSION, ...MANAGED, originalTransferMethod: 'deviceCodeFlow' },
      values: {
        ...THROUGH_VPN,
        device: usual(MANAGED.deviceId),
        protocol: usual('deviceCodeFlow', { share: 0.003 }),
      },
      recent: [signIn({ ...SESSION, ...MANAGED, timeMs: NOW - HOUR })],
    },
  ],
  [
    'medium',
    'three refused second factors from a strange place',
    {
      signIn: { ...LIMA, ...REFUSED },
      values: FROM_LIMA,
      failures: { mfaRefusedLastHour: 3, attemptsLastHour: 3, lastHour: 3 },
    },
  ],
  [
    'high',
    'the user gives in',
    {
      signIn: LIMA,
      values: FROM_LIMA,
      failures: { mfaRefusedLastHour: 6, attemptsLastHour: 7, lastHour: 6 },
    },
  ],
  [
    'high',
    'in at the seventh guess, from abroad',
    {
      signIn: LIMA,
      values: FROM_LIMA,
      recent: WRONGS,
      failures: { wrongSecretsLastDay: 6, lastHour: 6, attemptsLastHour: 7 },
    },
  ],
  [
    'behaviour',
    'in at the seventh attempt, on the network of a café',
    { signIn: VPN, values: { network: ROAMING }, ...guessed(6) },
  ],
  [
    'medium',
    'in at the twenty-first guess, with nothing else strange',
    { signIn: VPN, values: { network: ROAMING }, ...guessed(20) },
  ],
  [
    'medium',
    'one of many sprayed passwords was right, at an address hardly known',
    {
      addressFailures: { users: 40, attempts: 60 },
      values: { address: usual('192.0.2.17', { tenantUsers: 1, recentDays: 1 }) },
    },
  ],
  [
    'medium',
    'the same of a user of whom nothing is known',
    {
      ...EMPTY_HISTORY,
      signIn: LIMA,
      values: FROM_LIMA,
      addressFailures: { users: 40, attempts: 60 },
    },
  ],
  [
    'high',
    'one of many sprayed passwords was right, from abroad',
    { signIn: LIMA, values: FROM_LIMA, addressFailures: { users: 40, attempts: 60 } },
  ],
  [
    'low',
    'back from parental leave, at home',
    { history: { usualGapDays: 1.4, lastTaughtMs: NOW - 200 * DAY } },
  ],
  [
    'behaviour',
    'back from parental leave, at home, on the own managed computer',
    { signIn: MANAGED, history: { usualGapDays: 1.4, lastTaughtMs: NOW - 200 * DAY } },
  ],
  [
    'low',
    'the home computer, new password typed, through a VPN in the same city',
    { signIn: VPN, values: UNKNOWN_MACHINE },
  ],
  [
    'medium',
    'the same at night',
    { signIn: VPN, values: UNKNOWN_MACHINE, hour: { ...NIGHT, relativeDensity: 0.01 } },
  ],
  [
    'none',
    'a laptop that nobody manages goes on in a hotel',
    {
      signIn: { ...VPN, authenticationMethod: 'Previously satisfied' },
      values: UNKNOWN_MACHINE,
    },
  ],
  [
    'medium',
    'an employee goes through strange applications at night, on the own managed computer',
    {
      signIn: { ...MANAGED, application: 'Payroll' },
      values: { ...LOOKING_AROUND.values, device: usual(MANAGED.deviceId) },
      firstUses: LOOKING_AROUND.firstUses,
      hour: NIGHT,
    },
  ],
  [
    'behaviour',
    'a new task: two new applications by day',
    { signIn: { application: 'Payroll' }, ...LOOKING_AROUND },
  ],
  ['none', 'back from two weeks of holiday', { history: { lastTaughtMs: NOW - 14 * DAY } }],
  ['medium', 'a dormant account wakes abroad', { ...WITH_LINUX_FROM_LIMA, history: SILENT }],
  ['behaviour', 'a rotated key', { signIn: WORKLOAD, values: KEY }],
  [
    'medium',
    'the key of a program, used through another provider',
    { signIn: { ...WORKLOAD, ...LIMA }, values: FROM_LIMA },
  ],
  [
    'high',
    'a new key of a program, used through another provider',
    { signIn: { ...WORKLOAD, ...LIMA }, values: { ...FROM_LIMA, ...KEY } },
  ],
  [
    'medium',
    'the right machine, through a strange provider, at night, for a strange application',
    {
      signIn: { ...VPN, application: 'Azure CLI' },
      values: { ...THROUGH_VPN, ...CLI },
      hour: { ...NIGHT, relativeDensity: 0.002 },
    },
  ],
  [
    'low',
    'the same on the managed laptop',
    {
      signIn: { ...VPN, ...MANAGED, application: 'Azure CLI' },
      values: { ...THROUGH_VPN, ...CLI, device: usual(MANAGED.deviceId) },
      hour: { ...NIGHT, relativeDensity: 0.002 },
    },
  ],
];

test.each(SCENARIOS)('%s: %s', (expected, _, changes) => {
  const verdict = judge(evidence(changes), DEFAULT);
  expect(verdict.severity ?? verdict.kind).toBe(expected);
  expect(verdict.failures).toEqual([]);
});

test('every default rule is reached by one of these', () => {
  const reached = SCENARIOS.map(([, , changes]) => judge(evidence(changes), DEFAULT).rule);
  const rules = DEFAULT.settings.severity.map(({ name }) => name);
  expect(rules.filter((name) => !reached.includes(name))).toEqual([]);
});
