import { expect, test } from 'vitest';
import { createProgress, progressLine } from './progress.ts';

const reading = (done: number) => ({ stage: 'Reading', done, total: 100, unit: 'records' });

function recorded(tty: boolean) {
  const written: string[] = [];
  const clock = { ms: 0 };
  const progress = createProgress({
    write: (text) => written.push(text),
    tty,
    width: 80,
    nowMs: () => clock.ms,
  });
  return { written, clock, progress };
}

test('says how far, how fast and how long still', () => {
  expect(progressLine(reading(50), 2000)).toBe(
    'Reading  ━━━━━━━━━━━━────────────  50 %  50 of 100 records  25/s  2.0 s left',
  );
  expect(progressLine({ ...reading(7), total: null }, 100)).toBe('Reading  7 records');
});

test('in a pipe: one line every five seconds and one at the end', () => {
  const { written, clock, progress } = recorded(false);
  for (clock.ms = 0; clock.ms < 12_000; clock.ms += 100) progress.report(reading(clock.ms / 200));
  progress.end();
  expect(written).toHaveLength(3);
  expect(written.at(-1)).toBe('Reading: 59.5 records in 12 s\n');
  expect(written.join('')).not.toContain('\u001b');
});

test('stages that are over at once do not make a line each', () => {
  const { written, clock, progress } = recorded(false);
  for (let file = 0; file < 1000; file += 1) {
    clock.ms = file * 10;
    progress.report({ ...reading(100), stage: `Reading ${file}` });
  }
  progress.end();
  expect(written[0]).toBe('Reading 0: 100 records in 0.0 s\n');
  expect(written.length).toBeGreaterThanOrEqual(9);
  expect(written.length).toBeLessThanOrEqual(11);
});

test('a file name cannot write on the terminal, and bytes read as sizes', () => {
  const { written, clock, progress } = recorded(false);
  progress.report({ stage: 'Reading \u001b[2J', done: 34_000_000, total: null, unit: 'bytes' });
  clock.ms = 2000;
  progress.end();
  expect(written).toEqual([String.raw`Reading \u{1b}[2J: 34MB in 2.0 s` + '\n']);
});

test('on a terminal: one line that is drawn again, not too often', () => {
  const { written, clock, progress } = recorded(true);
  for (clock.ms = 0; clock.ms < 1000; clock.ms += 1) progress.report(reading(clock.ms / 10));
  expect(written.length).toBeLessThanOrEqual(14);
  for (const text of written) expect(text.startsWith('\r\u001b[2K')).toBe(true);
  expect(written.join('')).not.toContain('\n');
});

test('nothing to end, nothing written', () => {
  const { written, progress } = recorded(true);
  progress.end();
  expect(written).toEqual([]);
});
