import type { SimulateTenantOutput } from '../../schema/outputs.ts';
import {
  drawTable,
  formatAmount,
  formatCount,
  formatDuration,
  type Screen,
} from '../terminal/index.ts';
import { advice } from './advice.ts';

/** What was written, and which attacks are in it.
 *  @param readIn  the line that reads it in */
export function drawTenant(written: SimulateTenantOutput, screen: Screen, readIn: string): string {
  const { auditEvents, byAttack, days, directory, seconds, signIns, users } = written;
  const lines = [
    `Wrote ${formatAmount(signIns, 'sign-in')} and ${formatAmount(auditEvents, 'audit event')} of ` +
      `${formatAmount(users, 'user')} in ${formatAmount(days, 'day')} to ${directory} ` +
      `(${formatDuration(seconds * 1000)}).`,
  ];
  const attacks = Object.entries(byAttack);
  if (attacks.length > 0) {
    lines.push(
      '',
      drawTable(
        [{ header: 'Attack' }, { header: 'Sign-ins', align: 'right' }],
        attacks.map(([attack, count]) => [attack, formatCount(count)]),
        screen,
      ),
    );
  }
  lines.push('', advice('To read it in:', readIn, screen));
  return lines.join('\n');
}
