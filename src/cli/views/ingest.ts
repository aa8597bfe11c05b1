import type { IngestOutput } from '../../schema/outputs.ts';
import {
  drawTable,
  formatAmount,
  formatCount,
  formatDuration,
  formatShort,
  type Screen,
} from '../terminal/index.ts';
import { advice } from './advice.ts';

/** What became of the records, by table.
 *  @param call  makes a line that can be copied */
export function drawIngest(
  result: IngestOutput,
  screen: Screen,
  call: (...words: readonly string[]) => string,
): string {
  const { read, inserted, updated, duplicates, rejected, seconds, byTable } = result;
  const speed = seconds > 0.5 ? ` (${formatShort(read / seconds)}/s)` : '';
  const lines = [
    `Read ${formatAmount(read, 'record')} in ${formatDuration(seconds * 1000)}${speed}.`,
  ];
  if (read > rejected)
    lines.push(
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
    );
  if (rejected > 0) {
    const what =
      read > rejected
        ? `${formatAmount(rejected, 'record')} could not be read.`
        : `Nothing was stored: ${rejected === 1 ? 'the only record was' : `all ${formatCount(rejected)} records were`} rejected.`;
    lines.push('', screen.paint('yellow', advice(`${what} To see why:`, call('rejects'), screen)));
  }
  return lines.join('\n');
}
