import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { Output } from './output.ts';

/** A reader that takes its time: after each write there is no room. */
class SlowReader extends Writable {
  lines = 0;
  most = 0;

  constructor() {
    super({ highWaterMark: 1, decodeStrings: false });
  }

  override _write(text: string, _: string, done: () => void): void {
    this.lines += text.split('\n').length - 1;
    this.most = Math.max(this.most, this.listenerCount('close'));
    setImmediate(done);
  }
}

test('a long list waits for a slow reader, and leaves no listeners behind', async () => {
  const stdout = new SlowReader();
  const output = new Output({ stdout, stderr: new SlowReader(), json: true, quiet: true });
  const rows = Array.from({ length: 20_000 }, (_, index) => ({ index, text: 'x'.repeat(100) }));
  await output.list(rows, () => '');
  expect(stdout.lines).toBe(20_000);
  expect(stdout.most).toBeLessThanOrEqual(2);
  expect(stdout.listenerCount('drain')).toBe(0);
});

test('what nobody reads anymore is not waited for', async () => {
  const stdout = new Writable({ highWaterMark: 1, write: () => undefined });
  const output = new Output({ stdout, stderr: new SlowReader(), json: true, quiet: true });
  const writing = output.object({ a: 1 }, () => '');
  stdout.destroy();
  await expect(writing).resolves.toBeUndefined();
});

test.each([
  ['unknown key "x"', 'See the list.', 'oddsock: unknown key "x". See the list.\n'],
  ['It is busy.', 'Wait.', 'oddsock: It is busy. Wait.\n'],
  ['It is over', '', 'oddsock: It is over\n'],
])('what failed and what to do are told apart: %s', async (message, hint, expected) => {
  let text = '';
  const stderr = new Writable({
    write: (chunk: Buffer, _, done) => {
      text += chunk.toString();
      done();
    },
  });
  const output = new Output({ stdout: new SlowReader(), stderr, json: false, quiet: true });
  await output.error({ code: 'some-code', message, hint, exitCode: 1 });
  expect(text).toBe(expected);
});
