import type { TrainingCount, TrainingGroup } from '../../pipeline/training-count.ts';
import type { TrainingRow, TrainingState } from '../../schema/normal-outputs.ts';
import {
  drawBars,
  drawTable,
  formatAmount,
  formatCount,
  formatShare,
  printable,
  type Screen,
  type Style,
} from '../terminal/index.ts';
import { advice } from './advice.ts';
import { page, section } from './section.ts';

type Call = (...words: readonly string[]) => string;

const STATE_STYLES: Readonly<Record<TrainingState, Style>> = {
  trained: 'green',
  learning: 'yellow',
  untrained: 'red',
};

const MODEL_WORDS: Readonly<Record<TrainingRow['model'], string>> = {
  own: 'own',
  borrowed: "the tenant's",
  none: '',
};

const GROUPS: Readonly<Record<TrainingGroup, readonly [label: string, style: Style]>> = {
  own: ['own model', 'green'],
  borrowed: ["the tenant's model", 'cyan'],
  none: ['no model', 'dim'],
  learning: ['learning: too little history', 'yellow'],
  untrained: ['not trained yet', 'red'],
};

/** A line a user, and a summary of all.
 *  @param fitting  how many there are of what was asked for
 *  @param call     makes a line that can be copied */
export function drawTraining(
  rows: readonly TrainingRow[],
  fitting: number,
  count: TrainingCount,
  screen: Screen,
  call: Call,
): string {
  if (count.all === 0)
    return advice('No sign-ins are stored yet. To read logs in:', call('ingest', 'PATH'), screen);
  return page(
    rows.length === 0 ? 'None fit.\n' : `${table(rows, screen)}\n`,
    rows.length < fitting
      ? `The first ${formatCount(rows.length)} of ${formatCount(fitting)}; --limit shows more.\n`
      : '',
    section('Together', drawTrainingCount(count, screen, call), screen),
  );
}

/** The state of all, and what it rests on. */
function drawTrainingCount(count: TrainingCount, screen: Screen, call: Call): string {
  const { all, groups, newestAsOf, signIns } = count;
  const from =
    newestAsOf === null
      ? advice('Nothing was learned yet. To learn:', call('learn'), {
          ...screen,
          width: screen.width - 2,
        })
      : `Learned from ${formatAmount(signIns, 'sign-in')} before ${newestAsOf.slice(0, 16).replace('T', ' ')} UTC.`;
  return `${drawTrainingBars({ all, ...groups }, screen)}\n${from}`;
}

/** How many are in which state, as bars. */
export function drawTrainingBars(
  { all, ...groups }: Readonly<Record<TrainingGroup | 'all', number>>,
  screen: Screen,
): string {
  const bars = Object.entries(GROUPS).flatMap(([group, [label, style]]) => {
    const value = groups[group as TrainingGroup];
    return value === 0 ? [] : [{ label, value, style, note: formatShare(value / all).padStart(5) }];
  });
  return drawBars(bars, { ...screen, width: screen.width - 2 });
}

function table(rows: readonly TrainingRow[], screen: Screen): string {
  return drawTable(
    [
      { header: 'Who', minWidth: 16 },
      {
        header: 'State',
        minWidth: 9,
        style: (cell) => STATE_STYLES[cell.trim() as TrainingState] ?? null,
      },
      { header: 'As of (UTC)', minWidth: 10 },
      { header: 'Sign-ins', align: 'right', minWidth: 8 },
      { header: 'Days', align: 'right', minWidth: 4 },
      { header: 'History', align: 'right', minWidth: 7 },
      { header: 'Model', minWidth: 5 },
    ],
    rows.map((row) => [
      whoOf(row),
      row.state,
      row.asOf === null ? '' : row.asOf.slice(0, 16).replace('T', ' '),
      formatCount(row.signIns),
      formatCount(row.activeDays),
      `${formatCount(row.historyDays)} d`,
      MODEL_WORDS[row.model],
    ]),
    screen,
  );
}

function whoOf({ entity, userPrincipalName }: TrainingRow): string {
  const name = entity.name === '' ? entity.id : entity.name;
  const more = userPrincipalName === null || userPrincipalName === name ? '' : userPrincipalName;
  return printable(more === '' ? name : `${name} <${more}>`);
}
