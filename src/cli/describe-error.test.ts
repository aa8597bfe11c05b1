import { CommanderError } from '@commander-js/extra-typings';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { OddsockError } from '../schema/error.ts';
import { EngineError } from '../store/index.ts';
import { describeError } from './describe-error.ts';
import { Interrupted } from './interrupted.ts';

test('a foreseen error says itself what to do', () => {
  const error = new OddsockError('unknown-id', 'No such record.', { hint: 'Look again.' });
  expect(describeError(error)).toEqual({
    code: 'unknown-id',
    message: 'No such record.',
    hint: 'Look again.',
    exitCode: 1,
  });
});

test('wrong usage is exit code 2, with the suggestion as a hint', () => {
  const error = new CommanderError(
    1,
    'commander.unknownOption',
    "error: unknown option '--jsno'\n(Did you mean --json?)",
  );
  expect(describeError(error)).toEqual({
    code: 'wrong-usage',
    message: "Unknown option '--jsno'.",
    hint: 'Did you mean --json?',
    exitCode: 2,
  });
});

test('an engine without memory is told apart from a refused statement', () => {
  const full = new EngineError(new Error('Code: 241. DB::Exception: Memory limit'), 'SELECT 1');
  expect(describeError(full).code).toBe('out-of-memory');
  const refused = new EngineError(new Error('Code: 46. DB::Exception: nope\nat x'), 'SELECT y()');
  expect(describeError(refused)).toMatchObject({
    code: 'engine-refused',
    message: 'The engine refused a statement: Code: 46. DB::Exception: nope',
  });
});

test('a limit that a query meets while it runs is said in its own words', () => {
  const message = 'Code: 395. DB::Exception: KQL limit: Too long. (KQL): while executing throwIf';
  expect(describeError(new EngineError(new Error(message), 'SELECT 1'))).toMatchObject({
    code: 'hunt-limit',
    message: 'Too long.',
  });
});

test('a missing file is named', () => {
  let thrown: unknown;
  try {
    readFileSync('/nowhere/logs.json');
  } catch (error) {
    thrown = error;
  }
  expect(describeError(thrown)).toMatchObject({
    code: 'system-enoent',
    message: '/nowhere/logs.json does not exist.',
    exitCode: 1,
  });
});

test('what nobody foresaw asks for a report', () => {
  expect(describeError(new TypeError('x is undefined'))).toMatchObject({
    code: 'internal',
    message: 'Unforeseen: x is undefined',
  });
  expect(describeError('a text')).toMatchObject({ message: 'Unforeseen: a text' });
});

test('Ctrl-C is 130, a closed pipe is no failure', () => {
  expect(describeError(new Interrupted('SIGINT')).exitCode).toBe(130);
  expect(describeError(new Interrupted('SIGTERM')).exitCode).toBe(143);
  expect(describeError(new Interrupted('EPIPE')).exitCode).toBe(0);
});
