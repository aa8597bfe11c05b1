import type { Store } from '../../src/store/index.ts';

export interface FillOptions {
  readonly signIns: number;
  readonly users: number;
  readonly days: number;
  /** first day, 'YYYY-MM-DD' */
  readonly from: string;
}

/** Rows a statement, so that memory stays small. */
const CHUNK = 1_000_000;

const COUNTRIES = ['NO', 'SE', 'DE', 'IE', 'US', 'GB', 'FR', 'NL'];

/** Fills the store with sign-ins that are made in the engine. Nested values are as Microsoft writes
 *  them; each user has three usual places, a few applications and mixed-case spelling of the name. */
export async function fillSignIns(store: Store, options: FillOptions): Promise<void> {
  for (let start = 0; start < options.signIns; start += CHUNK) {
    const count = Math.min(CHUNK, options.signIns - start);
    await store.command(insertOf(start, count, options));
  }
  // A store holds merges while it is open.
  await store.command('SYSTEM START MERGES sign_ins');
  await store.command('OPTIMIZE TABLE sign_ins FINAL');
}

function insertOf(start: number, count: number, { users, days, from, signIns }: FillOptions) {
  const stepMs = Math.floor((days * 86_400_000) / signIns);
  // `n` counts the sign-ins in the order of time, `u` the users, `p` the places.
  const made = `
    SELECT number + ${start} AS n, cityHash64(n) AS h, intHash64(n) % ${users} AS u,
      cityHash64(u, h % 3) % 400 AS p,
      toDateTime64('${from} 00:00:00', 7, 'UTC') + toIntervalMillisecond(n * ${stepMs}) AS at
    FROM numbers(${count})`;
  const columns: Readonly<Record<string, string>> = {
    Id: `lower(hex(sipHash128(n)))`,
    TimeGenerated: 'at + toIntervalSecond(120 + h % 600)',
    CreatedDateTime: 'at',
    SignInKind: `'interactive'`,
    EntityKind: `'user'`,
    EntityId: `lower(hex(sipHash128(u)))`,
    UserId: `lower(hex(sipHash128(u)))`,
    UserPrincipalName: `concat(if(h % 7 = 0, 'User.', 'user.'), toString(u), '@contoso.example')`,
    UserDisplayName: `concat('User ', toString(u))`,
    AppDisplayName: `concat('Application ', toString((u + h % 4) % 40))`,
    ResultType: `if(h % 20 = 0, '50126', '0')`,
    IPAddress: `concat('198.', toString(p % 200), '.', toString(u % 250), '.', toString(h % 4))`,
    LocationDetails: `concat('{"city":"City ', toString(p), '","state":"State ', toString(p % 60), '","countryOrRegion":"', ${pick(COUNTRIES, 'p')}, '","geoCoordinates":{"altitude":null,"latitude":', toString(p % 80), '.5,"longitude":', toString(p % 170), '.25}}')`,
    DeviceDetail: `concat('{"deviceId":"', lower(hex(sipHash128(u, 1))), '","displayName":"PC-', toString(u), '","operatingSystem":"Windows10","browser":"Edge 143.0.0","isCompliant":true,"isManaged":true,"trustType":"Azure AD joined"}')`,
    Status: `concat('{"errorCode":', if(h % 20 = 0, '50126', '0'), ',"failureReason":"Other.","additionalDetails":"MFA requirement satisfied by claim in the token"}')`,
    City: `concat('City ', toString(p))`,
    State: `concat('State ', toString(p % 60))`,
    OperatingSystem: `'Windows10'`,
    Browser: `'Edge 143.0.0'`,
    MfaResult: `'MFA requirement satisfied by claim in the token'`,
    Country: pick(COUNTRIES, 'p'),
    LoadedAt: 'at',
  };
  const names = Object.keys(columns);
  return `INSERT INTO sign_ins (${names.join(', ')})
    SELECT ${names.map((name) => `${columns[name]} AS made_${name}`).join(', ')} FROM (${made})
    SETTINGS max_insert_threads = 2, max_partitions_per_insert_block = 1000`;
}

function pick(list: readonly string[], sql: string): string {
  return `[${list.map((each) => `'${each}'`).join(', ')}][1 + (${sql}) % ${list.length}]`;
}
