import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { OpenSession } from '../session.ts';

/** Makes one command; the session is opened when the command runs. */
export type CommandBuilder = (open: OpenSession) => CommandUnknownOpts;

/** A command by its name. Loaded when it is asked for: to load all of them takes longer than most of them
 *  do. */
export interface NamedCommand {
  readonly name: string;
  readonly load: () => Promise<CommandBuilder>;
}

/** Commands that the help shows together. */
export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly NamedCommand[];
}

/** Every command, in the order of --help: the way of a record. */
export const COMMAND_GROUPS: readonly CommandGroup[] = [
  {
    title: 'To begin:',
    commands: [
      { name: 'demo', load: async () => (await import('./demo.ts')).demoCommand },
      { name: 'ingest', load: async () => (await import('./ingest.ts')).ingestCommand },
    ],
  },
  {
    title: 'What is there:',
    commands: [
      { name: 'show', load: async () => (await import('./show.ts')).showCommand },
      { name: 'activity', load: async () => (await import('./activity.ts')).activityCommand },
    ],
  },
  {
    title: 'What is normal:',
    commands: [
      { name: 'learn', load: async () => (await import('./learn.ts')).learnCommand },
      { name: 'baseline', load: async () => (await import('./baseline.ts')).baselineCommand },
      { name: 'training', load: async () => (await import('./training.ts')).trainingCommand },
    ],
  },
  {
    title: 'What is odd:',
    commands: [
      { name: 'detect', load: async () => (await import('./detect.ts')).detectCommand },
      { name: 'anomalies', load: async () => (await import('./anomalies.ts')).anomaliesCommand },
      { name: 'behaviours', load: async () => (await import('./anomalies.ts')).behavioursCommand },
      { name: 'explain', load: async () => (await import('./explain.ts')).explainCommand },
    ],
  },
  {
    title: 'To look further:',
    commands: [
      { name: 'hunt', load: async () => (await import('./hunt.ts')).huntCommand },
      { name: 'simulate', load: async () => (await import('./simulate.ts')).simulateCommand },
    ],
  },
  {
    title: 'To look after it:',
    commands: [
      { name: 'status', load: async () => (await import('./status.ts')).statusCommand },
      { name: 'rejects', load: async () => (await import('./rejects.ts')).rejectsCommand },
    ],
  },
];

export const COMMANDS: readonly NamedCommand[] = COMMAND_GROUPS.flatMap(({ commands }) => commands);
