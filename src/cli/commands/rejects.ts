import { Command } from '@commander-js/extra-typings';
import { rejects } from '../../pipeline/status.ts';
import type { OpenSession } from '../session.ts';
import { drawRejects } from '../views/rejects.ts';
import { parseLimit } from '../limit-option.ts';

const SHOWN = 50;

export function rejectsCommand(open: OpenSession) {
  return new Command('rejects')
    .description('records that could not be read, with reason and origin')
    .option('--limit <n>', `at most so many (default: ${SHOWN}, all under --json)`)
    .action(async ({ limit }) => {
      const { withStore, output, screen, json } = await open();
      const most = limit === undefined ? (json ? null : SHOWN) : parseLimit(limit);
      await withStore((store) =>
        output.list(rejects(store, most), (rows) => drawRejects(rows, most, screen)),
      );
    });
}
