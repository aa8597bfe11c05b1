import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { ingestOutput, type IngestOutput } from '../../src/schema/outputs.ts';

const LAUNCHER = path.join(import.meta.dirname, '../../bin/oddsock.js');
const POLL_MS = 50;

export interface Measured {
  readonly output: IngestOutput;
  /** of the whole command, start of the process included */
  readonly seconds: number;
  /** user and system time of the command, all threads */
  readonly cpuSeconds: number;
  /** peak resident memory (VmHWM) */
  readonly peakMb: number;
  /** what other processes took of both cores meanwhile, 0 to 1; on a busy machine seconds say little */
  readonly othersShare: number;
}

/** Runs `oddsock ingest` as users do, and looks at /proc while it runs. Linux only. */
export async function measureIngest(data: string, files: readonly string[]): Promise<Measured> {
  const startedMs = performance.now();
  const busyBefore = machineBusySeconds();
  const args = [LAUNCHER, '--data', data, '--json', '--quiet', 'ingest', ...files];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  let peakMb = 0;
  let cpuSeconds = 0;
  const timer = setInterval(() => {
    const seen = look(child.pid ?? 0);
    peakMb = Math.max(peakMb, seen.peakMb);
    cpuSeconds = Math.max(cpuSeconds, seen.cpuSeconds);
  }, POLL_MS);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error(`ingest ended with ${code}: ${text}`);
  const seconds = (performance.now() - startedMs) / 1000;
  const others = machineBusySeconds() - busyBefore - cpuSeconds;
  return {
    output: ingestOutput.parse(JSON.parse(text)),
    seconds,
    cpuSeconds,
    peakMb,
    othersShare: Math.max(0, others / seconds / cpus().length),
  };
}

function look(pid: number): { peakMb: number; cpuSeconds: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return {
      peakMb: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024,
      // utime and stime, in hundredths of a second
      cpuSeconds: (Number(stat[11]) + Number(stat[12])) / 100,
    };
  } catch {
    return { peakMb: 0, cpuSeconds: 0 }; // it has ended
  }
}

function machineBusySeconds(): number {
  const [user = 0, nice = 0, system = 0] = readFileSync('/proc/stat', 'utf8')
    .split('\n', 1)
    .join('')
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system) / 100;
}

/** One line about the machine, for the head of a table of results. */
export function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memoryGb = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores of ${model}, ${memoryGb} GB, Node ${process.versions.node}`;
}
