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
import { page, section } from './section.ts';

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

type Group = 'own' | 'borrowed' | 'none' | 'learning' | 'untrained';

const GROUPS: Readonly<Record<Group, readonly [label: string, style: Style]>> = {
  own: ['own model', 'green'],
  borrowed: ["the tenant's model", 'cyan'],
  none: ['no model', 'dim'],
  learning: ['learning: too little history', 'yellow'],
  untrained: ['not trained yet', 'red'],
};

/** What is said of all rows, however many are shown. */
export class TrainingCount {
  /** rows that were asked for */
  fitting = 0;
  all = 0;
  signIns = 0;
  newestAsOf: string | null = null;
  readonly groups: Record<Group, number> = {
    own: 0,
    borrowed: 0,
    none: 0,
    learning: 0,
    untrained: 0,
  };

  add({ state, model, signIns, asOf }: TrainingRow): void {
    this.all++;
    this.signIns += signIns;
    this.groups[state === 'trained' ? model : state]++;
    if (asOf !== null && asOf > (this.newestAsOf ?? '')) this.newestAsOf = asOf;
  }
}

/** A line a user, and a summary of all. */
export function drawTraining(
  rows: readonly TrainingRow[],
  count: TrainingCount,
  screen: Screen,
): string {
  if (count.all === 0) return 'No sign-ins are stored yet: "oddsock ingest PATH" reads logs in.';
  return page(
    rows.length === 0 ? 'None fit.\n' : `${table(rows, screen)}\n`,
    rows.length < count.fitting
      ? `The first ${formatCount(rows.length)} of ${formatCount(count.fitting)}; --limit shows more.\n`
      : '',
    section('Together', drawTrainingCount(count, screen), screen),
  );
}

/** The state of all, as bars. */
export function drawTrainingCount(count: TrainingCount, screen: Screen): string {
  const { all, groups, newestAsOf, signIns } = count;
  const bars = Object.entries(GROUPS).flatMap(([group, [label, style]]) => {
    const value = groups[group as Group];
    return value === 0 ? [] : [{ label, value, style, note: formatShare(value / all).padStart(5) }];
  });
  const from =
    newestAsOf === null
      ? 'Nothing was learned yet: run "oddsock learn".'
      : `Learned from ${formatAmount(signIns, 'sign-in')} before ${newestAsOf.slice(0, 16).replace('T', ' ')} UTC.`;
  return `${drawBars(bars, { ...screen, width: screen.width - 2 })}\n${from}`;
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
