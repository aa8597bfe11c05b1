import path from 'node:path';
import { expect, test } from 'vitest';
import { COMMAND_OUTPUTS } from '../schema/command-outputs.ts';
import { COMMANDS } from './commands/index.ts';
import { outputsPage } from './outputs-docs.ts';
import type { OpenSession } from './session.ts';

const closed: OpenSession = () => Promise.reject(new Error('no command is run here'));

test('docs/outputs.md is what the schemas say', async () => {
  const file = path.join(import.meta.dirname, '../../docs/outputs.md');
  await expect(outputsPage()).toMatchFileSnapshot(file);
});

test('every command has a documented output, and no output is of a command that is not there', async () => {
  const builders = await Promise.all(COMMANDS.map(({ load }) => load()));
  const names = builders
    .map((build) => build(closed))
    .flatMap((command) =>
      command.commands.length === 0
        ? [command.name()]
        : command.commands.map((each) => `${command.name()} ${each.name()}`),
    );
  // An option may change what is written: "hunt --list".
  const documented = Object.keys(COMMAND_OUTPUTS).map((name) => name.replace(/ --.*$/, ''));
  expect([...new Set(documented)]).toEqual(names);
});
