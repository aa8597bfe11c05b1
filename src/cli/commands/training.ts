import { Command, Option } from '@commander-js/extra-typings';
import { TrainingCount } from '../../pipeline/training-count.ts';
import { training } from '../../pipeline/training.ts';
import { TRAINING_STATES, type TrainingRow } from '../../schema/normal-outputs.ts';
import { parseLimit } from '../limit-option.ts';
import type { OpenSession } from '../session.ts';
import { drawTraining } from '../views/training.ts';

const SHOWN = 50;

export function trainingCommand(open: OpenSession) {
  return new Command('training')
    .description('how much is known of every user: when trained, on how much, which model')
    .addOption(new Option('--state <state>', 'only these').choices(TRAINING_STATES))
    .option('--limit <n>', `at most so many (default: ${SHOWN}, all under --json)`)
    .action(async ({ state, limit }) => {
      const { withStore, output, screen, json, config, call } = await open();
      const most = limit === undefined ? (json ? Infinity : SHOWN) : parseLimit(limit);
      const order = json ? 'time' : 'name';
      await withStore(async (store) => {
        const rows = training(store, { settings: config.judgement, order });
        if (json) return output.list(limited(rows, state, most), () => '');
        const { count, fitting, shown } = await counted(rows, state, most);
        return output.object(shown, (list) => drawTraining(list, fitting, count, screen, call));
      });
    });
}

async function* limited(
  rows: AsyncIterable<TrainingRow>,
  state: TrainingRow['state'] | undefined,
  most: number,
): AsyncGenerator<TrainingRow> {
  let given = 0;
  for await (const row of rows) {
    if (state !== undefined && row.state !== state) continue;
    yield row;
    if (++given === most) return;
  }
}

/** Counts all, keeps what is shown. */
async function counted(
  rows: AsyncIterable<TrainingRow>,
  state: TrainingRow['state'] | undefined,
  most: number,
): Promise<{
  readonly count: TrainingCount;
  /** rows that were asked for */
  readonly fitting: number;
  readonly shown: readonly TrainingRow[];
}> {
  const count = new TrainingCount();
  const shown: TrainingRow[] = [];
  let fitting = 0;
  for await (const row of rows) {
    count.add(row);
    if (state !== undefined && row.state !== state) continue;
    fitting++;
    if (shown.length < most) shown.push(row);
  }
  return { count, fitting, shown };
}
