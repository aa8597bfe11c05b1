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

/** Every command, in the order of --help: the way of a record. */
export const COMMANDS: readonly CommandBuilder[] = [
  demoCommand,
  ingestCommand,
  showCommand,
  activityCommand,
  learnCommand,
  baselineCommand,
  trainingCommand,
  detectCommand,
  anomaliesCommand,
  behavioursCommand,
  explainCommand,
  huntCommand,
  simulateCommand,
  statusCommand,
  rejectsCommand,
];
