import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { errorOutput } from '../../src/schema/outputs.ts';
import { oddsock, temporaryDirectory } from './oddsock.ts';

const WRONG_USAGE: readonly (readonly [string[], string])[] = [
  [['--jsno', 'status'], "Unknown option '--jsno'. Did you mean --json?"],
  [['stauts'], "Unknown command 'stauts'. Did you mean status?"],
  [['anomaly'], "Unknown command 'anomaly'. Did you mean anomalies?"],
  [['show'], "Missing required argument 'id'."],
  [['show', 'a', 'b'], "Too many arguments for 'show'. Expected 1 argument but got 2"],
  [['demo', '--data', 'x'], 'The demo has a store of its own.'],
  [['demo', '--days', '9'], '--days: 9 is less than 21.'],
  [['baseline'], 'Name one user, or --tenant.'],
  [['rejects', '--limit', '0'], '--limit: "0" is not a whole number from 1 on.'],
  [['activity', '--since', 'soon'], '--since: "soon" is not a time such as'],
  [['--data', 'a', '--clickhouse', 'b', 'status'], '--data and --clickhouse exclude each other.'],
  [['--config', 'nowhere.yaml', 'status'], 'The configuration file nowhere.yaml does not exist.'],
];

describe.each(WRONG_USAGE)('oddsock %j is wrong usage', (args, message) => {
  test('as one sentence', async () => {
    const cwd = temporaryDirectory();
    const { code, stdout, stderr } = await oddsock(args, { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`oddsock: ${message}`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('and as JSON on stdout, with nothing on stderr', async () => {
    const cwd = temporaryDirectory();
    const { code, stdout, stderr } = await oddsock([...args, '--json'], { cwd });
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    const { error } = errorOutput.parse(JSON.parse(stdout));
    expect(`${error.message} ${error.hint}`).toContain(message);
  });
});

test('without a command it prints the help on stderr', async () => {
  const { code, stdout, stderr } = await oddsock([]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('Usage: oddsock [options] [command]');
});

test('--help and --version are not errors', async () => {
  const help = await oddsock(['activity', '--help']);
  expect(help).toMatchObject({ code: 0, stderr: '' });
  expect(help.stdout).toContain('Usage: oddsock activity [options]');
  expect(await oddsock(['--version'])).toMatchObject({ code: 0, stdout: '0.1.0\n' });
  expect(await oddsock(['--version', '--json'])).toMatchObject({ stdout: '{"text":"0.1.0"}\n' });
});

test('a mistake in the configuration is named with line and column', async () => {
  const cwd = temporaryDirectory();
  writeFileSync(path.join(cwd, 'a.yaml'), 'tenant:\n  idd: x\n');
  const { code, stdout } = await oddsock(['status', '--config', 'a.yaml', '--json'], { cwd });
  expect(code).toBe(2);
  expect(errorOutput.parse(JSON.parse(stdout)).error).toMatchObject({
    code: 'bad-config',
    message: 'a.yaml:2:3: unknown key "idd" in "tenant"; known are: id',
  });
});

test('an error shows its stack only with --debug', async () => {
  const args = ['--config', 'nowhere.yaml', 'status'];
  expect((await oddsock(args)).stderr).not.toContain('    at ');
  expect((await oddsock([...args, '--debug'])).stderr).toContain('    at ');
});

test('hostile text in an argument is shown, not obeyed', async () => {
  const { stderr } = await oddsock(['\u001b[2J\u009b31m\u202Eevil']);
  expect(stderr).toContain(String.raw`\u{1b}[2J\u{9b}31m\u{202e}evil`);
});
