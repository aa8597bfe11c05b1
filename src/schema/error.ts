/** A failure that was foreseen: what happened, in one sentence, and what to do next.
 *  Every part throws it (or an error of the same fields); the command line turns it into text or JSON.
 *
 *      throw new OddsockError('unknown-user', `No sign-ins of "${user}" are stored.`, {
 *        hint: 'List the users with "oddsock training".',
 *      });
 */
export class OddsockError extends Error {
  /** stable, kebab-case: scripts match on it */
  readonly code: string;
  /** one sentence that tells what to do; '' = there is nothing to do */
  readonly hint: string;
  readonly exitCode: ExitCode;

  constructor(code: string, message: string, options: OddsockErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'OddsockError';
    this.code = code;
    this.hint = options.hint ?? '';
    this.exitCode = options.exitCode ?? 1;
  }
}

/** 1 = it failed, 2 = it was asked wrongly */
export type ExitCode = 1 | 2;

export interface OddsockErrorOptions {
  readonly hint?: string;
  /** default 1 */
  readonly exitCode?: ExitCode;
  readonly cause?: unknown;
}
