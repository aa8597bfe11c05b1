import { Command, CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Writable } from 'node:stream';
import type { Config } from '../schema/config.ts';
import { OddsockError } from '../schema/error.ts';
import type { StorePlace } from '../store/index.ts';
import { COMMAND_GROUPS, COMMANDS } from './commands/index.ts';
import { loadConfig } from './config.ts';
import { describeError } from './describe-error.ts';
import { examplesText } from './examples.ts';
import { asTyped } from './invocation.ts';
import { Output } from './output.ts';
import { withSuggestion } from './suggestion.ts';
import { createSession, type OpenSession } from './session.ts';
import { readVersion } from './version.ts';
import { createProgress, screenOf, silentProgress, type StreamTraits } from './terminal/index.ts';

const DEFAULT_DATA = './oddsock-data';

export interface Surroundings {
  readonly stdout: Writable & StreamTraits;
  readonly stderr: Writable & StreamTraits;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

type Globals = ReturnType<ReturnType<typeof createProgram>['opts']>;

/** Runs one command line and returns its exit code: 0 done, 1 failed, 2 wrong usage.
 *  @param argv  the arguments alone, without node and script */
export async function run(argv: readonly string[], around: Surroundings): Promise<number> {
  const output = new Output({
    stdout: around.stdout,
    stderr: around.stderr,
    json: asksFor('--json', argv),
    quiet: asksFor('--quiet', argv),
  });
  const program = createProgram();
  const { width } = screenOf(around.stdout, around.environment);
  let text = '';
  let usage = '';
  program.exitOverride().configureOutput({
    writeOut: (part) => (text += part),
    // Errors come as CommanderError, and are written like all others; what is left is help.
    writeErr: (part) => (usage += part),
    outputError: () => undefined,
    getOutHelpWidth: () => width,
    getErrHelpWidth: () => width,
  });
  const open: OpenSession = () => openSession(program.opts(), output, around);
  const named = commandNamedIn(argv);
  for (const { title, commands } of COMMAND_GROUPS) {
    for (const { name, load } of commands) {
      if (named !== null && named !== name) continue;
      const build = await load();
      program.addCommand(adopted(build(open), program, '', width).helpGroup(title));
    }
  }
  program.addHelpText('after', examplesText('', width));
  try {
    await program.parseAsync(argv, { from: 'user' });
    around.signal.throwIfAborted();
    return 0;
  } catch (error) {
    const cause: unknown = around.signal.aborted ? around.signal.reason : error;
    if (cause instanceof CommanderError && cause.exitCode === 0) {
      await output.object({ text: text.trimEnd() }, (help) => help.text);
      return 0;
    }
    if (isHelpless(cause)) return await helpless(usage, argv, output, around);
    const debug = asksFor('--debug', argv);
    const told = withSuggestion(cause, program);
    return await failed(told, output, around, { debug, globals: program.opts() });
  }
}

/** Options of the program that are followed by a value. */
const VALUED_OPTIONS = new Set(['--data', '--clickhouse', '--config']);

/** The command that is called, when no other is needed to say what is to be said; null = all are. */
function commandNamedIn(argv: readonly string[]): string | null {
  const first = argv.findIndex(
    (word, index) => !word.startsWith('-') && !VALUED_OPTIONS.has(argv[index - 1] ?? ''),
  );
  const word = argv[first];
  const isHelpOfAll = argv.slice(0, first).some((option) => /^(-h|--help)$/.test(option));
  return isHelpOfAll || !COMMANDS.some(({ name }) => name === word) ? null : (word ?? null);
}

function createProgram() {
  return new Command('oddsock')
    .description('Finds the odd sign-in out: behaviour analytics for Microsoft Entra ID logs.')
    .option('--data <dir>', `directory of the embedded store (default: ${DEFAULT_DATA})`)
    .option('--clickhouse <url>', 'a ClickHouse server instead of the embedded store')
    .option('--config <file>', 'configuration (YAML), see docs/configuration.md')
    .option('--json', 'machine output on stdout and nothing else there')
    .option('--quiet', 'no progress and no remarks')
    .option('--debug', 'show where an error comes from')
    .version(readVersion(), '--version', 'print the version')
    .helpOption('-h, --help', 'print this')
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true });
}

/** Subcommands added ready-made do not get the parent's settings by themselves, nor do theirs. */
function adopted(
  command: CommandUnknownOpts,
  parent: CommandUnknownOpts,
  parentName: string,
  width: number,
): CommandUnknownOpts {
  const name = `${parentName} ${command.name()}`.trim();
  command.copyInheritedSettings(parent).helpCommand(false);
  command.addHelpText('after', examplesText(name, width));
  for (const each of command.commands) adopted(each, command, name, width);
  return command;
}

async function openSession(globals: Globals, output: Output, around: Surroundings) {
  const { data, clickhouse } = globals;
  if (data !== undefined && clickhouse !== undefined) {
    throw new OddsockError('wrong-usage', '--data and --clickhouse exclude each other.', {
      hint: 'Name one of them.',
      exitCode: 2,
    });
  }
  const config = await loadConfig(globals.config);
  const { stdout, stderr, environment, signal } = around;
  return createSession({
    config,
    place: placeOf(globals, config),
    placeIsDefault: data === undefined && clickhouse === undefined,
    globals,
    json: globals.json === true,
    output,
    screen: screenOf(stdout, environment),
    progress:
      globals.quiet === true
        ? silentProgress
        : createProgress({
            write: (text) => stderr.write(text),
            tty: stderr.isTTY === true,
            width: screenOf(stderr, environment).width,
            nowMs: () => performance.now(),
          }),
    signal,
    nowMs: () => Date.now(),
  });
}

function placeOf({ data, clickhouse }: Globals, { store }: Config): StorePlace {
  if (clickhouse !== undefined) return { clickhouse };
  if (data !== undefined) return { data };
  if (store.clickhouse !== undefined) return { clickhouse: store.clickhouse };
  return { data: store.data ?? DEFAULT_DATA };
}

async function failed(
  error: unknown,
  output: Output,
  around: Surroundings,
  { debug, globals }: { readonly debug: boolean; readonly globals: Globals },
) {
  const description = describeError(error);
  // Whoever read us has closed the pipe: nobody to tell, and nothing is wrong.
  if (description.exitCode === 0) return 0;
  await output.error({ ...description, hint: asTyped(description.hint, globals) });
  if (debug && error instanceof Error) around.stderr.write(`${causesOf(error)}\n`);
  return description.exitCode;
}

function causesOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by ${causesOf(error.cause)}` : '';
  return `${error.stack ?? error.message}${cause}`;
}

/** Known before the arguments are parsed, so that a mistake in them is reported as asked, too. */
function asksFor(option: string, argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end < 0 ? argv.length : end).includes(option);
}

/** No command was given: commander's way of saying so. */
function isHelpless(error: unknown): boolean {
  return error instanceof CommanderError && error.code === 'commander.help';
}

async function helpless(
  help: string,
  argv: readonly string[],
  output: Output,
  around: Surroundings,
): Promise<number> {
  if (!asksFor('--json', argv)) around.stderr.write(help);
  else {
    const hint = asTyped('Run "oddsock --help" to see the commands.', {});
    await output.error({
      code: 'wrong-usage',
      message: 'No command was given.',
      hint,
      exitCode: 2,
    });
  }
  return 2;
}
