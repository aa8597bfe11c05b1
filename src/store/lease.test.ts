import { expect, test } from 'vitest';
import { onBothStores } from '../../test/support/stores.ts';
import { withLease } from './index.ts';

/** As if the one who holds it had been silent for a while. */
const SILENCE = `INSERT INTO lease_beats (Job, Generation, State, Holder, At)
  SELECT 'ingest', 1, 'held', 'gone', now64(3, 'UTC') - INTERVAL`;

const codeOf = (error: unknown): unknown => Reflect.get(error as object, 'code');

onBothStores('a lease', (open) => {
  test('is let go of, also when the work fails', async () => {
    const store = await open();
    expect(await withLease(store, 'ingest', () => Promise.resolve(1))).toBe(1);
    await expect(
      withLease(store, 'ingest', () => Promise.reject(new Error('work'))),
    ).rejects.toThrow('work');
    expect(await withLease(store, 'ingest', () => Promise.resolve(2))).toBe(2);
  });

  test('is held by one run at a time, each job by itself', async () => {
    const store = await open();
    await withLease(store, 'ingest', async (lease) => {
      await withLease(store, 'judgement', () => lease.assertHeld());
      const second = await withLease(store, 'ingest', () => Promise.resolve('also')).catch(codeOf);
      // a directory is held by one process as a whole
      expect(second).toBe(store.embedded ? 'also' : 'store-busy');
    });
  });

  test('goes to one of those who want it at the same moment', async () => {
    const store = await open();
    const wanting = Array.from({ length: 4 }, () =>
      withLease(store, 'ingest', (lease) => lease.assertHeld().then(() => 'had it')),
    );
    const ended = await Promise.allSettled(wanting);
    expect(ended.filter(({ status }) => status === 'fulfilled').length).toBe(
      store.embedded ? 4 : 1,
    );
  });

  test('is taken over from one that is gone, which then knows', async () => {
    const store = await open();
    if (store.embedded) return;
    await withLease(store, 'ingest', async (lease) => {
      await store.command(`TRUNCATE TABLE lease_beats`);
      await store.command(`${SILENCE} 59 SECOND`);
      await expect(withLease(store, 'ingest', () => Promise.resolve())).rejects.toMatchObject({
        code: 'store-busy',
        message: expect.stringContaining('gone') as unknown,
      });
      await store.command(`TRUNCATE TABLE lease_beats`);
      await store.command(`${SILENCE} 61 SECOND`);
      await withLease(store, 'ingest', () => Promise.resolve());
      await expect(lease.assertHeld()).rejects.toMatchObject({ code: 'lease-lost' });
    });
  });
});
