import type { StatusOutput } from '../../schema/outputs.ts';
import {
  drawBars,
  drawTable,
  formatAmount,
  formatCount,
  formatShort,
  formatTime,
  printable,
  wrap,
  type Screen,
} from '../terminal/index.ts';
import { page, section } from './section.ts';
import { severalTenantsText } from './tenants.ts';

export function drawStatus(status: StatusOutput, screen: Screen): string {
  const rejected = Object.entries(status.rejects);
  return page(
    section('Store', printable(status.location), screen),
    section('Tables', tables(status, screen), screen),
    section(
      'Several tenants',
      wrap(severalTenantsText(status.tenants), screen.width - 2).join('\n'),
      screen,
    ),
    section(
      'Rejected records',
      drawBars(
        rejected.map(([reason, value]) => ({ label: printable(reason), value, style: 'yellow' })),
        { ...screen, width: screen.width - 2 },
      ),
      screen,
    ),
    section(
      'Last done',
      [
        `ingest  ${when(status.lastIngest)}`,
        `learn   ${when(status.lastLearn)}${learnedText(status)}`,
        `detect  ${when(status.lastDetect)}`,
      ].join('\n'),
      screen,
    ),
    section(
      'Versions',
      Object.entries(status.versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
      screen,
    ),
  );
}

function tables(status: StatusOutput, screen: Screen): string {
  return drawTable(
    [
      { header: 'Table', minWidth: 20 },
      { header: 'Rows', align: 'right' },
      { header: 'From', minWidth: 10 },
      { header: 'To', minWidth: 10 },
    ],
    status.tables.map(({ name, rows, from, to }) => [
      name,
      formatCount(rows),
      from === null ? '' : when(from),
      to === null ? '' : when(to),
    ]),
    { ...screen, tableWidth: screen.tableWidth - 2 },
  );
}

function learnedText({ learned: { trainings, bytes } }: StatusOutput): string {
  if (bytes === 0) return '';
  return `  (${formatAmount(trainings, 'training')} on the disk, ${formatShort(bytes)}B)`;
}

function when(time: string | null): string {
  return time === null ? 'never' : formatTime(Date.parse(time));
}
