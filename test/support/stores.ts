import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { openStore, type Store } from '../../src/store/index.ts';
import { startClickHouse, type TestServer } from './clickhouse-server.ts';

/** An empty embedded store for the tests around it: there from the first of them on, removed after the
 *  last. */
export function embeddedStore(): () => Store {
  const directory = mkdtempSync(path.join(tmpdir(), 'oddsock-test-'));
  let store: Store;
  beforeAll(async () => {
    store = await openStore({ data: directory });
  });
  afterAll(async () => {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  });
  return () => store;
}

/** Opens empty embedded stores for the tests around it, one at a time; removed after the last test. */
export function embeddedStores(): () => Promise<Store> {
  const directories: string[] = [];
  let opened: Store | undefined;
  afterAll(async () => {
    await opened?.close();
    for (const directory of directories) rmSync(directory, { recursive: true, force: true });
  });
  return async () => {
    await opened?.close();
    const directory = mkdtempSync(path.join(tmpdir(), 'oddsock-test-'));
    directories.push(directory);
    opened = await openStore({ data: directory });
    return opened;
  };
}

/** Runs the same tests twice: on the embedded engine, and over HTTP on a real server.
 *  `open()` gives an empty store; it is closed and removed after the last test. */
export function onBothStores(name: string, body: (open: () => Promise<Store>) => void): void {
  describe(`${name} (embedded)`, () => {
    body(embeddedStores());
  });

  describe(`${name} (server)`, () => {
    let server: TestServer;
    let opened: Store | undefined;
    let databases = 0;
    beforeAll(async () => {
      server = await startClickHouse();
    });
    afterAll(async () => {
      await opened?.close();
      await server.stop();
    });
    body(async () => {
      await opened?.close();
      databases++;
      const admin = await openStore({ clickhouse: server.url });
      await admin.command(`CREATE DATABASE test_${databases}`);
      await admin.close();
      opened = await openStore({ clickhouse: `${server.url}/test_${databases}` });
      return opened;
    });
  });
}
