import { Command } from '@commander-js/extra-typings';
import { status } from '../../pipeline/status.ts';
import type { OpenSession } from '../session.ts';
import { drawStatus } from '../views/status.ts';
import { readVersion } from '../version.ts';

export function statusCommand(open: OpenSession) {
  return new Command('status')
    .description('what is stored, what was rejected, what was last done')
    .action(async () => {
      const { withStore, output, screen } = await open();
      const { engine, ...rest } = await withStore(status);
      const versions = { oddsock: readVersion(), node: process.versions.node, engine };
      await output.object({ ...rest, versions }, (value) => drawStatus(value, screen));
    });
}
