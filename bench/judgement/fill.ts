import { LARGE_TABLES, mergeParts, openStore, type Store } from '../../src/store/index.ts';

/** A tenant of any size, made where it is stored: loading 30 million records as text would take longer than
 *  all that is measured. Columns and their variety are those of real logs; records are not kept. */
export interface BenchTenant {
  readonly users: number;
  readonly days: number;
  /** sign-ins of each user a day; together users x days x perDay */
  readonly perDay: number;
}

/** The first day, a Monday. */
export const START_MS = Date.UTC(2026, 5, 1);
const DAY_MS = 86_400_000;
const ROWS_AT_ONCE = 2_000_000;

export async function fill(directory: string, { users, days, perDay }: BenchTenant): Promise<void> {
  const store = await openStore({ data: directory });
  try {
    const rows = users * days * perDay;
    for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
      const count = Math.min(ROWS_AT_ONCE, rows - from);
      await store.command(signInsSql(from, count, users, perDay));
    }
    await note(store, days);
    // as loading does at its end
    await mergeParts(store, LARGE_TABLES);
  } finally {
    await store.close();
  }
}

/** Office hours; a home, an office of 200 people and a telephone network each; 3 % wrong passwords, 1 % of the
 *  sign-ins from a place never seen with the user. */
function signInsSql(from: number, count: number, users: number, perDay: number): string {
  const columns: Readonly<Record<string, string>> = {
    Id: `concat('00000000-', leftPad(lower(hex(intDiv(n, 4294967296))), 4, '0'), '-4000-8000-', leftPad(lower(hex(n)), 12, '0'))`,
    CreatedDateTime: 'at',
    TimeGenerated: 'at',
    EntityId: 'userId',
    UserId: 'userId',
    EntityKind: `'user'`,
    SignInKind: `if(h % 4 = 0, 'interactive', 'nonInteractive')`,
    EntityName: `concat('User ', toString(u))`,
    UserDisplayName: `concat('User ', toString(u))`,
    UserPrincipalName: `concat('user', toString(u), '@example.com')`,
    UserType: `'Member'`,
    IPAddress: `multiIf(odd, concat('185.', toString(h % 200), '.', toString(intDiv(h, 256) % 250), '.7'),
      h % 3 = 0, concat('81.', toString(u % 250), '.', toString(intDiv(u, 250) % 250), '.', toString(1 + h % 3)),
      h % 3 = 1, concat('62.10.', toString(intDiv(u, 200) % 250), '.', toString(1 + intDiv(u, 50000))),
      concat('46.66.', toString(h % 64), '.', toString(intDiv(h, 64) % 250)))`,
    Network: `concat(arrayStringConcat(arraySlice(splitByChar('.', IPAddress), 1, 3), '.'), '.0/24')`,
    Asn: 'multiIf(odd, toUInt32(60000 + h % 50), h % 3 = 0, toUInt32(2000 + u % 9), h % 3 = 1, toUInt32(1257), toUInt32(2119))',
    Country: `if(odd, ['NL', 'US', 'RO', 'GB'][1 + h % 4], ['NO', 'SE', 'DK', 'FI'][1 + u % 4])`,
    City: `if(odd, ['Amsterdam', 'Dallas', 'Iasi', 'London'][1 + h % 4], ['Oslo', 'Malmo', 'Aarhus', 'Turku'][1 + u % 4])`,
    Latitude:
      'toFloat64(if(odd, [52.4, 32.8, 47.2, 51.5][1 + h % 4], [59.9, 55.6, 56.2, 60.5][1 + u % 4]))',
    Longitude:
      'toFloat64(if(odd, [4.9, -96.8, 27.6, -0.1][1 + h % 4], [10.7, 13.0, 10.2, 22.3][1 + u % 4]))',
    Application: `['Outlook', 'Microsoft Teams', 'SharePoint', 'OneDrive', 'Azure Portal', 'Payroll', 'Wiki', 'Git'][1 + toUInt8(pow(intDiv(h, 7) % 1000 / 1000, 3) * 8)]`,
    AppDisplayName: 'Application',
    ResourceName: `['Microsoft Graph', 'Exchange', 'SharePoint Online'][1 + intDiv(h, 11) % 3]`,
    ClientAppUsed: `if(h % 3 = 2, 'Mobile Apps and Desktop clients', 'Browser')`,
    UserAgent: `if(h % 3 = 2, 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) Mobile/15E148',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/143.0.0.0 Safari/537.36')`,
    OperatingSystem: `if(h % 3 = 2, 'Ios 18.2', 'Windows10')`,
    Browser: `if(h % 3 = 2, 'Mobile Safari 18.2', 'Chrome 143.0.0')`,
    DeviceId: `if(odd OR h % 3 = 2, '', concat('device-', toString(u)))`,
    IsManaged: 'NOT odd AND h % 3 != 2',
    IsCompliant: 'NOT odd AND h % 3 != 2',
    SessionId: `concat('session-', toString(u), '-', toString(h % 3))`,
    ResultCode: 'if(intDiv(h, 13) % 33 = 0, 50126, 0)',
    ResultType: 'toString(ResultCode)',
    ResultClass: `if(ResultCode = 0, 'success', 'wrongSecret')`,
    AuthenticationRequirement: `'multiFactorAuthentication'`,
    FirstAuthenticationMethod: `if(h % 4 = 0, 'Password', 'Previously satisfied')`,
    AuthenticationProtocol: `'oAuth2'`,
    RowVersion: '1',
  };
  return `
    INSERT INTO sign_ins (${Object.keys(columns).join(', ')})
    SELECT ${Object.entries(columns)
      .map(([name, sql]) => `${sql} AS ${name}`)
      .join(',\n      ')}
    FROM (
      SELECT
        n, n % ${users} AS u, intDiv(n, ${users}) % ${perDay} AS slot, intDiv(n, ${users * perDay}) AS day,
        cityHash64(n) AS h, h % 100 = 0 AS odd,
        concat('10000000-0000-4000-8000-', leftPad(lower(hex(u)), 12, '0')) AS userId,
        fromUnixTimestamp64Milli(toInt64(${START_MS} + day * ${DAY_MS} + 21600000
          + slot * ${Math.floor((12 * 3_600_000) / perDay)} + intDiv(h, 17) % ${Math.floor((12 * 3_600_000) / perDay)}), 'UTC') AS at
      FROM (SELECT number + ${from} AS n FROM numbers(${count}))
    )
    SETTINGS max_threads = 2, max_insert_threads = 1`;
}

/** What loading would have noted; nothing waits to be judged. */
async function note(store: Store, days: number): Promise<void> {
  await store.command(
    `INSERT INTO touched_days SELECT toDate(toUInt16(${Math.floor(START_MS / DAY_MS)} + number)), 1 FROM numbers(${days})`,
  );
  await store.insert('ledger', ['Batch', 'State', 'Step'], 'TabSeparated', '1\tdone\t3\n');
}
