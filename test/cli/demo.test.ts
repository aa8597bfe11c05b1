import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { demoOutput } from '../../src/schema/demo-output.ts';
import { simulateAnomalyOutput } from '../../src/schema/simulate-anomaly-output.ts';
import { errorOutput } from '../../src/schema/outputs.ts';
import { finished, OBEYED, oddsock, startOddsock, temporaryDirectory } from './oddsock.ts';

const SMALL = ['demo', '--users', '20', '--days', '28', '--seed', 'test'];

test('the demo makes a tenant once, judges its last week, and tells how good that was', async () => {
  const cwd = temporaryDirectory();
  // Stopped half way, as by a power cut: nothing of it may be built on.
  const child = startOddsock(SMALL, { cwd });
  const killed = finished(child);
  child.stdin.end();
  while (!existsSync(path.join(cwd, 'oddsock-demo/data'))) await sleep(20);
  child.kill('SIGKILL');
  await killed;
  expect(existsSync(path.join(cwd, 'oddsock-demo/demo.json'))).toBe(false);

  const first = await oddsock([...SMALL, '--json'], { cwd });
  expect(first.code).toBe(0);
  expect(first.stderr).toContain('Making a company that does not exist');
  const report = demoOutput.parse(JSON.parse(first.stdout));
  const { tenant, ingest, detect, evaluation } = report;
  expect(report.isNew).toBe(true);
  expect(tenant).toMatchObject({ users: 20, days: 28, records: ingest.read });
  expect(ingest).toMatchObject({ inserted: tenant.records, duplicates: 0, rejected: 0 });
  expect(detect.judged).toBeGreaterThan(500);
  expect(report.judgedFrom).toBe('2026-11-14T00:00:00.000Z');
  expect(evaluation.oddsock.alerts).toBe(report.anomalies.length);
  expect(evaluation.oddsock.scenarios).toBeGreaterThan(0);
  expect(report.next).toHaveLength(3);
  // Never among the real logs.
  expect(readdirSync(cwd)).toEqual(['oddsock-demo']);

  const second = await oddsock(SMALL, { cwd });
  expect(second.code).toBe(0);
  expect(second.stderr).toBe(
    'Showing the company of an earlier run, in ./oddsock-demo; --fresh makes it anew.\n',
  );
  expect(second.stdout).not.toMatch(OBEYED);
  for (const title of ['Sign-ins a day', 'What is known', 'Worth a look', 'How good', 'Try next']) {
    expect(second.stdout).toContain(title);
  }

  const user = report.anomalies[0]!.entity.id;
  const place = ['--data', 'oddsock-demo/data', '--json'];
  const simulated = await oddsock(['simulate', 'anomaly', user, ...place], { cwd });
  expect(simulated.code).toBe(0);
  const result = simulateAnomalyOutput.parse(JSON.parse(simulated.stdout));
  expect(result.signIn.id).toMatch(/^0dd50c00-/);
  expect(result.anomaly?.signIns[0] ?? result.signIn.id).toBe(result.signIn.id);
}, 240_000);

test('a folder with something else in it is left alone', async () => {
  const cwd = temporaryDirectory();
  writeFileSync(path.join(cwd, 'data'), 'precious');
  const { code, stdout } = await oddsock([...SMALL, '--dir', '.', '--json'], { cwd });
  expect(code).toBe(1);
  expect(errorOutput.parse(JSON.parse(stdout)).error.code).toBe('directory-not-empty');
  expect(readFileSync(path.join(cwd, 'data'), 'utf8')).toBe('precious');
});
