import { Command, Option } from '@commander-js/extra-typings';
import { learn } from '../../pipeline/learn.ts';
import type { OpenSession } from '../session.ts';
import { parseSpan, parseTime } from '../time-option.ts';
import { drawLearn } from '../views/learn.ts';

const DAY_MS = 86_400_000;

export function learnCommand(open: OpenSession) {
  return new Command('learn')
    .description('learn what is normal for each user, from what is stored')
    .option('--as-of <time>', 'only from what lies before this time; default: all that is stored')
    .option('--window <span>', 'how far back, e.g. 60d')
    .option('--user <user>', 'of one user: principal name, id or display name')

    .addOption(
      new Option('--encoding <name>', 'what the forests read; one-hot only to compare').choices([
        'surprise',
        'one-hot',
      ] as const),
    )
    .action(async ({ asOf, window, user, encoding }) => {
      const session = await open();
      const { judgement } = session.config;
      const settings = {
        ...judgement,
        learning: {
          ...judgement.learning,
          ...(window === undefined ? {} : { windowDays: daysOf(window) }),
        },
        forest: { ...judgement.forest, ...(encoding === undefined ? {} : { encoding }) },
      };
      const result = await session.withStore((store) =>
        learn(store, {
          settings,
          ...(asOf === undefined ? {} : { asOfMs: parseTime('--as-of', asOf, session.nowMs()) }),
          ...(user === undefined ? {} : { user }),
          onProgress: session.onProgress,
          signal: session.signal,
        }),
      );
      await session.output.object(
        { ...result, seconds: Number(result.seconds.toFixed(3)) },
        (value) => drawLearn(value),
      );
    });
}

function daysOf(window: string): number {
  return Math.max(1, Math.round(parseSpan('--window', window) / DAY_MS));
}
