import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { simulateTenant } from '../simulate/index.ts';
import { openStore, type Store } from '../store/index.ts';
import { hunt } from './hunt.ts';
import { savedHunts } from './hunt-library.ts';
import { ingest } from './ingest.ts';
import { TENANT_FILES, writeTenant } from './write-tenant.ts';

const hunts = await savedHunts();
const directory = mkdtempSync(path.join(tmpdir(), 'oddsock-hunts-'));
const logs = path.join(directory, 'logs');
let store: Store;

/** Which of the simulator's attacks a hunt must find. */
const FINDS: Readonly<Record<string, string>> = {
  'first-device-code': 'deviceCodePhish',
  'guessed-password': 'bruteForce',
  'mfa-fatigue': 'mfaFatigue',
  'program-from-new-network': 'servicePrincipalKey',
  'session-that-moved': 'sessionReplay',
  'spray-then-success': 'passwordSprayFast',
  'spreading-places': 'spreadingLocations',
};

const TACTICS = [
  'InitialAccess',
  'Execution',
  'Persistence',
  'PrivilegeEscalation',
  'DefenseEvasion',
  'CredentialAccess',
  'Discovery',
  'LateralMovement',
  'Collection',
  'Exfiltration',
  'Impact',
];

// 45 days that end on 30 January 2026; but for the accounts that spread, all happens in the last week.
beforeAll(async () => {
  const attacks = Object.values(FINDS).map((attack) => ({
    attack,
    from: attack === 'spreadingLocations' ? 16 : 40,
    // Some attackers look like their victims in all that is logged.
    scenarios: 3,
  }));
  const tenant = { users: 60, days: 45, seed: '7', lastDate: '2026-01-30', attacks };
  await writeTenant(logs, simulateTenant(tenant));
  store = await openStore({ data: path.join(directory, 'data') });
  const { signIns, auditEvents } = TENANT_FILES;
  await ingest(store, [path.join(logs, signIns), path.join(logs, auditEvents)], {});
}, 180_000);

afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

const ask = (query: string) => hunt(store, query, { nowMs: Date.UTC(2026, 0, 31) });

/** Users, programs and addresses of one attack, as the simulator's labels tell. */
async function partiesOf(attack: string): Promise<string[]> {
  const ids = readFileSync(path.join(logs, TENANT_FILES.labels), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; attack: string })
    .filter((label) => label.attack === attack)
    .map(({ id }) => id);
  const { rows } = await ask(
    `SignIns | where Id in (dynamic(${JSON.stringify(ids)}))
     | extend Who = iff(EntityKind == "user", UserPrincipalName, EntityName)
     | distinct Who, IPAddress`,
  );
  return rows.flat().map(String);
}

describe.each(hunts)('$name', ({ name, title, question, tactic, technique, query }) => {
  test('says what it asks, and of which tactic and technique it is', () => {
    expect(title).not.toBe('');
    expect(question).toMatch(/\?$/);
    // https://attack.mitre.org/tactics/enterprise/
    expect(TACTICS).toContain(tactic);
    expect(technique).toMatch(/^T\d{4}(?:\.\d{3})?$/);
  });

  test('runs, and finds what it is for', async () => {
    const { columns, rows } = await ask(query);
    expect(columns.length).toBeGreaterThan(3);
    const attack = FINDS[name];
    if (attack === undefined) return;
    const found = JSON.stringify(rows, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    const parties = await partiesOf(attack);
    expect(parties.length).toBeGreaterThan(0);
    expect(parties.some((each) => found.includes(JSON.stringify(each)))).toBe(true);
  });
});

test('accounts that spread have the steepest lines of places a day, and their chart shows both', async () => {
  const result = await ask(
    `SigninLogs
     | extend place = strcat(tostring(LocationDetails["countryOrRegion"]), "/", tostring(LocationDetails["city"]))
     | make-series Places = dcount(place) on TimeGenerated from datetime(01-16-2026) to datetime(01-31-2026) step 1d by UserPrincipalName
     | extend (RSquare, Slope, Variance, RVariance, Interception, Fit) = series_fit_line(Places)
     | top 3 by Slope desc
     | render timechart`,
  );
  const spreading = new Set(await partiesOf('spreadingLocations'));
  for (const [user] of result.rows) expect(spreading).toContain(user);
  expect(result.render?.chart).toBe('timechart');
});
