import { CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';

/** Letters that two words must begin with to be taken for each other. */
const SAME_BEGINNING = 4;

/** Commander suggests what differs in a letter or two; 'anomaly' for 'anomalies' differs in more. */
export function withSuggestion(error: unknown, program: CommandUnknownOpts): unknown {
  if (!(error instanceof CommanderError) || error.code !== 'commander.unknownCommand') return error;
  const [, given = ''] = /unknown command '(.*)'/.exec(error.message) ?? [];
  if (error.message.includes('Did you mean') || given.length < SAME_BEGINNING) return error;
  const names = program.commands.map((each) => each.name());
  const meant = names.find((name) => name.startsWith(given.toLowerCase().slice(0, SAME_BEGINNING)));
  if (meant === undefined) return error;
  const message = `${error.message}\n(Did you mean ${meant}?)`;
  return new CommanderError(error.exitCode, error.code, message);
}
