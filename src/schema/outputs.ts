import { z } from 'zod';
import { amount, day, isoTime, share } from './output-parts.ts';

/** The machine output (--json) of each command. These shapes are a contract: fields are added, never
 *  renamed. Times are ISO 8601 UTC with milliseconds; lists are one object a line. */

export { isoTime } from './output-parts.ts';

export const tableCounts = z.strictObject({
  inserted: amount.describe('records whose id was not known'),
  updated: amount.describe('copies of a known id whose content was not seen before'),
  duplicates: amount.describe('copies already stored, also within one file'),
});

export const ingestOutput = z
  .strictObject({
    read: amount.describe('always inserted + updated + duplicates + rejected'),
    ...tableCounts.shape,
    rejected: amount.describe('could not be read; see "oddsock rejects"'),
    seconds: z.number().nonnegative(),
    byTable: z.record(z.string(), tableCounts),
  })
  .describe('what was read and what became of it');

export const showOutput = z
  .strictObject({
    raw: z.array(
      z.strictObject({
        text: z.string().describe('the record as it was sent'),
        origin: z.string().describe('file, file inside an archive, or "standard input"'),
        arrivedAt: isoTime.describe('when it was loaded'),
      }),
    ),
    flattened: z.record(z.string(), z.json()).describe('the row of the table, by column'),
  })
  .describe('the record, every stored copy oldest first');

const named = z.strictObject({ name: z.string().describe("'' = the log does not say") });
const namedSignIns = named.extend({ signIns: amount, users: amount.describe('distinct') });

export const activityOutput = z
  .strictObject({
    from: isoTime.nullable().describe('first sign-in counted'),
    to: isoTime.nullable().describe('last sign-in counted'),
    signIns: amount,
    users: amount.describe('distinct users, service principals and managed identities'),
    signInsByDay: z.array(
      z.strictObject({
        day,
        signIns: amount,
        failures: amount.describe('wrong secrets and refused second factors'),
        users: amount,
      }),
    ),
    kinds: z.array(namedSignIns).describe('interactive, nonInteractive …'),
    topApplications: z.array(namedSignIns),
    countries: z.array(namedSignIns),
    clients: z.array(namedSignIns),
    operatingSystems: z.array(namedSignIns).describe('versions taken together'),
    browsers: z.array(namedSignIns).describe('versions taken together'),
    failureClasses: z
      .array(namedSignIns)
      .describe('what became of the sign-ins that did not succeed: wrongSecret, mfaRefused …'),
    mfa: z.strictObject({
      requirements: z.array(namedSignIns).describe('single or multi factor'),
      results: z.array(namedSignIns).describe('what the log says of the second factor'),
    }),
    auditOperations: z.array(named.extend({ events: amount })),
  })
  .describe('the overview; lists hold the most frequent only');

export const statusOutput = z
  .strictObject({
    location: z.string().describe('directory or URL of the store'),
    tables: z.array(
      z.strictObject({
        name: z.string(),
        rows: amount,
        from: isoTime.nullable(),
        to: isoTime.nullable(),
      }),
    ),
    tenants: z
      .array(z.strictObject({ id: z.string(), records: amount }))
      .describe('tenants that records name, the most frequent first; those of Graph name none'),
    rejects: z.record(z.string(), amount).describe('records that could not be read, by reason'),
    learned: z
      .strictObject({
        trainings: amount.describe('of everybody; those that are not needed are forgotten'),
        bytes: amount.describe('what all baselines and models take'),
      })
      .describe('what was learned and is on the disk'),
    lastIngest: isoTime.nullable(),
    lastLearn: isoTime.nullable(),
    lastDetect: isoTime.nullable(),
    versions: z.strictObject({
      oddsock: z.string(),
      node: z.string(),
      engine: z.string().describe('ClickHouse'),
    }),
  })
  .describe('what is stored and what was last done');

export const rejectRow = z
  .strictObject({
    arrivedAt: isoTime,
    reason: z.string().describe('stable code, e.g. bad-json'),
    detail: z.string(),
    origin: z.string(),
    position: amount.describe('records before it in its origin'),
    record: z.string().describe('the record itself, long ones cut'),
  })
  .describe('a record that could not be read');

export const simulateTenantOutput = z
  .strictObject({
    directory: z.string(),
    records: amount,
    signIns: amount,
    auditEvents: amount,
    labels: amount.describe('sign-ins that belong to an attack'),
    users: amount,
    days: amount,
    seed: z.string(),
    seconds: z.number().nonnegative(),
    byAttack: z.record(z.string(), amount).describe('labelled sign-ins'),
  })
  .describe('what was written');

