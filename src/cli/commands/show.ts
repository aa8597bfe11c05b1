import { Command } from '@commander-js/extra-typings';
import { show } from '../../pipeline/show.ts';
import type { OpenSession } from '../session.ts';
import { drawRecord } from '../views/record.ts';

export function showCommand(open: OpenSession) {
  return new Command('show')
    .description('one record, as it was sent and as it is stored')
    .argument('<id>', 'id of a sign-in or audit event')
    .action(async (id) => {
      const { withStore, output, screen } = await open();
      const record = await withStore((store) => show(store, id));
      await output.object(record, (value) => drawRecord(value, screen));
    });
}
