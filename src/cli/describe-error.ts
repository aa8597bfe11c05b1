import { CommanderError } from '@commander-js/extra-typings';
import { limitSentence } from '../kql/limit.ts';
import { Refusal, type Span } from '../kql/refusal.ts';
import { OddsockError } from '../schema/error.ts';
import { EngineError } from '../store/index.ts';
import { Interrupted } from './interrupted.ts';

/** What the user is told of a failure, as text or as `{"error":{…}}`. */
export interface ErrorDescription {
  readonly code: string;
  /** one sentence */
  readonly message: string;
  /** what to do next; '' = nothing */
  readonly hint: string;
  readonly exitCode: number;
  /** where in a query it is */
  readonly place?: Span;
}

const REPORT_IT = 'This is a fault of Oddsock: run it again with --debug and report what it says.';

/** ClickHouse error numbers that a user can do something about.
 *  https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp */
const ENGINE_ERRORS: Readonly<Record<number, Omit<ErrorDescription, 'exitCode'>>> = {
  159: {
    code: 'too-slow',
    message: 'The engine stopped because the time limit was reached.',
    hint: 'Ask for a shorter span of time, or raise hunt.maxSeconds in the configuration.',
  },
  241: {
    code: 'out-of-memory',
    message: 'The engine ran out of memory.',
    hint: 'Close other programs, ask for a shorter span of time, raise hunt.maxMemoryMb, or use a ClickHouse server.',
  },
  396: {
    code: 'too-many-rows',
    message: 'The result has more rows or bytes than a hunt may have.',
    hint: 'Add "| take 1000" or summarize, or raise hunt.maxRows and hunt.maxResultMb in the configuration.',
  },
  243: {
    code: 'disk-full',
    message: 'There is no room left on the disk of the store.',
    hint: 'Make room, or name a directory on another disk with --data.',
  },
};

const SYSTEM_ERRORS: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  ENOENT: ['does not exist', 'Check the spelling of the path.'],
  EACCES: ['may not be read or written', 'Check its permissions.'],
  EPERM: ['may not be read or written', 'Check its permissions.'],
  EISDIR: ['is a folder, not a file', 'Name a file.'],
  ENOTDIR: ['is not a folder', 'Check the path.'],
  EEXIST: ['exists already', 'Name another one.'],
  EROFS: ['lies on a read-only disk', 'Name another one.'],
  EMFILE: ['could not be opened: too many files are open', 'Raise the limit with "ulimit -n".'],
  ENOSPC: ['could not be written: the disk is full', 'Make room on the disk.'],
};

/** Turns whatever was thrown into a sentence and what to do. */
export function describeError(error: unknown): ErrorDescription {
  if (error instanceof OddsockError) {
    const { code, message, hint, exitCode } = error;
    return { code, message, hint, exitCode };
  }
  if (error instanceof Refusal) return refusal(error);
  if (error instanceof Interrupted) {
    return {
      code: 'interrupted',
      message: 'Stopped as asked.',
      hint: 'What was done is kept; the same command goes on from there.',
      exitCode: error.exitCode,
    };
  }
  if (error instanceof CommanderError) return wrongUsage(error);
  if (error instanceof EngineError) return engineError(error);
  return systemError(error) ?? unforeseen(error);
}

/** A wrong query was asked wrongly; one that cannot be answered exactly was not. */
function refusal({ code, message, span }: Refusal): ErrorDescription {
  return code === 'kql-invalid'
    ? { code, message: withStop(message), hint: '', exitCode: 2, place: span }
    : {
        code,
        message: withStop(message),
        hint: 'docs/kql.md lists what is supported.',
        exitCode: 1,
        place: span,
      };
}

function withStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** 'error: unknown option '--jsno'\n(Did you mean --json?)' becomes two sentences. */
function wrongUsage({ message }: CommanderError): ErrorDescription {
  const [what = '', suggestion] = message.replace(/^error: /, '').split('\n');
  const sentence = `${what.charAt(0).toUpperCase()}${what.slice(1).replace(/\.$/, '')}.`;
  return {
    code: 'wrong-usage',
    message: sentence,
    hint: suggestion?.replace(/^\((.*)\)$/, '$1') ?? 'Add --help to see what is possible.',
    exitCode: 2,
  };
}

function engineError(error: EngineError): ErrorDescription {
  const known = ENGINE_ERRORS[error.engineCode ?? -1];
  if (known !== undefined) return { ...known, exitCode: 1 };
  const limit = limitSentence(error.message);
  if (limit !== undefined) {
    return {
      code: 'hunt-limit',
      message: limit,
      hint: 'docs/kql.md lists the limits.',
      exitCode: 1,
    };
  }
  const [firstLine = ''] = error.message.split('\n');
  return {
    code: 'engine-refused',
    message: `The engine refused a statement: ${firstLine}`,
    hint: REPORT_IT,
    exitCode: 1,
  };
}

function systemError(error: unknown): ErrorDescription | null {
  if (!(error instanceof Error)) return null;
  const code: unknown = Reflect.get(error, 'code');
  const path: unknown = Reflect.get(error, 'path');
  const known = typeof code === 'string' ? SYSTEM_ERRORS[code] : undefined;
  if (known === undefined) return null;
  const [message, hint] = known;
  const subject = typeof path === 'string' ? path : 'A file or folder';
  return {
    code: `system-${String(code).toLowerCase()}`,
    message: `${subject} ${message}.`,
    hint,
    exitCode: 1,
  };
}

function unforeseen(error: unknown): ErrorDescription {
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message: `Unforeseen: ${message}`, hint: REPORT_IT, exitCode: 1 };
}
