import { Command } from '@commander-js/extra-typings';
import { activity } from '../../pipeline/overview.ts';
import { hasSignIns } from '../../pipeline/store-stage.ts';
import type { OpenSession } from '../session.ts';
import { parseTime } from '../time-option.ts';
import { drawActivity, drawNoActivity } from '../views/activity.ts';

export function activityCommand(open: OpenSession) {
  return new Command('activity')
    .description('overview of the stored sign-ins: days, applications, countries, failures')
    .option('--since <time>', 'from this time on, e.g. 2026-11-01 or 7d')
    .option('--user <user>', 'of one user: principal name, id or display name')
    .action(async ({ since, user }) => {
      const session = await open();
      const sinceMs =
        since === undefined ? {} : { sinceMs: parseTime('--since', since, session.nowMs()) };
      const { hasAny, ...overview } = await session.withStore(async (store) => ({
        ...(await activity(store, { ...sinceMs, ...(user === undefined ? {} : { user }) })),
        hasAny: await hasSignIns(store),
      }));
      const { output, screen, call } = session;
      await output.object(overview, (value) =>
        value.signIns === 0 ? drawNoActivity(hasAny, screen, call) : drawActivity(value, screen),
      );
    });
}
