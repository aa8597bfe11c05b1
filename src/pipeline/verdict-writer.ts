import { DETECTORS } from '../detectors/index.ts';
import type { Evidence, UsualValues } from '../evidence/index.ts';
import type { Verdict } from '../risk/index.ts';
import { SEVERITIES } from '../schema/severity-rules.ts';
import type { Store } from '../store/index.ts';
import { explanationOf } from './explanation.ts';
import { TACTICS_OF_TECHNIQUE } from './tactics.ts';

const TECHNIQUES: ReadonlyMap<string, readonly string[]> = new Map(
  DETECTORS.map(({ id, techniques }) => [id, techniques]),
);

/** One row of anomaly_rows, by column. */
type Row = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** Gathers the verdicts of judged sign-ins and writes them a page at a time: those worth a word as rows,
 *  and a withdrawal of what was said before of those that are ordinary now. The same sign-in judged
 *  again is the same row, so nothing is doubled, whatever was interrupted. */
export class VerdictWriter {
  readonly #store: Store;
  readonly #nowMs: number;
  #rows: Row[] = [];
  /** ids of all that was judged, ordinary or not */
  #judged: string[] = [];

  /** @param nowMs  when they are judged, epoch ms */
  constructor(store: Store, nowMs: number) {
    this.#store = store;
    this.#nowMs = nowMs;
  }

  /** @param usual  asked only when the verdict is worth a word */
  add(verdict: Verdict, evidence: Evidence, usual: () => UsualValues): void {
    this.#judged.push(verdict.signIn.id);
    if (verdict.kind !== 'none') this.#rows.push(rowOf(verdict, evidence, usual()));
  }

  /** Writes what was added, in place of what was stored of the same sign-ins.
   *  @param entities  of the page
   *  @param fromMs    no sign-in of the page is older
   *  @param toMs      no sign-in of the page is as late */
  async flush(entities: readonly string[], fromMs: number, toMs: number): Promise<void> {
    if (this.#judged.length === 0) return;
    const rows = this.#rows;
    const judged = this.#judged;
    this.#rows = [];
    this.#judged = [];
    const stored = await this.#stored(entities, fromMs, toMs);
    // A clock that was set back must not let an old verdict win.
    const version = stored.reduce(
      (newest, each) => Math.max(newest, each.version + 1),
      this.#nowMs,
    );
    const withdrawn = stored.some(({ isDeleted }) => isDeleted === 0)
      ? withdrawnOf(stored, new Set(judged), new Set(rows.map(keyOf)))
      : [];
    const stamp = { JudgedAt: timeText(this.#nowMs), Version: version };
    await this.#insert(withdrawn.map((each) => ({ ...each, ...stamp, IsDeleted: 1 })));
    await this.#insert(rows.map((each) => ({ ...each, ...stamp, IsDeleted: 0 })));
  }

  #stored(entities: readonly string[], fromMs: number, toMs: number): Promise<StoredRow[]> {
    return this.#store.rows<StoredRow>(
      `SELECT
         EntityId AS entityId, toUnixTimestamp64Milli(SignInTime) AS timeMs, SignInId AS signInId,
         toInt64(max(Version)) AS version, argMax(IsDeleted, Version) AS isDeleted
       FROM anomaly_rows
       WHERE EntityId IN {entities:Array(String)}
         AND SignInTime >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
         AND SignInTime < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
       GROUP BY entityId, SignInTime, signInId`,
      { entities, from: fromMs, to: toMs },
    );
  }

  async #insert(rows: readonly Row[]): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    const columns = Object.keys(first);
    const lines = rows.map((row) => jsonOf(columns.map((column) => row[column])));
    await this.#store.insert(
      'anomaly_rows',
      columns,
      'JSONCompactEachRow',
      `${lines.join('\n')}\n`,
    );
  }
}

/** What is known of a row of anomaly_rows that was there before. */
interface StoredRow {
  readonly entityId: string;
  readonly timeMs: number;
  readonly signInId: string;
  readonly version: number;
  readonly isDeleted: number;
}

/** Rows of sign-ins that were judged again and of which there is nothing to say now. */
function withdrawnOf(
  stored: readonly StoredRow[],
  judged: ReadonlySet<string>,
  keys: ReadonlySet<string>,
): Row[] {
  return stored
    .filter(({ isDeleted, signInId }) => isDeleted === 0 && judged.has(signInId))
    .map(({ entityId, timeMs, signInId }) => ({
      EntityId: entityId,
      SignInTime: timeText(timeMs),
      SignInId: signInId,
    }))
    .filter((each) => !keys.has(keyOf(each)));
}

function rowOf(verdict: Verdict, evidence: Evidence, usual: UsualValues): Row {
  const { signIn, findings } = verdict;
  const techniques = [
    ...new Set(findings.flatMap(({ detector }) => TECHNIQUES.get(detector) ?? [])),
  ];
  return {
    EntityId: signIn.entityId,
    SignInTime: timeText(signIn.timeMs),
    SignInId: signIn.id,
    Id: verdict.id,
    IsAnomaly: verdict.kind === 'anomaly',
    Severity: verdict.severity ?? '',
    SeverityRank: verdict.severity === null ? 0 : SEVERITIES.indexOf(verdict.severity) + 1,
    Score: verdict.score,
    EntityKind: signIn.entityKind,
    EntityName: signIn.entityName,
    UserPrincipalName: signIn.userPrincipalName,
    Detectors: findings.map(({ detector }) => detector),
    Titles: findings.map(({ title }) => title),
    Tactics: [...new Set(techniques.flatMap((id) => TACTICS_OF_TECHNIQUE[id] ?? []))],
    Techniques: techniques,
    Reasons: jsonOf(
      findings.map(({ detector, title, score, facts }) => ({ detector, title, score, facts })),
    ),
    SignInIds: [
      ...new Set([signIn.id, ...findings.flatMap(({ signIns }) => signIns), ...verdict.continues]),
    ],
    Repeats: verdict.repeats,
    IPAddress: signIn.ipAddress,
    Network: signIn.network,
    Asn: signIn.asn,
    Country: signIn.country,
    State: signIn.state,
    City: signIn.city,
    Application: signIn.application,
    Resource: signIn.resource,
    OperatingSystem: signIn.operatingSystem,
    Browser: signIn.browser,
    UserAgent: signIn.userAgent,
    DeviceId: signIn.deviceId,
    DeviceName: signIn.deviceName,
    SessionId: signIn.sessionId,
    CorrelationId: signIn.correlationId,
    SignInKind: signIn.kind,
    ResultCode: signIn.resultCode,
    ResultClass: signIn.resultClass,
    Explanation: jsonOf(explanationOf(verdict, evidence, usual)),
  };
}

function keyOf({ EntityId, SignInTime, SignInId }: Row): string {
  return [EntityId, SignInTime, SignInId].join('\u0000');
}

/** JSON that the engine reads: half a surrogate pair, which a log may hold, is no text to it. */
function jsonOf(value: unknown): string {
  const text = JSON.stringify(value);
  if (!text.includes('\\ud')) return text;
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'string' ? inner.toWellFormed() : inner,
  );
}

/** As a DateTime64(3) is written: '2026-11-24 14:05:09.000'. */
function timeText(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, -1).replace('T', ' ');
}
