import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { DemoMaking, DemoOutput } from '../schema/demo-output.ts';
import type { JudgementSettings } from '../schema/settings.ts';
import { SEVERITIES } from '../schema/severity-rules.ts';
import { isoTimeOf } from '../schema/time.ts';
import { DEFAULT_LAST_DATE, simulateTenant, type TenantLine } from '../simulate/index.ts';
import type { Store, StorePlace } from '../store/index.ts';
import { DemoFolder } from './demo-folder.ts';
import { detect } from './detect.ts';
import { evaluate, type Label } from './evaluate.ts';
import { ingest } from './ingest.ts';
import { learn } from './learn.ts';
import { neverSeen } from './never-seen.ts';
import { activity } from './overview.ts';
import { asStage, type OnProgress } from './progress.ts';
import { TrainingCount } from './training-count.ts';
import { training } from './training.ts';
import { readAnomalies, type StoredVerdict } from './verdict-reader.ts';
import { TENANT_FILES, writeTenant } from './write-tenant.ts';

const DAY_MS = 86_400_000;
/** The last days of the tenant are judged, by what was normal before them. */
export const JUDGED_DAYS = 7;

export interface DemoOptions {
  /** where the tenant and its store are, or are made */
  readonly directory: string;
  readonly users: number;
  /** > JUDGED_DAYS */
  readonly days: number;
  readonly seed: string;
  readonly settings: JudgementSettings;
  /** of Oddsock: another one makes all anew */
  readonly version: string;
  /** make all anew even if it is there */
  readonly isFresh: boolean;
  readonly nowMs: number;
  readonly withStore: <T>(work: (store: Store) => Promise<T>, place: StorePlace) => Promise<T>;
  /** told before the work begins whether it is all to be made */
  readonly onStart: (isNew: boolean) => void;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
}

/** The report; titles and commands are made at the edge. */
export type DemoReport = Omit<DemoOutput, 'anomalies' | 'next' | 'seconds'> & {
  readonly anomalies: readonly StoredVerdict[];
};

/** Makes a synthetic tenant once, loads it into a store of its own, learns what was normal before its last
 *  week, judges that week, and holds the result against the labels. What an earlier run finished is
 *  shown again; what it left half done is made anew. */
export async function demo(options: DemoOptions): Promise<DemoReport> {
  const folder = await DemoFolder.open(options.directory);
  try {
    const fingerprint = fingerprintOf(options);
    const earlier = options.isFresh ? null : await folder.made(fingerprint);
    options.onStart(earlier === null);
    if (earlier !== null) {
      return await inStore((store) => reportOf(store, folder, earlier, false, options));
    }
    await folder.clear();
    const { written, seconds } = await simulate(folder, options);
    return await inStore(async (store) => {
      const making = {
        tenant: { users: options.users, days: options.days, seed: options.seed, ...written },
        simulateSeconds: seconds,
        ...(await work(store, folder, options)),
      };
      const report = await reportOf(store, folder, making, true, options);
      await folder.finish(fingerprint, making);
      return report;
    });
  } finally {
    folder.close();
  }

  function inStore<T>(run: (store: Store) => Promise<T>): Promise<T> {
    return options.withStore(run, { data: folder.data });
  }
}

function fingerprintOf({ users, days, seed, settings, version }: DemoOptions): string {
  return JSON.stringify({ version, users, days, seed, settings });
}

async function simulate(
  folder: DemoFolder,
  { users, days, seed, signal, onProgress }: DemoOptions,
) {
  const startedMs = performance.now();
  const clock = new TenantClock(days);
  const lines = clock.watched(simulateTenant({ users, days, seed }));
  const tell = (done: number) =>
    onProgress({ stage: 'Simulating', done, total: days, unit: 'days' });
  tell(0);
  const { byAttack: _, ...written } = await writeTenant(folder.tenant, lines, {
    signal,
    onProgress: () => tell(clock.daysDone),
  });
  tell(days);
  onProgress(null);
  return { written, seconds: secondsSince(startedMs) };
}

/** Which day of the tenant is being written, from the time of every so many lines. */
class TenantClock {
  daysDone = 0;
  readonly #firstMs: number;

  constructor(days: number) {
    this.#firstMs = JUDGED_TO_MS - days * DAY_MS;
  }

