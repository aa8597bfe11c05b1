import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { errorOutput, ingestOutput, simulateTenantOutput } from '../../src/schema/outputs.ts';
import { oddsock, temporaryDirectory } from './oddsock.ts';

const SMALL = ['simulate', 'tenant', '--users', '12', '--days', '10', '--out', 'tenant'];

test('writes a tenant that is read in without a reject', async () => {
  const cwd = temporaryDirectory();
  const { code, stdout } = await oddsock([...SMALL, '--seed', 'cli', '--json'], { cwd });
  expect(code).toBe(0);
  const written = simulateTenantOutput.parse(JSON.parse(stdout));
  expect(written).toMatchObject({ directory: 'tenant', users: 12, days: 10, seed: 'cli' });
  expect(Object.keys(written.byAttack)).toHaveLength(12);
  const lines = (name: string) =>
    readFileSync(path.join(cwd, 'tenant', name), 'utf8').split('\n').length - 1;
  expect(lines('sign-ins.ndjson')).toBe(written.signIns);
  expect(lines('audit-events.ndjson')).toBe(written.auditEvents);
  expect(lines('labels.ndjson')).toBe(written.labels);
  const files = ['tenant/sign-ins.ndjson', 'tenant/audit-events.ndjson'];
  const ingest = await oddsock(['ingest', ...files, '--json'], { cwd });
  expect(ingestOutput.parse(JSON.parse(ingest.stdout))).toMatchObject({
    read: written.records,
    inserted: written.records,
    updated: 0,
    duplicates: 0,
    rejected: 0,
  });
});

test('says what it wrote, and the same seed writes the same bytes', async () => {
  const cwd = temporaryDirectory();
  const first = await oddsock(SMALL, { cwd });
  expect(first.code).toBe(0);
  expect(first.stdout).toMatch(
    /^Wrote [\d,]+ sign-ins and \d+ audit events of 12 users in 10 days to tenant/,
  );
  expect(first.stdout).toContain('passwordSprayFast');
  const again = await oddsock([...SMALL.slice(0, -1), 'again'], { cwd });
  expect(again.code).toBe(0);
  for (const name of ['sign-ins.ndjson', 'audit-events.ndjson', 'labels.ndjson']) {
    const bytes = (folder: string) => readFileSync(path.join(cwd, folder, name), 'utf8');
    expect(bytes('again')).toBe(bytes('tenant'));
  }
});

test('an attack file decides what happens, from JSON too, and nothing is written over', async () => {
  const cwd = temporaryDirectory();
  const attacks = [
    { attack: 'spreadingLocations', scenarios: 2 },
    { attack: 'mfaFatigue', victims: [3] },
  ];
  writeFileSync(path.join(cwd, 'attacks.json'), JSON.stringify({ attacks }));
  const args = [...SMALL, '--attacks', 'attacks.json', '--json'];
  const { stdout } = await oddsock(args, { cwd });
  const { byAttack } = simulateTenantOutput.parse(JSON.parse(stdout));
  expect(Object.keys(byAttack)).toEqual(['mfaFatigue', 'spreadingLocations']);
  const again = await oddsock(args, { cwd });
  expect(again.code).toBe(1);
  expect(errorOutput.parse(JSON.parse(again.stdout)).error.code).toBe('directory-not-empty');
});

test('--out must be named', async () => {
  const { code, stderr } = await oddsock(['simulate', 'tenant']);
  expect(code).toBe(2);
  expect(stderr).toContain("Required option '--out <dir>' not specified");
});

test('what an attack file asks for in vain is named with line and column', async () => {
  const cwd = temporaryDirectory();
  writeFileSync(
    path.join(cwd, 'a.yaml'),
    'attacks:\n  - attack: bruteForce\n    victims: [4, 13]\n',
  );
  const { code, stdout } = await oddsock([...SMALL, '--attacks', 'a.yaml', '--json'], { cwd });
  expect(code).toBe(2);
  expect(errorOutput.parse(JSON.parse(stdout)).error).toMatchObject({
    code: 'bad-attacks',
    message: 'a.yaml:3:18: no user 13; users are 1 to 12, or by principal name',
  });
  expect(existsSync(path.join(cwd, 'tenant'))).toBe(false);
});
