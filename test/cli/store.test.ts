import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { activityOutput, errorOutput, statusOutput } from '../../src/schema/outputs.ts';
import { openStore } from '../../src/store/index.ts';
import { finished, oddsock, startOddsock, temporaryDirectory } from './oddsock.ts';

test('the default store is ./oddsock-data, made when it is not there', async () => {
  const cwd = temporaryDirectory();
  const { code, stdout, stderr } = await oddsock(['status', '--json'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const status = statusOutput.parse(JSON.parse(stdout));
  expect(status.location).toBe(path.join(cwd, 'oddsock-data'));
  expect(existsSync(status.location)).toBe(true);
});

test('an empty store answers every question about it', async () => {
  const data = path.join(temporaryDirectory(), 'data');
  const activity = await oddsock(['activity', '--json', '--data', data]);
  expect(activityOutput.parse(JSON.parse(activity.stdout)).signIns).toBe(0);
  expect(await oddsock(['rejects', '--json', '--data', data])).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  expect((await oddsock(['rejects', '--data', data])).stdout).toBe('Nothing was rejected.\n');
});

test('what is not stored is an error with exit code 1 and a code to match on', async () => {
  const data = path.join(temporaryDirectory(), 'data');
  const { code, stdout } = await oddsock(['show', 'none', '--json', '--data', data]);
  expect(code).toBe(1);
  expect(errorOutput.parse(JSON.parse(stdout)).error.code).toBe('unknown-id');
});

test('a second process on the same directory is told so', async () => {
  const data = path.join(temporaryDirectory(), 'data');
  const store = await openStore({ data });
  try {
    const { code, stdout } = await oddsock(['status', '--json', '--data', data]);
    expect(code).toBe(1);
    expect(errorOutput.parse(JSON.parse(stdout)).error).toMatchObject({
      code: 'store-busy',
      message: `The data directory ${data} is in use by another Oddsock (process ${process.pid}).`,
    });
  } finally {
    await store.close();
  }
  expect((await oddsock(['status', '--json', '--data', data])).code).toBe(0);
});

test('a directory that cannot be made is named', async () => {
  const file = path.join(temporaryDirectory(), 'file');
  writeFileSync(file, '');
  const { code, stdout } = await oddsock(['status', '--json', '--data', path.join(file, 'data')]);
  expect(code).toBe(1);
  expect(errorOutput.parse(JSON.parse(stdout)).error.code).toBe('store-unwritable');
});

test.skipIf(!existsSync('/proc/self'))(
  'a directory that can never be made is refused, not tried for ever',
  async () => {
    const { code, stdout } = await oddsock(['status', '--json', '--data', '/proc/none/data']);
    expect(code).toBe(1);
    expect(errorOutput.parse(JSON.parse(stdout)).error.code).toBe('store-unwritable');
  },
);

test('a reader that goes away, as head does, is no failure', async () => {
  const data = path.join(temporaryDirectory(), 'data');
  const child = startOddsock(['status', '--data', data]);
  child.stdout.destroy();
  const { code, stderr } = await finished(child);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});
