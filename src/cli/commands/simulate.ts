import { Command } from '@commander-js/extra-typings';
import type { OpenSession } from '../session.ts';
import { simulateAnomalyCommand } from './simulate-anomaly.ts';
import { simulateTenantCommand } from './simulate-tenant.ts';

export function simulateCommand(open: OpenSession) {
  return new Command('simulate')
    .description('make sign-ins that never were, to try things out')
    .addCommand(simulateTenantCommand(open))
    .addCommand(simulateAnomalyCommand(open));
}
