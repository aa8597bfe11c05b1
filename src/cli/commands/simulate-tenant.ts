import { Command } from '@commander-js/extra-typings';
import { writeTenant } from '../../pipeline/write-tenant.ts';
import { OddsockError } from '../../schema/error.ts';
import {
  AttackPlanError,
  DEFAULT_LAST_DATE,
  simulateTenant,
  type TenantOptions,
} from '../../simulate/index.ts';
import { loadAttackFile } from '../attack-file.ts';
import { parseLimit } from '../limit-option.ts';
import type { OpenSession } from '../session.ts';
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
      const options = optionsOf(given);
      const startedMs = performance.now();
      const lines = await linesOf(options, attacks);
      const { signal, onProgress, screen } = session;
      const written = await writeTenant(out, lines, { signal, onProgress });
      session.progress.end();
      const { users, days, seed } = options;
      const seconds = Number(((performance.now() - startedMs) / 1000).toFixed(3));
      await session.output.object(
        { directory: out, ...written, users, days, seed: String(seed), seconds },
        (value) => drawTenant(value, screen),
      );
    });
}

interface Given {
  readonly users: string;
  readonly days: string;
  readonly seed: string;
  readonly end: string;
  readonly signInsPerDay?: string | undefined;
}

function optionsOf({ users, days, seed, end, signInsPerDay }: Given): TenantOptions {
  return {
    users: parseLimit(users, '--users'),
    days: parseLimit(days, '--days'),
    seed,
    lastDate: parseDate(end),
    ...(signInsPerDay === undefined ? {} : { signInsPerDay: parseRate(signInsPerDay) }),
  };
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

function parseDate(text: string): string {
  const timeMs = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  // 30 February is a date to some engines, and then another one
  if (!Number.isNaN(timeMs) && new Date(timeMs).toISOString().startsWith(text)) return text;
  throw wrong('--end', text, 'a date such as 2026-11-20');
}

function parseRate(text: string): number {
  const rate = /^\d{1,4}(?:\.\d{1,3})?$/.test(text) ? Number(text) : 0;
  if (rate >= 0.1 && rate <= 1000) return rate;
  throw wrong('--sign-ins-per-day', text, 'a number from 0.1 to 1000');
}

function wrong(option: string, text: string, expected: string): OddsockError {
  return new OddsockError('wrong-usage', `${option}: "${text}" is not ${expected}.`, {
    exitCode: 2,
  });
}
