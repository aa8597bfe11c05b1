import { Command } from '@commander-js/extra-typings';
import { demo, JUDGED_DAYS } from '../../pipeline/demo.ts';
import type { DemoOutput } from '../../schema/demo-output.ts';
import { OddsockError } from '../../schema/error.ts';
import { callOf } from '../invocation.ts';
import { parseLimit } from '../limit-option.ts';
import type { OpenSession, Session } from '../session.ts';
import { readVersion } from '../version.ts';
import { drawDemo } from '../views/demo.ts';
import { withTitle } from './anomalies.ts';

/** Days of history that the shortest demo learns from. */
const FEWEST_LEARNED_DAYS = 14;

export function demoCommand(open: OpenSession) {
  return new Command('demo')
    .description('a tenant that does not exist, with attacks in it: what is found, and how well')
    .option('--dir <dir>', 'folder that it is made in, once', './oddsock-demo')
    .option('--users <n>', 'user accounts', '200')
    .option('--days <n>', `days of logs; the last ${JUDGED_DAYS} are judged`, '75')
    .option('--seed <text>', 'another seed, another tenant', 'demo')
    .option('--fresh', 'make it anew even if it is there')
    .action(async ({ dir, users, days, seed, fresh }) => {
      const startedMs = performance.now();
      const size = { users: parseLimit(users, '--users'), days: parseDays(days) };
      const session = await open();
      refuseOtherStore(session);
      const { withStore, onProgress, signal, config, output, screen } = session;
      const report = await demo({
        ...size,
        directory: dir,
        seed,
        settings: config.judgement,
        version: readVersion(),
        isFresh: fresh === true,
        nowMs: session.nowMs(),
        withStore,
        onStart: (isNew) => output.note(startText(dir, isNew)),
        onProgress,
        signal,
      });
      const anomalies = report.anomalies.map((each) => withTitle(each)) as DemoOutput['anomalies'];
      const seconds = Number(((performance.now() - startedMs) / 1000).toFixed(3));
      const store = { ...session.globals, data: `${dir}/data` };
      const next = nextCommands(anomalies, (...words) => callOf(words, store));
      await output.object({ ...report, anomalies, seconds, next }, (value) =>
        drawDemo(value, screen, (id) => callOf(['explain', id], store)),
      );
    });
}

function startText(directory: string, isNew: boolean): string {
  return isNew
    ? `Making a company that does not exist, its logs, and some attacks, in ${directory} (once, about 1 GB) …`
    : `Showing the company of an earlier run, in ${directory}; --fresh makes it anew.`;
}

function parseDays(text: string): number {
  const days = parseLimit(text, '--days');
  if (days >= JUDGED_DAYS + FEWEST_LEARNED_DAYS) return days;
  throw new OddsockError(
    'wrong-usage',
    `--days: ${days} is less than ${JUDGED_DAYS + FEWEST_LEARNED_DAYS}.`,
    {
      hint: `The last ${JUDGED_DAYS} days are judged by what was normal in those before.`,
      exitCode: 2,
    },
  );
}

/** Synthetic sign-ins among real ones could not be told apart anymore. */
function refuseOtherStore({ placeIsDefault }: Session): void {
  if (placeIsDefault) return;
  throw new OddsockError('wrong-usage', 'The demo has a store of its own.', {
    hint: 'Leave --data and --clickhouse out; --dir names the folder that it is made in.',
    exitCode: 2,
  });
}

/** What to try next: why, what is normal for that user, and an anomaly of one's own. */
function nextCommands(
  anomalies: DemoOutput['anomalies'],
  call: (...words: readonly string[]) => string,
): string[] {
  const worst = anomalies.find(({ userPrincipalName }) => userPrincipalName !== null);
  if (worst === undefined) return [call('activity'), call('training'), call('status')];
  const user = worst.userPrincipalName ?? worst.entity.id;
  return [call('explain', worst.id), call('baseline', user), call('simulate', 'anomaly', user)];
}
