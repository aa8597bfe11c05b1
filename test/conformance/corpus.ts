import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../src/kql/index.ts';
import { hunt } from '../../src/pipeline/hunt.ts';
import { ingest } from '../../src/pipeline/ingest.ts';
import { TENANT_FILES, writeTenant } from '../../src/pipeline/write-tenant.ts';
import { huntSettings } from '../../src/schema/hunt-settings.ts';
import { simulateTenant } from '../../src/simulate/index.ts';
import { EngineError, type Store } from '../../src/store/index.ts';

/** What became of one query of a folder. */
export interface Run {
  readonly file: string;
  readonly outcome: 'runs' | 'refused' | 'failed';
  /** why it did not run; '' when it did */
  readonly reason: string;
}

/** Last day of the simulated logs; the queries' ago() counts from the day after. */
const LAST_DATE = '2026-01-30';

/** Runs every .kql file below a folder on a store with simulated logs in it. */
export async function runCorpus(folder: string, store: Store, scratch: string): Promise<Run[]> {
  const logs = path.join(scratch, 'logs');
  const tenant = { users: 40, days: 20, seed: '1', lastDate: LAST_DATE };
  await writeTenant(logs, simulateTenant(tenant));
  const { signIns, auditEvents } = TENANT_FILES;
  await ingest(store, [path.join(logs, signIns), path.join(logs, auditEvents)], {});
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.kql'))
    .toSorted();
  const runs: Run[] = [];
  for (const file of files) {
    runs.push(await runOne(file, readFileSync(path.join(folder, file), 'utf8'), store));
  }
  return runs;
}

async function runOne(file: string, query: string, store: Store): Promise<Run> {
  const settings = huntSettings.parse({ maxSeconds: 30 });
  try {
    await hunt(store, query, { nowMs: Date.parse(LAST_DATE) + 86_400_000, settings });
    return { file, outcome: 'runs', reason: '' };
  } catch (error) {
    if (error instanceof Refusal) return { file, outcome: 'refused', reason: error.message };
    // A limit that is reached is no fault of the translation.
    if (error instanceof EngineError && [159, 241, 396].includes(error.engineCode ?? 0)) {
      return { file, outcome: 'refused', reason: `1:1: limit reached (${error.engineCode})` };
    }
    return { file, outcome: 'failed', reason: String(error).slice(0, 400) };
  }
}

/** Lines to print: failures, refusals counted by reason, and the counts. */
export function corpusReport(runs: readonly Run[]): string[] {
  const of = (outcome: Run['outcome']) => runs.filter((run) => run.outcome === outcome);
  const reasons = Map.groupBy(of('refused'), ({ reason }) => reason.replace(/^\d+:\d+: /, ''));
  const counted = [...reasons].toSorted(([, a], [, b]) => b.length - a.length);
  return [
    ...of('failed').map(({ file, reason }) => `FAILED ${file}\n    ${reason}`),
    ...counted.map(
      ([reason, all]) => `${String(all.length).padStart(5)} refused: ${reason} (${all[0]?.file})`,
    ),
    `${of('runs').length} run, ${of('refused').length} refused, ${of('failed').length} engine errors`,
  ];
}
