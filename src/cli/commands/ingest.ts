import { Command } from '@commander-js/extra-typings';
import { ingest } from '../../pipeline/ingest.ts';
import { storedTenants } from '../../pipeline/tenants.ts';
import { userInput } from '../handover.ts';
import type { OpenSession } from '../session.ts';
import { drawIngest } from '../views/ingest.ts';
import { severalTenantsText } from '../views/tenants.ts';

export function ingestCommand(open: OpenSession) {
  return new Command('ingest')
    .description('read logs into the store; the same again changes nothing')
    .argument(
      '<path...>',
      'files, folders, archives (.gz, .zip), patterns, or - for standard input',
    )
    .action(async (paths) => {
      const session = await open();
      const { signal, onProgress, output, screen, config, call } = session;
      const { tenants, ...result } = await session.withStore(async (store) => {
        const loaded = await ingest(store, paths, {
          ...(paths.includes('-') ? { stdin: userInput(signal) } : {}),
          ...(config.tenant.id === undefined ? {} : { tenantId: config.tenant.id }),
          signal,
          onProgress,
        });
        // With an id in the configuration there is one.
        return {
          ...loaded,
          tenants: config.tenant.id === undefined ? await storedTenants(store) : [],
        };
      });
      await output.object({ ...result, seconds: Number(result.seconds.toFixed(3)) }, (value) =>
        drawIngest(value, screen, call),
      );
      const several = severalTenantsText(tenants);
      if (several !== '') output.note(several);
      if (result.read === 0)
        output.note('No record was found: there is no file, or only empty ones.');
    });
}
