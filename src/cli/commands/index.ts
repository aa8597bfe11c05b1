import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { OpenSession } from '../session.ts';
import { activityCommand } from './activity.ts';
import { anomaliesCommand, behavioursCommand } from './anomalies.ts';
import { baselineCommand } from './baseline.ts';
import { demoCommand } from './demo.ts';
import { detectCommand } from './detect.ts';
import { explainCommand } from './explain.ts';
import { huntCommand } from './hunt.ts';
import { ingestCommand } from './ingest.ts';
import { learnCommand } from './learn.ts';
import { rejectsCommand } from './rejects.ts';
import { showCommand } from './show.ts';
import { simulateCommand } from './simulate.ts';
import { statusCommand } from './status.ts';
import { trainingCommand } from './training.ts';

/** Makes one command; the session is opened when the command runs. */
export type CommandBuilder = (open: OpenSession) => CommandUnknownOpts;

/** Commands that the help shows together. */
export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly CommandBuilder[];
}

/** Every command, in the order of --help: the way of a record. */
export const COMMAND_GROUPS: readonly CommandGroup[] = [
  { title: 'To begin:', commands: [demoCommand, ingestCommand] },
  { title: 'What is there:', commands: [showCommand, activityCommand] },
  { title: 'What is normal:', commands: [learnCommand, baselineCommand, trainingCommand] },
  {
    title: 'What is odd:',
    commands: [detectCommand, anomaliesCommand, behavioursCommand, explainCommand],
  },
  { title: 'To look further:', commands: [huntCommand, simulateCommand] },
  { title: 'To look after it:', commands: [statusCommand, rejectsCommand] },
];

export const COMMANDS: readonly CommandBuilder[] = COMMAND_GROUPS.flatMap(
  ({ commands }) => commands,
);
