import { followStarter, handOver, mustHandOver } from './handover.ts';
import { Interrupted } from './interrupted.ts';
import { run } from './run.ts';

/** Ctrl-C reaches a process from the terminal and once more from the one who started it. */
const SAME_SIGNAL_MS = 500;

process.exitCode = mustHandOver() ? await handOver() : await runHere();

async function runHere(): Promise<number> {
  followStarter();
  const { stdout, stderr, env, argv } = process;
  const signal = stopSignal();
  const code = await run(argv.slice(2), { stdout, stderr, environment: env, signal });
  // Work that did not notice would keep the process alive.
  if (signal.aborted) process.exit(code);
  return code;
}

/** Aborts at Ctrl-C, and when whoever reads our output goes away. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  let stoppedMs = Infinity;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      const now = performance.now();
      // A second one means: now. What was acknowledged is on the disk already.
      if (now - stoppedMs > SAME_SIGNAL_MS) process.exit(new Interrupted(signal).exitCode);
      stoppedMs = Math.min(stoppedMs, now);
      stop.abort(new Interrupted(signal));
    });
  }
  // `oddsock … | head` closes the pipe early: stop the work, and quietly.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
      if (Reflect.get(error, 'code') !== 'EPIPE') throw error;
      stop.abort(new Interrupted('EPIPE'));
    });
  }
  return stop.signal;
}
