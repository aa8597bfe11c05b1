import { Command } from '@commander-js/extra-typings';
import { describeBaseline } from '../../pipeline/baseline.ts';
import { OddsockError } from '../../schema/error.ts';
import type { OpenSession } from '../session.ts';
import { drawBaseline } from '../views/baseline.ts';

export function baselineCommand(open: OpenSession) {
  return new Command('baseline')
    .description('what is normal for one user: places, hours, applications, devices')
    .argument('[user]', 'principal name, id or display name')
    .option('--tenant', 'of the tenant as a whole instead')
    .action(async (user, { tenant }) => {
      const whose = askedFor(user, tenant === true);
      const { withStore, output, screen, config } = await open();
      const baseline = await withStore((store) => describeBaseline(store, whose, config.judgement));
      await output.object(baseline, (value) => drawBaseline(value, screen));
    });
}

/** @returns null = the tenant */
function askedFor(user: string | undefined, tenant: boolean): string | null {
  if (tenant !== (user !== undefined)) return user ?? null;
  throw new OddsockError('wrong-usage', 'Name one user, or --tenant.', {
    hint: '"oddsock training" lists all users.',
    exitCode: 2,
  });
}
