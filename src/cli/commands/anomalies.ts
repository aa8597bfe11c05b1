import { Command, Option } from '@commander-js/extra-typings';
import { storeStage } from '../../pipeline/store-stage.ts';
import {
  readAnomalies,
  readBehaviours,
  type StoredVerdict,
} from '../../pipeline/verdict-reader.ts';
import type { AnomalyRow, BehaviourRow } from '../../schema/anomaly-outputs.ts';
import { SEVERITIES } from '../../schema/severity-rules.ts';
import type { Store } from '../../store/index.ts';
import type { OpenSession, Session } from '../session.ts';
import { parseLimit } from '../limit-option.ts';
import { titleOf } from '../sentences/title.ts';
import { parseTime } from '../time-option.ts';
import { drawAnomalies, drawBehaviours, drawNoVerdicts } from '../views/anomalies.ts';

/** Shown on a terminal when nothing else is asked for; under --json all are. */
const SHOWN = 50;

export function anomaliesCommand(open: OpenSession) {
  return new Command('anomalies')
    .description('sign-ins that are worth a look')
    .option('--user <user>', 'of one user: principal name, id or display name')
    .option('--since <time>', 'from this time on, e.g. 2026-11-01 or 7d')
    .addOption(new Option('--severity <severity>', 'this one or worse').choices(SEVERITIES))
    .option('--limit <n>', `the newest so many (default: ${SHOWN}, all under --json)`)
    .action(async ({ severity, ...options }) => {
      const session = await open();
      const filter = {
        ...filterOf(options, session),
        ...(severity === undefined ? {} : { severity }),
      };
      await session.withStore((store) =>
        session.output.list(titled<AnomalyRow>(readAnomalies(store, filter)), (rows) =>
          rows.length === 0
            ? noneText('anomalies', store, session)
            : drawAnomalies(rows, filter.limit ?? null, session.screen, session.call),
        ),
      );
    });
}

export function behavioursCommand(open: OpenSession) {
  return new Command('behaviours')
    .description('what was rare but not worth an alert')
    .option('--user <user>', 'of one user: principal name, id or display name')
    .option('--since <time>', 'from this time on, e.g. 2026-11-01 or 7d')
    .option('--limit <n>', `the newest so many (default: ${SHOWN}, all under --json)`)
    .action(async (options) => {
      const session = await open();
      const filter = filterOf(options, session);
      await session.withStore((store) =>
        session.output.list(titled<BehaviourRow>(readBehaviours(store, filter)), (rows) =>
          rows.length === 0
            ? noneText('behaviours', store, session)
            : drawBehaviours(rows, filter.limit ?? null, session.screen, session.call),
        ),
      );
    });
}

async function noneText(
  kind: 'anomalies' | 'behaviours',
  store: Store,
  { screen, call }: Session,
): Promise<string> {
  return drawNoVerdicts(kind, await storeStage(store), screen, call);
}

interface Options {
  readonly user?: string;
  readonly since?: string;
  readonly limit?: string;
}

function filterOf({ user, since, limit }: Options, { json, nowMs }: Session) {
  return {
    ...(user === undefined ? {} : { user }),
    ...(since === undefined ? {} : { sinceMs: parseTime('--since', since, nowMs()) }),
    ...(limit === undefined ? (json ? {} : { limit: SHOWN }) : { limit: parseLimit(limit) }),
  };
}

/** Titles are made here, and anomalies and behaviours differ in the severity alone. */
async function* titled<Row extends AnomalyRow | BehaviourRow>(
  verdicts: AsyncIterable<StoredVerdict>,
): AsyncGenerator<Row> {
  for await (const verdict of verdicts) yield withTitle(verdict) as Row;
}

/** A stored verdict as the machine output names it, keys in their documented order. */
export function withTitle(verdict: StoredVerdict) {
  const { id, time, entity, userPrincipalName, severity, score, ...rest } = verdict;
  return {
    id,
    time,
    entity,
    userPrincipalName,
    severity,
    score,
    title: titleOf(rest.reasons),
    ...rest,
  };
}
