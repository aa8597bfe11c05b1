import { Command } from '@commander-js/extra-typings';
import { rejects } from '../../pipeline/status.ts';
import type { RejectRow } from '../../schema/outputs.ts';
import type { OpenSession } from '../session.ts';
import { drawTable, formatAmount, printable, truncate, type Screen } from '../terminal/index.ts';
import { parseLimit } from '../limit-option.ts';

const SHOWN = 50;

export function rejectsCommand(open: OpenSession) {
  return new Command('rejects')
    .description('records that could not be read, with reason and origin')
    .option('--limit <n>', `at most so many (default: ${SHOWN}, all under --json)`)
    .action(async ({ limit }) => {
      const { withStore, output, screen, json } = await open();
      const most = limit === undefined ? (json ? null : SHOWN) : parseLimit(limit);
      await withStore((store) =>
        output.list(rejects(store, most), (rows) => drawRejects(rows, most, screen)),
      );
    });
}

function drawRejects(rows: readonly RejectRow[], most: number | null, screen: Screen): string {
  if (rows.length === 0) return 'Nothing was rejected.';
  const table = drawTable(
    [
      { header: 'Reason', style: () => 'yellow', minWidth: 12 },
      { header: 'Origin', minWidth: 12 },
      { header: 'Position', align: 'right' },
      { header: 'Detail' },
      { header: 'Record' },
    ],
    rows.map(({ reason, origin, position, detail, record }) => [
      printable(reason),
      printable(origin),
      String(position),
      printable(detail),
      truncate(printable(record.slice(0, 200)), 80),
    ]),
    screen,
  );
  if (rows.length !== most) return table;
  return `${table}\n\nThe first ${formatAmount(rows.length, 'record')}; --limit shows more.`;
}
