/** How long hunts take: node bench/kql/speed.ts [--data DIR] [--sign-ins N]
 *  A directory that is there already is used as it is. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { prepare } from '../../src/kql/index.ts';
import { hunt } from '../../src/pipeline/hunt.ts';
import { kqlTables, openStore, type Store } from '../../src/store/index.ts';
import { fillSignIns } from './fill.ts';

const NOW_MS = Date.UTC(2026, 2, 2);
const ROUNDS = 5;

const TREND = `SigninLogs
| extend place = strcat(tostring(LocationDetails["countryOrRegion"]), "/", tostring(LocationDetails["state"]), "/", tostring(LocationDetails["city"]))
| project TimeGenerated, AppDisplayName, UserPrincipalName, place
| make-series Places = dcount(place) on TimeGenerated from datetime(2026-01-01) to datetime(2026-01-31) step 1d by UserPrincipalName, AppDisplayName
| extend (RSquare, Slope, Variance, RVariance, Interception, Fit) = series_fit_line(Places)
| top 3 by Slope desc`;

const QUERIES: Readonly<Record<string, string>> = {
  'places a day of each user and application, fitted': TREND,
  'where UserPrincipalName =~ … | take 10':
    'SigninLogs | where UserPrincipalName =~ "USER.4711@contoso.example" | take 10',
  'where UserPrincipalName =~ … (all rows)':
    'SigninLogs | where UserPrincipalName =~ "USER.4711@contoso.example" | summarize count(), max(TimeGenerated)',
  'where UserPrincipalName =~ nobody | take 10':
    'SigninLogs | where UserPrincipalName =~ "nobody@contoso.example" | take 10',
  'summarize dcount(UserPrincipalName) by bin(TimeGenerated, 1h)':
    'SigninLogs | summarize dcount(UserPrincipalName) by bin(TimeGenerated, 1h)',
  'summarize count() by tostring(LocationDetails.city)':
    'SigninLogs | summarize count() by tostring(LocationDetails.city)',
  'where DeviceDetail.operatingSystem == "Windows10" | count':
    'SigninLogs | where DeviceDetail.operatingSystem == "Windows10" | count',
  'where TimeGenerated > ago(1d) | summarize by country':
    'SigninLogs | where TimeGenerated > ago(1d) | summarize count() by tostring(LocationDetails.countryOrRegion)',
  'whole rows: take 100': 'SigninLogs | take 100',
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      'sign-ins': { type: 'string', default: '10000000' },
    },
  });
  const directory = values.data ?? mkdtempSync(path.join(tmpdir(), 'oddsock-bench-kql-'));
  const isThere = existsSync(directory) && values.data !== undefined;
  const store = await openStore({ data: directory });
  try {
    if (!isThere) {
      const options = { users: 10_000, days: 60, from: '2026-01-01' };
      await fillSignIns(store, { signIns: Number(values['sign-ins']), ...options });
    }
    await measure(store);
  } finally {
    await store.close();
    if (values.data === undefined) rmSync(directory, { recursive: true, force: true });
  }
}

async function measure(store: Store): Promise<void> {
  const tables = await kqlTables(store);
  const firstMs = performance.now();
  prepare('print 1', { tables, nowMs: NOW_MS });
  print(`loading the parser, first query: ${(performance.now() - firstMs).toFixed(0)} ms`);
  for (const [name, query] of Object.entries(QUERIES)) {
    const translateMs = best(() => void prepare(query, { tables, nowMs: NOW_MS }));
    const times: number[] = [];
    const cpuTimes: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const [startedMs, cpuBefore] = [performance.now(), process.cpuUsage()];
      await hunt(store, query, { nowMs: NOW_MS, tables });
      const cpu = process.cpuUsage(cpuBefore);
      times.push(performance.now() - startedMs);
      cpuTimes.push((cpu.user + cpu.system) / 1000);
    }
    const [ms, cpuMs] = [Math.min(...times), Math.min(...cpuTimes)];
    print(
      `${column(ms)} ms ${column(cpuMs)} ms of processors ${column(translateMs, 1)} ms translated  ${name}`,
    );
  }
}

function column(value: number, digits = 0): string {
  return value.toFixed(digits).padStart(7);
}

function best(work: () => void): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const startedMs = performance.now();
    work();
    return performance.now() - startedMs;
  });
  return Math.min(...times);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main();