export const learnOutput = z
  .strictObject({
    asOf: isoTime.describe('learned from what lies before'),
    windowDays: amount,
    users: amount.describe('users, service principals and managed identities with a baseline'),
    models: amount.describe('of those, with a forest of their own'),
    borrowed: amount.describe("of those, with too little history: they borrow the tenant's"),
    events: amount.describe('sign-ins in the window'),
    daysCounted: amount.describe('days whose tenant-wide counts were made or made again'),
    seconds: z.number().nonnegative(),
  })
  .describe('what was learned');

export const detectOutput = z
  .strictObject({
    judged: amount.describe('sign-ins judged'),
    anomalies: amount.describe('of those, worth an alert'),
    behaviours: amount.describe('of those, rare but not worth an alert'),
    seconds: z.number().nonnegative(),
  })
  .describe('what was judged');

export const attackScore = z.strictObject({
  attack: z.string(),
  scenarios: amount.describe('times the attack was carried out'),
  scenariosFound: amount.describe('of those, with an alert on at least one sign-in'),
  signIns: amount,
  signInsFound: amount,
  recall: share.describe('scenariosFound / scenarios'),
  precision: share
    .nullable()
    .describe('its own alerts / (its own and all false alerts); null = no alerts at all'),
});

export const alertScore = z.strictObject({
  alerts: amount,
  truePositives: amount.describe('alerts on sign-ins that belong to an attack'),
  precision: share.nullable().describe('truePositives / alerts; null = no alerts'),
  recall: share.describe('scenariosFound / scenarios'),
  scenarios: amount,
  scenariosFound: amount,
  byAttack: z.array(attackScore),
});

export const evaluationOutput = z.strictObject({
  oddsock: alertScore.describe('anomalies of medium severity or more'),
  neverSeen: alertScore.describe(
    'the plain rule: country, provider or device never seen with this user',
  ),
  neverSeenSameAlerts: alertScore.describe(
    'the plain rule held to as many alerts: the most new things first, then the earliest',
  ),
});

const kqlType = z.enum([
  'string',
  'long',
  'int',
  'real',
  'decimal',
  'bool',
  'datetime',
  'timespan',
  'dynamic',
  'guid',
]);

export const huntOutput = z
  .strictObject({
    columns: z.array(z.strictObject({ name: z.string(), type: kqlType })),
    rows: z
      .array(z.array(z.json()))
      .describe(
        'a list for each row, in the order of the columns, as Kusto writes values: long, int and real as numbers (NaN, Infinity and -Infinity as texts), decimal as text, datetime 2024-01-01T00:00:00.0000000Z, timespan 1.02:03:04.0000000, dynamic as JSON, null as null',
      ),
  })
  .describe('the answer to a query');

export const huntSqlOutput = z
  .strictObject({ sql: z.string().describe('the ClickHouse statement') })
  .describe('with --sql: what would be run');

export const savedHuntOutput = z
  .strictObject({
    name: z.string(),
    title: z.string(),
    question: z.string(),
    tactic: z.string().describe('of MITRE ATT&CK'),
    technique: z.string().describe('of MITRE ATT&CK, e.g. T1078.004'),
  })
  .describe('with --list: the hunts that come with Oddsock');

export const errorOutput = z
  .strictObject({
    error: z.strictObject({
      code: z.string().describe('stable, kebab-case'),
      message: z.string().describe('one sentence'),
      hint: z.string().describe("what to do; '' = nothing"),
      line: z.int().positive().optional().describe('of a query that was refused, from 1'),
      column: z.int().positive().optional().describe('of a query that was refused, from 1'),
    }),
  })
  .describe('any command that failed');

export type IngestOutput = z.infer<typeof ingestOutput>;
export type ShowOutput = z.infer<typeof showOutput>;
export type LearnOutput = z.infer<typeof learnOutput>;
export type DetectOutput = z.infer<typeof detectOutput>;
export type ActivityOutput = z.infer<typeof activityOutput>;
export type StatusOutput = z.infer<typeof statusOutput>;
export type AttackScore = z.infer<typeof attackScore>;
export type AlertScore = z.infer<typeof alertScore>;
export type EvaluationOutput = z.infer<typeof evaluationOutput>;
export type RejectRow = z.infer<typeof rejectRow>;
export type SimulateTenantOutput = z.infer<typeof simulateTenantOutput>;
