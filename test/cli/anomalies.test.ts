import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anomalyRow, behaviourRow, explainOutput } from '../../src/schema/anomaly-outputs.ts';
import { errorOutput } from '../../src/schema/outputs.ts';
import { oddsock, temporaryDirectory } from './oddsock.ts';

const HOSTILE = 'Eve \u001b[2J\u001b]0;owned\u0007 \u009b31m \u202Egpj.exe\r\n<b>';
const START = Date.UTC(2026, 0, 5);
const DAY = 86_400_000;
const DAYS = 30;
const AS_OF = new Date(START + DAYS * DAY).toISOString();

const OSLO = {
  ipAddress: '192.0.2.17',
  autonomousSystemNumber: 64_500,
  location: {
    city: 'Oslo',
    countryOrRegion: 'NO',
    geoCoordinates: { latitude: 59.91, longitude: 10.75 },
  },
};
const LIMA = {
  ipAddress: '203.0.113.7',
  autonomousSystemNumber: 64_999,
  location: {
    city: 'Lima',
    countryOrRegion: 'PE',
    geoCoordinates: { latitude: -12.05, longitude: -77.04 },
  },
};
const WINDOWS = {
  operatingSystem: 'Windows10',
  browser: 'Edge 143.0.0',
  deviceId: 'd-1',
  isManaged: true,
};
const LINUX = { operatingSystem: 'Linux', browser: 'Firefox 150.0', deviceId: '' };

function signIn(id: string, timeMs: number, more: object = {}): string {
  return JSON.stringify({
    id,
    createdDateTime: new Date(timeMs).toISOString(),
    userId: '9b8c0c5e-5d29-4b8e-8f0a-0c6d8a1f2e01',
    userPrincipalName: 'ada@example.org',
    userDisplayName: 'Ada',
    appDisplayName: 'Teams',
    clientAppUsed: 'Browser',
    isInteractive: true,
    signInEventTypes: ['interactiveUser'],
    ...OSLO,
    deviceDetail: WINDOWS,
    status: { errorCode: 0 },
    ...more,
  });
}

/** A month of four sign-ins a day at work; then Ada is in Lima on Linux, an hour after Oslo, and so is
 *  somebody of whom nothing is known. */
function month(): string[] {
  const ordinary = Array.from({ length: DAYS * 4 }, (_, index) =>
    signIn(`o-${index}`, START + Math.floor(index / 4) * DAY + (8 + (index % 4) * 2) * 3_600_000),
  );
  const last = START + DAYS * DAY + 9 * 3_600_000;
  return [
    ...ordinary,
    signIn('at-work', last),
    signIn('stolen', last + 3_600_000, {
      ...LIMA,
      deviceDetail: LINUX,
      appDisplayName: HOSTILE,
    }),
    signIn('again', last + 3_700_000, { ...LIMA, deviceDetail: LINUX, appDisplayName: HOSTILE }),
    signIn('guess', last + 7_200_000, {
      ...LIMA,
      deviceDetail: LINUX,
      status: { errorCode: 50_126 },
    }),
  ];
}

