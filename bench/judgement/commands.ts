/** Learning and judging through the command, as a user runs it:
 *  node bench/judgement/commands.ts 10000 100000
 *  For each number of users: learn 60 days; judge 7 days at once; judge 5,000 new sign-ins of 5,000 users (the
 *  middle one of five).
 *  With --new the last of it only, after one training: a third of the time.
 *  Prints the table of bench/results/judgement.md. Needs 8 GB of disk for 100,000 users. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { fill, START_MS } from './fill.ts';

const DAY_MS = 86_400_000;
const DAYS = 60;
const PER_DAY = 5;
const NEW_SIGN_INS = 5000;
const ROUNDS = 5;
const LAUNCHER = path.join(import.meta.dirname, '../../bin/oddsock.js');

interface Measured {
  readonly seconds: number;
  readonly peakMb: number;
  readonly output: Record<string, number>;
}

async function measure(args: readonly string[]): Promise<Measured> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, [LAUNCHER, ...args, '--json', '--quiet'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let peakKb = 0;
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peakKb = Math.max(peakKb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch {
      // it has ended
    }
  }, 20);
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (stdout += part));
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${String(code)}: ${stdout}`);
  return {
    seconds: (performance.now() - startedMs) / 1000,
    peakMb: peakKb / 1024,
    output: JSON.parse(stdout) as Record<string, number>,
  };
}

/** The middle one of five, each on a copy of the store: of what takes two seconds other programs can be half. */
async function medianOf(data: string, args: readonly string[]): Promise<Measured> {
  const measured: Measured[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const copy = `${data}-${round}`;
    spawnSync('cp', ['-al', data, copy]);
    // links would share the lock of the engine
    rmSync(path.join(copy, 'status'), { force: true });
    measured.push(await measure(['--data', copy, ...args]));
    rmSync(copy, { recursive: true });
  }
  const sorted = measured.toSorted((a, b) => a.seconds - b.seconds);
  process.stderr.write(`${sorted.map(({ seconds }) => seconds.toFixed(2)).join(' ')}\n`);
  return sorted[(ROUNDS - 1) / 2]!;
}

/** One sign-in each of users from all over the tenant, from their offices (fill.ts) on the day after the
 *  history, as Graph gives it. */
function newSignIns(users: number, startMs: number): string {
  const step = Math.max(1, Math.floor(users / NEW_SIGN_INS));
  return Array.from({ length: Math.min(users, NEW_SIGN_INS) }, (_, index) => {
    const user = index * step;
    return JSON.stringify({
      id: `f0000000-0000-4000-8000-${user.toString(16).padStart(12, '0')}`,
      createdDateTime: new Date(startMs + index * 1000).toISOString(),
      userDisplayName: `User ${user}`,
      userPrincipalName: `user${user}@example.com`,
      userId: `10000000-0000-4000-8000-${user.toString(16).padStart(12, '0')}`,
      appDisplayName: 'Outlook',
      resourceDisplayName: 'Microsoft Graph',
      ipAddress: `62.10.${Math.floor(user / 200) % 250}.${1 + Math.floor(user / 50_000)}`,
      autonomousSystemNumber: 1257,
      location: {
        city: ['Oslo', 'Malmo', 'Aarhus', 'Turku'][user % 4],
        countryOrRegion: ['NO', 'SE', 'DK', 'FI'][user % 4],
        geoCoordinates: {
          latitude: [59.9, 55.6, 56.2, 60.5][user % 4],
          longitude: [10.7, 13, 10.2, 22.3][user % 4],
        },
      },
      clientAppUsed: 'Browser',
      deviceDetail: {
        deviceId: `device-${user}`,
        operatingSystem: 'Windows10',
        browser: 'Chrome 143.0.0',
        isManaged: true,
      },
      status: { errorCode: 0 },
      isInteractive: true,
      signInEventTypes: ['interactiveUser'],
    });
  }).join('\n');
}

function timeOption(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 16)}Z`;
}

const lines = [
  `${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}, ${DAYS} days x ${PER_DAY} sign-ins a user; whole commands, start included`,
  '',
  '| users | history | learn 60 days | judge 7 days | sign-ins/s | judge 5,000 new | peak memory (learn, 7 days, new) |',
  '|---:|---:|---:|---:|---:|---:|---|',
];
const onlyNew = process.argv.includes('--new');
for (const users of process.argv
  .slice(2)
  .filter((each) => each !== '--new')
  .map(Number)) {
  const directory = mkdtempSync(path.join(tmpdir(), 'oddsock-bench-'));
  const data = path.join(directory, 'data');
  try {
    await fill(data, { users, days: DAYS, perDay: PER_DAY });
    const endMs = START_MS + DAYS * DAY_MS;
    const weekMs = endMs - 7 * DAY_MS;
    const learnAndJudgeWeek = async (): Promise<readonly [Measured, Measured]> => [
      await measure(['--data', data, 'learn', '--as-of', timeOption(weekMs)]),
      await measure(['--data', data, 'detect', '--since', timeOption(weekMs)]),
    ];
    const before = onlyNew ? null : await learnAndJudgeWeek();
    const relearned = await measure(['--data', data, 'learn', '--as-of', timeOption(endMs)]);
    const file = path.join(directory, 'new.ndjson');
    writeFileSync(file, `${newSignIns(users, endMs + 9 * 3_600_000)}\n`);
    await measure(['--data', data, 'ingest', file]);
    const news = await medianOf(data, ['detect']);
    const [learned, week] = before ?? [relearned, null];
    const judged = week?.output['judged'] ?? 0;
    const cells = [
      users.toLocaleString('en'),
      (users * DAYS * PER_DAY).toLocaleString('en'),
      `${learned.seconds.toFixed(1)} s`,
      ...(week === null
        ? ['', '']
        : [
            `${week.seconds.toFixed(1)} s (${judged.toLocaleString('en')}; ${week.output['anomalies']} anomalies)`,
            Math.round(judged / week.seconds).toLocaleString('en'),
          ]),
      `${news.seconds.toFixed(2)} s (${news.output['judged']})`,
      [learned, week, news].map((each) => each && `${Math.round(each.peakMb)} MB`).join(', '),
    ];
    lines.push(`| ${cells.join(' | ')} |`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
process.stdout.write(`${lines.join('\n')}\n`);
