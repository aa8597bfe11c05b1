import { Interrupted } from './interrupted.ts';
import { run } from './run.ts';

const { stdout, stderr, env, argv } = process;
const stop = new AbortController();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // A second one means: now. What was acknowledged is on the disk already.
    if (stop.signal.aborted) process.exit(new Interrupted(signal).exitCode);
    stop.abort(new Interrupted(signal));
  });
}
// `oddsock … | head` closes the pipe early: stop the work, and quietly.
for (const stream of [stdout, stderr]) {
  stream.on('error', (error) => {
    if (Reflect.get(error, 'code') !== 'EPIPE') throw error;
    stop.abort(new Interrupted('EPIPE'));
  });
}

process.exitCode = await run(argv.slice(2), {
  stdout,
  stderr,
  environment: env,
  signal: stop.signal,
});