function lines(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

describe('anomalies', () => {
  let directory = '';
  let data = '';
  const run = (...args: readonly string[]) => oddsock([...args, '--data', data, '--quiet']);

  beforeAll(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'oddsock-anomalies-'));
    data = path.join(directory, 'data');
    const file = path.join(directory, 'logs.ndjson');
    writeFileSync(file, `${month().join('\n')}\n`);
  });

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('before anything is judged there are none, and it says what to do', async () => {
    const { code, stdout } = await run('anomalies');
    expect(code).toBe(0);
    expect(stdout).toContain('oddsock.js ingest PATH');
    expect((await run('behaviours', '--json')).stdout).toBe('');
    await run('ingest', path.join(directory, 'logs.ndjson'));
    expect((await run('anomalies')).stdout).toMatch(
      /sign-ins are not judged yet.*oddsock\.js detect/s,
    );
    expect((await run('explain', 'x')).stderr).toContain('oddsock.js detect');
  });

  test('what was not learned from is judged', async () => {
    await run('learn', '--as-of', AS_OF);
    const detected = await run('detect', '--since', AS_OF, '--json');
    expect(JSON.parse(detected.stdout)).toMatchObject({ judged: 4, anomalies: 1, behaviours: 1 });
  }, 180_000);

  test('a stolen password becomes one anomaly, and its repetition a behaviour', async () => {
    const [anomaly, ...others] = lines((await run('anomalies', '--json')).stdout);
    expect(others).toEqual([]);
    const row = anomalyRow.parse(anomaly);
    expect(row).toMatchObject({
      entity: { kind: 'user', name: 'Ada' },
      userPrincipalName: 'ada@example.org',
      severity: 'critical',
      signIn: { country: 'PE', application: HOSTILE, resultClass: 'success' },
    });
    expect(row.title).toMatch(/^Impossible travel, new or rare country, unusual /);
    expect(row.signIns).toEqual(['stolen', 'at-work', 'again']);
    expect(row.detectors).toEqual(row.reasons.map(({ detector }) => detector));
    const [behaviour] = lines((await run('behaviours', '--json')).stdout);
    expect(behaviourRow.parse(behaviour).signIns[0]).toBe('again');
  });

  test('judged again: the same ids and no doubles', async () => {
    const before = (await run('anomalies', '--json')).stdout;
    await run('detect', '--since', AS_OF);
    expect((await run('anomalies', '--json')).stdout).toBe(before);
  });

  test('takes what it is filtered by, and refuses what it does not know', async () => {
    const filters = ['--severity', 'high', '--since', '2026-01-01', '--user', 'ada@example.org'];
    const found = await run('anomalies', '--json', '--limit', '5', ...filters);
    expect(lines(found.stdout)).toHaveLength(1);
    const unknown = await run('anomalies', '--json', '--user', 'nobody');
    expect(unknown.code).toBe(1);
    expect(errorOutput.parse(JSON.parse(unknown.stdout)).error.code).toBe('unknown-user');
    const wrong = await run('anomalies', '--severity', 'urgent');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('low, medium, high, critical');
  });

  test('explains against what is normal for the user, in words and as data', async () => {
    const { stdout } = await run('explain', 'stolen', '--json');
    const { anomaly, explanation } = explainOutput.parse(JSON.parse(stdout));
    expect(anomaly.severity).toBe('critical');
    expect(explanation.aspects).toContain('session');
    const country = explanation.values.find(({ kind }) => kind === 'country');
    expect(country).toMatchObject({ value: 'PE', isNew: true, sharePercent: 0 });
    expect(country?.usual[0]).toMatchObject({ value: 'NO', sharePercent: 100 });
    const text = (await run('explain', anomaly.id)).stdout;
    expect(text).toMatch(/Never seen with this user:[^.]*country PE \(/);
    expect(text).toContain('Oslo, NO and Lima, PE are 11,042 km apart');
    expect(text).toContain('Severity critical');
    expect(text).toMatch(/country +PE +never +NO 100 %/);
    const repeated = (await run('explain', 'again')).stdout;
    expect(repeated).toContain(
      'it goes on with what was told at the sign-in stolen of the same day',
    );
  });

  test('hostile text is shown, never obeyed', async () => {
    for (const args of [['anomalies'], ['behaviours'], ['explain', 'stolen']]) {
      const { code, stdout, stderr } = await run(...args);
      expect(code).toBe(0);
      // oxlint-disable-next-line no-control-regex -- control characters are what is tested
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    }
  });
});

test('a mistake in the settings of judgement is told before anything is judged', async () => {
  const directory = temporaryDirectory();
  const config = path.join(directory, 'oddsock.yaml');
  writeFileSync(config, 'judgement:\n  detectors:\n    new-contry: false\n');
  const data = path.join(directory, 'data');
  const { code, stdout } = await oddsock(['detect', '--json', '--data', data, '--config', config]);
  expect(code).toBe(2);
  expect(errorOutput.parse(JSON.parse(stdout)).error.message).toContain('new-contry');
});
