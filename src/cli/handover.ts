import { spawn } from 'node:child_process';
import { createReadStream, fstatSync } from 'node:fs';
import { Socket } from 'node:net';
import { constants } from 'node:os';
import { addAbortSignal, type Readable } from 'node:stream';

/** Set where this process was started by another one of ours: then the user's standard input is at
 *  INPUT_FD, and LIFELINE_FD is a pipe that closes when the one who started us is gone. */
const MARK = 'ODDSOCK_HANDOVER';
const INPUT_FD = 3;
const LIFELINE_FD = 4;

/** The embedded engine appends whatever waits on file descriptor 0 to the next INSERT, so a process that
 *  opens it must not have the user's data there. A terminal and /dev/null are harmless. */
export function mustHandOver(): boolean {
  if (process.env[MARK] !== undefined) return false;
  try {
    const input = fstatSync(0);
    return input.isFIFO() || input.isSocket() || input.isFile();
  } catch {
    return false; // closed: nothing there to be read
  }
}

/** Runs the same command line in a process whose descriptor 0 is /dev/null. Dies with it and it with us.
 *  @returns its exit code */
export async function handOver(): Promise<number> {
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: ['ignore', 'inherit', 'inherit', 0, 'pipe'],
    env: { ...process.env, [MARK]: '1' },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) =>
      resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']),
    );
  });
}

/** Makes this process end at once, as by kill -9, when the one who started it is gone: otherwise it
 *  would go on unseen and hold the store. */
export function followStarter(): void {
  if (process.env[MARK] === undefined) return;
  const lifeline = new Socket({ fd: LIFELINE_FD, readable: true, writable: false });
  lifeline.on('end', endAtOnce).on('error', endAtOnce).resume();
  lifeline.unref();
}

function endAtOnce(): void {
  process.kill(process.pid, 'SIGKILL');
}

/** The user's standard input, wherever it is; ends when `signal` says so. */
export function userInput(signal: AbortSignal): Readable {
  const input = openInput();
  // Stopped before anybody reads: whoever reads it then is told; until then it must not end the process.
  input.on('error', () => undefined);
  return addAbortSignal(signal, input);
}

function openInput(): Readable {
  if (process.env[MARK] === undefined) return process.stdin;
  const input = fstatSync(INPUT_FD);
  return input.isFIFO() || input.isSocket()
    ? new Socket({ fd: INPUT_FD, readable: true, writable: false })
    : createReadStream('', { fd: INPUT_FD });
}
