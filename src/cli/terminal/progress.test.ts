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

test('of many files one line is left, with the sum of all', () => {
  const { written, clock, progress } = recorded(false);
  progress.report({ stage: 'Reading', done: 0, total: null, unit: 'bytes' });
  for (let file = 1; file <= 1000; file += 1) {
    progress.report({
      stage: 'Reading',
      done: 0,
      total: 2000,
      unit: 'bytes',
      file: `${file}.json`,
    });
    clock.ms = file * 2;
    progress.report({
      stage: 'Reading',
      done: 2000,
      total: 2000,
      unit: 'bytes',
      file: `${file}.json`,
    });
  }
  progress.end();
  expect(written).toEqual(['Reading 1,000 files: 2.0MB in 2.0 s\n']);
});

test('one file is named; what came to nothing leaves no line', () => {
  const { written, progress } = recorded(false);
  progress.report({ stage: 'Reading', done: 0, total: null, unit: 'bytes' });
  progress.report({ stage: 'Reading', done: 9, total: 9, unit: 'bytes', file: 'a.json' });
  progress.report({ stage: 'Judging', done: 0, total: null, unit: 'sign-ins' });
  progress.end();
  expect(written).toEqual(['Reading a.json: 9B in 0.0 s\n']);
});

test('stages that follow each other at once have a line each', () => {
  const { written, clock, progress } = recorded(false);
  progress.report({ ...reading(100), stage: 'Learning' });
  clock.ms = 20;
  progress.report({ ...reading(7), stage: 'Judging' });
  clock.ms = 40;
  progress.end();
  expect(written).toEqual(['Learning: 100 records in 0.0 s\n', 'Judging: 7 records in 0.0 s\n']);
});

test('a file name cannot write on the terminal, and bytes read as sizes', () => {
  const { written, clock, progress } = recorded(false);
  const file = 'a\u001b[2J';
  progress.report({ stage: 'Reading', done: 34_000_000, total: null, unit: 'bytes', file });
  clock.ms = 2000;
  progress.end();
  expect(written).toEqual([String.raw`Reading a\u{1b}[2J: 34MB in 2.0 s` + '\n']);
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
