import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { onBothStores } from '../../test/support/stores.ts';
import { EngineError } from './index.ts';

/** Runs for hours if nobody stops it. */
const ENDLESS = `SELECT count() FROM numbers(10000000000000) WHERE cityHash64(number) % 7 = 8 SETTINGS readonly = 1`;

const running = `SELECT count() AS n FROM system.processes WHERE query LIKE '/* oddsock ask%'`;

onBothStores('asking', (open) => {
  test('is stopped by a signal: the engine is idle soon after, and the store still writes', async () => {
    const store = await open();
    await store.command('CREATE TABLE t (x UInt64) ENGINE = MergeTree ORDER BY x');
    const stop = new AbortController();
    const asked = store.ask(ENDLESS, 'JSONCompactEachRow', stop.signal);
    const refused = asked.catch(String);
    await expect.poll(() => store.rows(running), { timeout: 10_000 }).toEqual([{ n: 1 }]);
    const stoppedMs = performance.now();
    stop.abort(new Error('enough'));
    expect(await refused).toBe('Error: enough');
    await expect.poll(() => store.rows(running), { timeout: 2000 }).toEqual([{ n: 0 }]);
    expect(performance.now() - stoppedMs).toBeLessThan(2000);
    await store.insert('t', ['x'], 'TabSeparated', '7\n');
    expect(await store.rows('SELECT x FROM t')).toEqual([{ x: 7 }]);
  });

  test('stopped before the engine knows of it, it is stopped all the same', async () => {
    const store = await open();
    const stop = new AbortController();
    const asked = store.ask(ENDLESS, 'JSONCompactEachRow', stop.signal);
    stop.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
    await sleep(300);
    expect(await store.rows(running)).toEqual([{ n: 0 }]);
  });

  test('leaves no setting behind, whatever became of it', async () => {
    const store = await open();
    await store.command('CREATE TABLE t (x UInt64) ENGINE = MergeTree ORDER BY x');
    const ask = (sql: string) => store.ask(sql, 'JSONCompactEachRow');
    await expect(ask(`INSERT INTO t SELECT 1 SETTINGS readonly = 1`)).rejects.toThrow(EngineError);
    await expect(
      ask(`SELECT * FROM file('/etc/passwd', 'LineAsString') SETTINGS readonly = 1`),
    ).rejects.toMatchObject({ engineCode: 164 });
    await expect(
      ask('SELECT number FROM numbers(99) SETTINGS readonly = 1, max_result_rows = 10'),
    ).rejects.toMatchObject({ engineCode: 396 });
    await expect(
      ask(`${ENDLESS}, max_execution_time = 1, timeout_overflow_mode = 'throw'`),
    ).rejects.toMatchObject({ engineCode: 159 });
    await store.command('INSERT INTO t SELECT number FROM numbers(99)');
    expect(await store.rows('SELECT count() AS n FROM t')).toEqual([{ n: 99 }]);
  });

  test('takes statements of megabytes', async () => {
    const store = await open();
    const text = 'x'.repeat(3_000_000);
    const bytes = await store.ask(`SELECT length('${text}')`, 'JSONCompactEachRow');
    expect(new TextDecoder().decode(bytes)).toBe('[3000000]\n');
  });
});
