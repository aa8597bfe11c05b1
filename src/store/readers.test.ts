import type { Session } from 'chdb';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Readers } from './readers.ts';

/** Connections that only count: what is tested is who gets one, not what it does. */
function counted() {
  const opened: { closed: boolean }[] = [];
  const open = (): Session => {
    const session = { closed: false, close: () => (session.closed = true) };
    opened.push(session);
    return session as unknown as Session;
  };
  return { opened, open };
}

test('so many read at once, the others in the order in which they came', async () => {
  const { opened, open } = counted();
  const readers = new Readers(2, open);
  const begun: number[] = [];
  let reading = 0;
  let most = 0;
  await Promise.all(
    [30, 5, 5, 5, 5].map((ms, index) =>
      readers.read(async () => {
        begun.push(index);
        most = Math.max(most, ++reading);
        await sleep(ms);
        reading--;
      }),
    ),
  );
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
  expect(opened).toHaveLength(2);
});

test('a connection is opened when there is none to spare, and is free again after a failure', async () => {
  const { opened, open } = counted();
  const readers = new Readers(2, open);
  const failure = readers.read(() => Promise.reject(new Error('refused')));
  await expect(failure).rejects.toThrow('refused');
  expect(await readers.read(() => Promise.resolve('read'))).toBe('read');
  expect(opened).toHaveLength(1);
});

test('closes when what is read has ended, also what waits its turn', async () => {
  const { opened, open } = counted();
  const readers = new Readers(1, open);
  let ended = 0;
  const reads = [1, 2].map(() =>
    readers.read(async () => {
      await sleep(5);
      expect(opened).toEqual([expect.objectContaining({ closed: false })]);
      ended++;
    }),
  );
  await readers.close();
  expect(ended).toBe(2);
  expect(opened).toEqual([expect.objectContaining({ closed: true })]);
  await Promise.all(reads);
});

test('closes what it opened', async () => {
  const { opened, open } = counted();
  const readers = new Readers(2, open);
  await Promise.all([1, 2, 3].map((each) => readers.read(() => Promise.resolve(each))));
  await readers.close();
  expect(opened).toEqual([
    expect.objectContaining({ closed: true }),
    expect.objectContaining({ closed: true }),
  ]);
});
