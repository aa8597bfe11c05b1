import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface TestServer {
  readonly url: string;
  readonly directory: string;
  stop(): Promise<void>;
}

/** Starts a real ClickHouse server on free loopback ports with an empty directory of its own. */
export async function startClickHouse(): Promise<TestServer> {
  const directory = mkdtempSync(path.join(tmpdir(), 'oddsock-server-'));
  const [httpPort, tcpPort] = await Promise.all([freePort(), freePort()]);
  const child = spawn(
    process.execPath,
    [
      path.join(import.meta.dirname, 'clickhouse-server-child.ts'),
      directory,
      `${httpPort}`,
      `${tcpPort}`,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4000)));
  }
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  const url = `http://127.0.0.1:${httpPort}`;
  for (let attempt = 0; ; attempt++) {
    if (child.exitCode !== null || attempt === 150) {
      child.kill('SIGKILL');
      throw new Error(`The test server did not start: ${output}`);
    }
    if (await answers(url)) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    url,
    directory,
    async stop() {
      child.kill('SIGKILL');
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/ping`)).ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
