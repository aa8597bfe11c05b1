import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { errorOutput } from '../schema/outputs.ts';
import { COMMANDS } from './commands/index.ts';
import { EXAMPLES } from './examples.ts';
import { run } from './run.ts';
import type { OpenSession } from './session.ts';

const closed: OpenSession = () => Promise.reject(new Error('no command is run here'));

test('every command has examples, and there is none of a command that is not there', async () => {
  const builders = await Promise.all(COMMANDS.map(({ load }) => load()));
  const names = builders
    .map((build) => build(closed))
    .flatMap((command) => [
      command.name(),
      ...command.commands.map((each) => `${command.name()} ${each.name()}`),
    ]);
  expect(Object.keys(EXAMPLES)).toEqual(['', ...names]);
});

test('a command goes by the name under which it is loaded', async () => {
  const names = await Promise.all(COMMANDS.map(async ({ load }) => (await load())(closed).name()));
  expect(names).toEqual(COMMANDS.map(({ name }) => name));
});

const lines = Object.entries(EXAMPLES).flatMap(([name, examples]) =>
  examples.map(([line]) => [line, name] as const),
);

test.each(lines)('the example %s is understood', async (line, name) => {
  const words = wordsOf(line);
  expect(words.slice(0, name.split(' ').length).join(' ')).toContain(name);
  // What is understood opens a session, and here that fails for a reason that is known.
  const stdout = new PassThrough();
  const code = await run([...words, '--config', 'nowhere.yaml', '--json'], {
    stdout,
    stderr: new PassThrough(),
    environment: {},
    signal: new AbortController().signal,
  });
  stdout.end();
  const { error } = errorOutput.parse(JSON.parse(await text(stdout)));
  expect({ code, message: error.message }).toEqual({
    code: 2,
    message: 'The configuration file nowhere.yaml does not exist.',
  });
});

/** The words behind 'oddsock' as a shell would give them, up to a pipe or a file to write. */
function wordsOf(line: string): string[] {
  const all = [...line.matchAll(/'([^']*)'|(\S+)/g)];
  const own = all.slice(all.findIndex(([, , plain]) => plain === 'oddsock') + 1);
  const end = own.findIndex(([, , plain]) => plain === '|' || plain === '>');
  return own
    .slice(0, end < 0 ? own.length : end)
    .map(([, inQuotes, plain]) => inQuotes ?? plain ?? '');
}
