import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { run } from './run.ts';
import { Interrupted } from './interrupted.ts';
import { errorOutput, huntOutput, huntSqlOutput, savedHuntOutput } from '../schema/outputs.ts';

/** Rows by the billion: nobody waits for its end. */
const ENDLESS = 'range x from 1 to 1000000000000 step 1 | where x % 7 == 8 | count';

const VALUES = `print s = "é", l = 9007199254740993, i = int(7), r = 1.5, nan = real(nan), inf = real(+inf),
  b = true, t = datetime(2024-01-01), d = time(1.02:03:04), dyn = dynamic({"a": [1, null, "x"]}), nothing = int(null),
  g = guid(74be27de-1e4e-49d9-b579-fe0b331d3642)`;

// One directory for all: opening the engine is what takes time here.
const directory = mkdtempSync(path.join(tmpdir(), 'oddsock-hunt-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Runs the command line in this process; the parser is loaded once. */
async function hunt(args: readonly string[], signal = new AbortController().signal) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const written = Promise.all([text(stdout), text(stderr)]);
  const code = await run(['hunt', ...args, '--data', path.join(directory, 'data')], {
    stdout,
    stderr,
    environment: {},
    signal,
  });
  stdout.end();
  stderr.end();
  const [out, error] = await written;
  return { code, stdout: out, stderr: error };
}

function file(name: string, content = ''): string {
  const place = path.join(directory, name);
  if (content !== '') writeFileSync(place, content);
  return place;
}

test('writes columns with types and rows in the notation of Kusto', async () => {
  const { code, stdout } = await hunt(['--json', VALUES]);
  expect(code).toBe(0);
  // The long is beyond what a JavaScript number holds: look at the text.
  expect(stdout).toContain('9007199254740993');
  const { columns, rows } = huntOutput.parse(JSON.parse(stdout));
  expect(columns.map(({ type }) => type).join(' ')).toBe(
    'string long int real real real bool datetime timespan dynamic int guid',
  );
  expect(rows[0]?.toSpliced(1, 1)).toEqual([
    'é',
    7,
    1.5,
    'NaN',
    'Infinity',
    true,
    '2024-01-01T00:00:00.0000000Z',
    '1.02:03:04',
    { a: [1, null, 'x'] },
    null,
    '74be27de-1e4e-49d9-b579-fe0b331d3642',
  ]);
});

test('the same as a table, as CSV and as objects', async () => {
  const query = 'datatable(Name: string, N: long) ["a,b", 1, "c", long(null)]';
  const written = async (format: string) => (await hunt([query, '--format', format])).stdout;
  expect(await written('table')).toBe('Name  N\na,b   1\nc\n');
  expect(await written('csv')).toBe('Name,N\r\n"a,b",1\r\nc,\n');
  expect(await written('ndjson')).toBe('{"Name":"a,b","N":1}\n{"Name":"c","N":null}\n');
});

test('a wrong query is told with line, column and a caret, and nothing runs', async () => {
  const { code, stdout, stderr } = await hunt(['SigninLogs\n| where Nobody == 1']);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^oddsock: 2:9: .*'Nobody'/);
  expect(stderr.split('\n').slice(1, 3)).toEqual(['  | where Nobody == 1', '          ^^^^^^']);
});

test('under --json the place of a mistake is in the error', async () => {
  const { stdout } = await hunt(['--json', 'SigninLogs\n| where Nobody == 1']);
  const { error } = errorOutput.parse(JSON.parse(stdout));
  expect(error).toMatchObject({ code: 'kql-invalid', line: 2, column: 9 });
});

test('reads a file and the library', async () => {
  const mine = file('mine.kql', 'print 42');
  expect((await hunt([mine, '--format', 'csv'])).stdout).toContain('42');
  expect((await hunt(['legacy-protocols', '--format', 'csv'])).stdout).toContain('ClientAppUsed,');
  const unknown = await hunt(['no-such-hunt']);
  expect(unknown).toMatchObject({ code: 2, stdout: '' });
  expect(unknown.stderr).toContain('--list');
});

test('lists our hunts', async () => {
  const { stdout } = await hunt(['--list', '--json']);
  const hunts = stdout
    .trimEnd()
    .split('\n')
    .map((line) => savedHuntOutput.parse(JSON.parse(line)));
  expect(hunts.length).toBeGreaterThanOrEqual(12);
});

test('prints the statement instead of running it', async () => {
  const { stdout } = await hunt(['--sql', '--json', ENDLESS]);
  expect(huntSqlOutput.parse(JSON.parse(stdout)).sql).toMatch(/^SELECT[\s\S]*readonly = 1/);
});

test('--as-of says what now() is', async () => {
  const { stdout } = await hunt([
    'print now = now(), before = ago(1d)',
    '--as-of',
    '2026-01-02T03:04:05Z',
    '--format',
    'csv',
  ]);
  expect(stdout).toContain('2026-01-02T03:04:05.0000000Z,2026-01-01T03:04:05.0000000Z');
});

test('hostile text stays text: on a terminal, in a spreadsheet, on a page', async () => {
  const query = String.raw`print x = strcat("=cmd()", unicode_codepoints_to_string(27), "[2J<script>alert(1)</script>")`;
  const written = async (format: string) => (await hunt([query, '--format', format])).stdout;
  for (const format of ['table', 'csv', 'ndjson', 'json', 'html']) {
    expect(await written(format)).not.toContain('\u001b');
  }
  expect(await written('csv')).toContain(`'=cmd()`);
  const page = await written('html');
  expect(page).not.toContain('<script');
  expect(page).toContain('&lt;script&gt;');
});

test('draws what render asks for, here and into files', async () => {
  const query =
    'datatable(Day: datetime, N: long) [datetime(2026-01-01), 3, datetime(2026-01-02), 9] | render timechart with (title = "<Days>")';
  expect((await hunt([query, '--render'])).stdout).toMatch(/<Days>[\s\S]*┤[\s\S]*01-01/);
  const svg = file('chart.svg');
  expect((await hunt([query, '--render', svg])).code).toBe(0);
  expect(readFileSync(svg, 'utf8')).toMatch(/^<svg [\s\S]*&lt;Days&gt;[\s\S]*<\/svg>\n$/);
  const nothing = await hunt(['print 1', '--render']);
  expect(nothing).toMatchObject({ code: 2, stdout: '' });
});

test('limits come from the configuration', async () => {
  const config = file('oddsock.yaml', 'hunt:\n  maxRows: 10\n  maxSeconds: 1\n');
  const limited = async (query: string) => {
    const { stdout, code } = await hunt([query, '--config', config, '--json']);
    expect(code).toBe(1);
    return errorOutput.parse(JSON.parse(stdout)).error.code;
  };
  expect(await limited('range x from 1 to 11 step 1')).toBe('too-many-rows');
  expect(await limited(ENDLESS)).toBe('too-slow');
});

test('Ctrl-C stops a hunt, and the store closes as usual', async () => {
  const stop = new AbortController();
  const ending = hunt([ENDLESS], stop.signal);
  setTimeout(() => stop.abort(new Interrupted('SIGINT')), 1500);
  expect((await ending).code).toBe(130);
  // It could not be opened again while the engine is busy.
  expect((await hunt(['print 1', '--format', 'csv'])).code).toBe(0);
});
