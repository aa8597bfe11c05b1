import type { IngestOutput } from '../../schema/outputs.ts';
import {
  drawTable,
  formatAmount,
  formatCount,
  formatDuration,
  formatShort,
  type Screen,
} from '../terminal/index.ts';

/** What became of the records, by table. */
export function drawIngest(result: IngestOutput, screen: Screen): string {
  const { read, inserted, updated, duplicates, rejected, seconds, byTable } = result;
  const speed = seconds > 0.5 ? ` (${formatShort(read / seconds)}/s)` : '';
  const lines = [
    `Read ${formatAmount(read, 'record')} in ${formatDuration(seconds * 1000)}${speed}.`,
    '',
    drawTable(
      [
        { header: 'Table' },
        { header: 'New', align: 'right' },
        { header: 'Updated', align: 'right' },
        { header: 'Known already', align: 'right' },
      ],
      [
        ...Object.entries(byTable).map(([table, counts]) => [
          table,
          formatCount(counts.inserted),
          formatCount(counts.updated),
          formatCount(counts.duplicates),
        ]),
        ['Together', formatCount(inserted), formatCount(updated), formatCount(duplicates)],
      ],
      screen,
    ),
  ];
  if (rejected > 0) {
    const text = `${formatAmount(rejected, 'record')} could not be read: "oddsock rejects" says why.`;
    lines.push('', screen.paint('yellow', text));
  }
  return lines.join('\n');
}