  *watched(lines: Iterable<TenantLine>): Generator<TenantLine> {
    let count = 0;
    for (const each of lines) {
      if (++count % LOOKED_AT === 0) this.#look(each);
      yield each;
    }
  }

  #look({ line }: TenantLine): void {
    const [, time = ''] = TIME_OF_LINE.exec(line) ?? [];
    const timeMs = Date.parse(time);
    if (timeMs > this.#firstMs) this.daysDone = Math.floor((timeMs - this.#firstMs) / DAY_MS);
  }
}

const LOOKED_AT = 100;
const TIME_OF_LINE = /^\{"id":"[^"]*","createdDateTime":"([^"]*)"/;

async function work(
  store: Store,
  folder: DemoFolder,
  options: DemoOptions,
): Promise<Pick<DemoMaking, 'ingest' | 'learn' | 'detect'>> {
  const { settings, nowMs, signal, onProgress } = options;
  const files = [TENANT_FILES.signIns, TENANT_FILES.auditEvents];
  const paths = files.map((name) => path.join(folder.tenant, name));
  const bytes = await Promise.all(paths.map(async (file) => (await stat(file)).size));
  const onLoaded = asOneStage(
    'Loading',
    bytes.reduce((sum, size) => sum + size, 0),
    onProgress,
  );
  return {
    ingest: await ingest(store, paths, { signal, onProgress: onLoaded }),
    learn: await learn(store, { settings, asOfMs: JUDGED_FROM_MS, signal, onProgress }),
    detect: await asStage('Judging', 'sign-ins', onProgress, () =>
      detect(store, { settings, sinceMs: JUDGED_FROM_MS, nowMs, signal, onProgress }),
    ),
  };
}

/** Several files as one thing that is done. */
function asOneStage(stage: string, total: number, onProgress: OnProgress): OnProgress {
  let before = 0;
  let last = 0;
  return (report) => {
    if (report === null) return onProgress(null);
    const { done, unit } = report;
    // It begins again with every file.
    if (done < last) before += last;
    last = done;
    onProgress({ stage, done: before + done, total, unit });
  };
}

const JUDGED_TO_MS = Date.parse(DEFAULT_LAST_DATE) + DAY_MS;
const JUDGED_FROM_MS = JUDGED_TO_MS - JUDGED_DAYS * DAY_MS;

async function reportOf(
  store: Store,
  folder: DemoFolder,
  making: DemoMaking,
  isNew: boolean,
  { settings, signal }: DemoOptions,
): Promise<DemoReport> {
  const anomalies = await worstFirst(store);
  signal.throwIfAborted();
  const seen = await neverSeen(store, JUDGED_FROM_MS);
  // What "simulate anomaly" added later has no label.
  const judged = seen.filter(({ timeMs }) => timeMs < JUDGED_TO_MS);
  const alerts = new Set(anomalies.map(({ signIns: [own] }) => own!));
  return {
    directory: folder.directory,
    isNew,
    ...making,
    activity: await activity(store),
    training: await countTraining(store, settings),
    judgedFrom: isoTimeOf(JUDGED_FROM_MS),
    anomalies,
    evaluation: evaluate(judged, await readLabels(folder), alerts),
  };
}

/** Anomalies of medium or more of the judged days. */
async function worstFirst(store: Store): Promise<StoredVerdict[]> {
  const found: StoredVerdict[] = [];
  const filter = { sinceMs: JUDGED_FROM_MS, severity: 'medium' } as const;
  for await (const verdict of readAnomalies(store, filter)) found.push(verdict);
  return found.toSorted((a, b) => rank(b) - rank(a) || b.score - a.score);
}

function rank({ severity }: StoredVerdict): number {
  return severity === null ? -1 : SEVERITIES.indexOf(severity);
}

async function countTraining(store: Store, settings: JudgementSettings) {
  const count = new TrainingCount();
  for await (const row of training(store, { settings })) count.add(row);
  return { all: count.all, ...count.groups };
}

async function readLabels(folder: DemoFolder): Promise<Label[]> {
  const input = createReadStream(path.join(folder.tenant, TENANT_FILES.labels));
  const labels: Label[] = [];
  for await (const line of createInterface({ input })) labels.push(JSON.parse(line) as Label);
  return labels;
}

function secondsSince(startedMs: number): number {
  return Number(((performance.now() - startedMs) / 1000).toFixed(3));
}
