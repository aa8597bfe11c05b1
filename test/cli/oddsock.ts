import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

const LAUNCHER = path.join(import.meta.dirname, '../../bin/oddsock.js');

/** What a terminal would obey instead of showing it; line breaks are ours. */
// oxlint-disable-next-line no-control-regex -- control characters are what is tested
export const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/;

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartOptions {
  readonly input?: string | Uint8Array;
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs the command line as a process of its own, as users do, and waits for its end. */
export async function oddsock(args: readonly string[], options: StartOptions = {}) {
  const child = startOddsock(args, options);
  child.stdin.end(options.input ?? '');
  return finished(child);
}

export function startOddsock(args: readonly string[], options: StartOptions = {}) {
  const { NO_COLOR: _, FORCE_COLOR: __, ...environment } = process.env;
  const child = spawn(process.execPath, [LAUNCHER, ...args], {
    cwd: options.cwd ?? tmpdir(),
    env: { ...environment, ...options.environment },
  });
  // A test that fails must not leave its process behind.
  onTestFinished(() => void child.kill('SIGKILL'));
  child.stdin.on('error', () => undefined);
  return child;
}

export async function finished(child: ChildProcessWithoutNullStreams): Promise<Finished> {
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (stdout += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (stderr += part));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stdout, stderr };
}

/** An empty directory that is gone after the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'oddsock-cli-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
