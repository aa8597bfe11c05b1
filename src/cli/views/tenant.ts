import type { SimulateTenantOutput } from '../../schema/outputs.ts';
import {
  drawTable,
  formatAmount,
  formatCount,
  formatDuration,
  type Screen,
} from '../terminal/index.ts';

/** What was written, and which attacks are in it. */
export function drawTenant(written: SimulateTenantOutput, screen: Screen): string {
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
  // Not the whole folder: the labels are not records.
  const files = `${directory}/sign-ins.ndjson ${directory}/audit-events.ndjson`;
  lines.push('', `Read it in with: oddsock ingest ${files} --data ${directory}-data`);
  return lines.join('\n');
}
