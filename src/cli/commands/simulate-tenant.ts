import { Command } from '@commander-js/extra-typings';
import path from 'node:path';
import { TENANT_FILES, writeTenant } from '../../pipeline/write-tenant.ts';
import {
  AttackPlanError,
  DEFAULT_LAST_DATE,
  simulateTenant,
  type TenantOptions,
} from '../../simulate/index.ts';
import { loadAttackFile } from '../attack-file.ts';
import { callOf } from '../invocation.ts';
import type { OpenSession, Session } from '../session.ts';
import { tenantOptionsOf } from '../tenant-options.ts';
import { drawTenant } from '../views/tenant.ts';

export function simulateTenantCommand(open: OpenSession) {
  return new Command('tenant')
    .description('write the logs of an organisation that does not exist, with labelled attacks')
    .requiredOption('--out <dir>', 'a new or empty folder for the files')
    .option('--users <n>', 'user accounts, guests included', '200')
    .option('--days <n>', 'length of the period', '75')
    .option('--seed <text>', 'the same seed gives the same tenant', '1')
    .option('--end <date>', 'last day of the period', DEFAULT_LAST_DATE)
    .option('--sign-ins-per-day <n>', 'of one user, on average over all users and days')
    .option('--attacks <file>', 'which attacks happen (YAML), see docs/simulator.md')
    .action(async ({ out, attacks, ...given }) => {
      const session = await open();
      const options = tenantOptionsOf(given);
      const startedMs = performance.now();
      const lines = await linesOf(options, attacks);
      const { signal, onProgress, screen } = session;
      const written = await writeTenant(out, lines, { signal, onProgress });
      session.progress.end();
      const { users, days, seed } = options;
      const seconds = Number(((performance.now() - startedMs) / 1000).toFixed(3));
      await session.output.object(
        { directory: out, ...written, users, days, seed: String(seed), seconds },
        (value) => drawTenant(value, screen, readInLine(out, session)),
      );
    });
}

/** Into a store of its own; not the whole folder, as the labels are not records. */
function readInLine(directory: string, { globals }: Session): string {
  const files = [TENANT_FILES.signIns, TENANT_FILES.auditEvents];
  const paths = files.map((name) => path.join(directory, name));
  const { config } = globals;
  return callOf(['ingest', ...paths], { data: `${directory}-data`, config });
}

async function linesOf(options: TenantOptions, attackFile: string | undefined) {
  if (attackFile === undefined) return simulateTenant(options);
  const file = await loadAttackFile(attackFile);
  try {
    return simulateTenant({ ...options, attacks: file.value.attacks });
  } catch (error) {
    if (!(error instanceof AttackPlanError)) throw error;
    throw file.errorAt(['attacks', ...error.path], error.message);
  }
}
