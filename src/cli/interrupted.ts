import { constants } from 'node:os';

/** Why a run was stopped from outside. */
export class Interrupted extends Error {
  readonly exitCode: number;

  /** @param cause  the signal, or 'EPIPE' when whoever read our output has had enough */
  constructor(cause: 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'EPIPE') {
    super(cause);
    this.name = 'Interrupted';
    this.exitCode = cause === 'EPIPE' ? 0 : 128 + constants.signals[cause];
  }
}
