/** How well judging works, attack by attack, on synthetic tenants:
 *  node bench/judgement/quality.ts DIR demo:200 b:200 c:60
 *  Each SEED:USERS is a tenant of 75 days whose last 7 are judged by what was normal before, as in the
 *  demo. It is made once in DIR (5 MB a user); learning and judging run anew each time. Prints the table
 *  of bench/results/quality.md. With --low anomalies of low severity count, too. With --misses it also lists the false alarms and what was found in the
 *  scenarios that were missed. */
import { cpSync, createReadStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { detect } from '../../src/pipeline/detect.ts';
import { evaluate, type Label } from '../../src/pipeline/evaluate.ts';
import { ingest } from '../../src/pipeline/ingest.ts';
import { learn } from '../../src/pipeline/learn.ts';
import { neverSeen } from '../../src/pipeline/never-seen.ts';
import { TENANT_FILES, writeTenant } from '../../src/pipeline/write-tenant.ts';
import { configSchema } from '../../src/schema/config.ts';
import type { AlertScore, AttackScore, EvaluationOutput } from '../../src/schema/outputs.ts';
import { DEFAULT_LAST_DATE, simulateTenant } from '../../src/simulate/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';

const DAY_MS = 86_400_000;
const DAYS = 75;
const JUDGED_DAYS = 7;
const TO_MS = Date.parse(DEFAULT_LAST_DATE) + DAY_MS;
const FROM_MS = TO_MS - JUDGED_DAYS * DAY_MS;
const settings = configSchema.parse({}).judgement;

interface Tenant {
  readonly name: string;
  readonly seed: string;
  readonly users: number;
}

const args = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const withMisses = process.argv.includes('--misses');
/** Of SEVERITIES, counted from 1. */
const leastRank = process.argv.includes('--low') ? 1 : 2;
const [directory, ...named] = args;
if (directory === undefined || named.length === 0) throw new Error('quality.ts DIR SEED:USERS …');
const tenants = named.map((name): Tenant => {
  const [seed = '', users = ''] = name.split(':');
  return { name, seed, users: Number(users) };
});
const results: { readonly tenant: Tenant; readonly evaluation: EvaluationOutput }[] = [];
for (const tenant of tenants) {
  const evaluation = await judged(tenant, path.join(directory, `${tenant.seed}-${tenant.users}`));
  results.push({ tenant, evaluation });
  console.error(tenantRow(tenant, evaluation));
}
printTables();

/** Loads the tenant where that was not done yet, and judges a copy of what was loaded. */
async function judged(tenant: Tenant, folder: string): Promise<EvaluationOutput> {
  const logs = path.join(folder, 'logs');
  const loaded = path.join(folder, 'loaded');
  if (!existsSync(loaded)) await make(tenant, logs, loaded);
  const data = path.join(folder, 'judged');
  rmSync(data, { recursive: true, force: true });
  cpSync(loaded, data, { recursive: true });
  const store = await openStore({ data });
  try {
    await learn(store, { settings, asOfMs: FROM_MS });
    await detect(store, { settings, sinceMs: FROM_MS, nowMs: TO_MS });
    const alerts = await store.rows<{ id: string }>(
      `SELECT SignInId AS id FROM anomaly_rows FINAL
       WHERE IsAnomaly AND NOT IsDeleted AND SeverityRank >= {leastRank:UInt8} AND SignInTime >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')`,
      { from: FROM_MS, leastRank },
    );
    const labels = await labelsOf(logs);
    const ids = new Set(alerts.map(({ id }) => id));
    if (withMisses) await printMisses(store, labels, ids);
    return evaluate(await neverSeen(store, FROM_MS), labels, ids);
  } finally {
    await store.close();
  }
}

async function make({ seed, users }: Tenant, logs: string, loaded: string): Promise<void> {
  rmSync(logs, { recursive: true, force: true });
  mkdirSync(path.dirname(logs), { recursive: true });
  await writeTenant(logs, simulateTenant({ users, days: DAYS, seed }));
  const part = `${loaded}.part`;
  rmSync(part, { recursive: true, force: true });
  const store = await openStore({ data: part });
  const files = [TENANT_FILES.signIns, TENANT_FILES.auditEvents];
  await ingest(
    store,
    files.map((file) => path.join(logs, file)),
    {},
  );
  await store.close();
  for (const file of files) rmSync(path.join(logs, file));
  renameSync(part, loaded);
}

async function labelsOf(logs: string): Promise<Label[]> {
  const labels: Label[] = [];
  const input = createReadStream(path.join(logs, TENANT_FILES.labels));
  for await (const line of createInterface({ input })) labels.push(JSON.parse(line) as Label);
  return labels;
}

async function printMisses(
  store: Store,
  labels: readonly Label[],
  alerts: ReadonlySet<string>,
): Promise<void> {
  const rows = await store.rows<{ id: string; text: string }>(
    `SELECT SignInId AS id, concat(toString(SignInTime), ' ', EntityName, ' ', SignInKind, ' ', ResultClass, ' ', City, ' AS', toString(Asn),
       ' ', OperatingSystem, '/', Browser, ' ', Application, ' ', Severity, ' ', toString(round(Score, 5)), ' ',
       arrayStringConcat(arrayMap(r -> concat(JSONExtractString(r, 'detector'), ':', toString(round(JSONExtractFloat(r, 'score'), 4))), JSONExtractArrayRaw(Reasons)), ' ')) AS text
     FROM anomaly_rows FINAL WHERE NOT IsDeleted AND SignInTime >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') ORDER BY SignInTime`,
    { from: FROM_MS },
  );
  const texts = new Map(rows.map(({ id, text }) => [id, text]));
  const labelled = new Set(labels.map(({ id }) => id));
  for (const id of alerts) if (!labelled.has(id)) console.log(`FALSE ${texts.get(id)}`);
  const inRange = new Set(
    (
      await store.rows<{ id: string }>(
        `SELECT Id AS id FROM sign_ins WHERE Id IN {ids:Array(String)} AND CreatedDateTime >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')`,
        { ids: [...labelled], from: FROM_MS },
      )
    ).map(({ id }) => id),
  );
  for (const [scenario, own] of Map.groupBy(labels, (label) => label.scenario)) {
    const judgedOwn = own.filter(({ id }) => inRange.has(id));
    if (judgedOwn.length === 0 || judgedOwn.some(({ id }) => alerts.has(id))) continue;
    console.log(`MISSED ${scenario} (${judgedOwn.length} sign-ins)`);
    for (const { id } of judgedOwn.slice(0, 30)) {
      console.log(`   ${id} ${texts.get(id) ?? 'ordinary'}`);
    }
  }
}

function tenantRow({ name, users }: Tenant, { oddsock, neverSeen: plain }: EvaluationOutput) {
  const perDay = (score: AlertScore): string =>
    (((score.alerts - score.truePositives) / users / JUDGED_DAYS) * 1000).toFixed(2);
  return `| ${[
    name,
    `${oddsock.scenariosFound} of ${oddsock.scenarios}`,
    oddsock.alerts,
    oddsock.alerts - oddsock.truePositives,
    perDay(oddsock),
    `${plain.scenariosFound} of ${plain.scenarios}`,
    plain.alerts,
    perDay(plain),
  ].join(' | ')} |`;
}

function printTables(): void {
  console.log(
    '\n| tenant | found | alerts | false | false per 1,000 users a day | plain rule finds | alerts | false per 1,000 a day |\n|---|---|---:|---:|---:|---|---:|---:|',
  );
  for (const { tenant, evaluation } of results) console.log(tenantRow(tenant, evaluation));
  console.log(
    '\n| attack | found | alerts on it | precision | plain rule finds | precision |\n|---|---|---:|---:|---|---:|',
  );
  const own = summed(results.map(({ evaluation }) => evaluation.oddsock));
  const plain = summed(results.map(({ evaluation }) => evaluation.neverSeen));
  for (const [attack, score] of [...own].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const other = plain.get(attack);
    console.log(
      `| ${[attack, `${score.found} of ${score.scenarios}`, score.alerts, precision(score), `${other?.found} of ${other?.scenarios}`, precision(other)].join(' | ')} |`,
    );
  }
}

interface Sum {
  found: number;
  scenarios: number;
  /** alerts on its sign-ins */
  alerts: number;
  falseAlarms: number;
}

function summed(scores: readonly AlertScore[]): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  const falseAlarms = scores.reduce((sum, each) => sum + each.alerts - each.truePositives, 0);
  const all = { found: 0, scenarios: 0, alerts: 0, falseAlarms };
  const add = (sum: Sum, { scenarios, scenariosFound, signInsFound }: AttackScore): void => {
    sum.found += scenariosFound;
    sum.scenarios += scenarios;
    sum.alerts += signInsFound;
  };
  for (const { byAttack } of scores) {
    for (const each of byAttack) {
      const sum = sums.get(each.attack) ?? { found: 0, scenarios: 0, alerts: 0, falseAlarms };
      sums.set(each.attack, sum);
      add(sum, each);
      add(all, each);
    }
  }
  return sums.set('~ all', all);
}

function precision(sum: Sum | undefined): string {
  if (sum === undefined || sum.alerts + sum.falseAlarms === 0) return '–';
  return `${Math.round((100 * sum.alerts) / (sum.alerts + sum.falseAlarms))} %`;
}
