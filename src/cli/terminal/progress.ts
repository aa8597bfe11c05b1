import type { ProgressReport } from '../../pipeline/progress.ts';
import { formatCount, formatDuration, formatShort } from './format.ts';
import { printable } from './printable.ts';
import { truncate } from './text-width.ts';

export interface Progress {
  report(report: ProgressReport): void;
  /** Ends the stage: removes the bar, says what was done. Call before anything else is written. */
  end(): void;
}

export interface ProgressOptions {
  readonly write: (text: string) => void;
  readonly tty: boolean;
  /** columns of the terminal */
  readonly width: number;
  /** monotonic clock, ms */
  readonly nowMs: () => number;
}

const BAR_WIDTH = 24;
const REDRAW_MS = 80;
const LINE_EVERY_MS = 5000;
const CLEAR_LINE = '\r\u001b[2K';

export const silentProgress: Progress = { report: () => undefined, end: () => undefined };

/** A bar that moves on a terminal; a line every five seconds and at the end of a stage in a pipe. */
export function createProgress({ write, tty, width, nowMs }: ProgressOptions): Progress {
  let current: ProgressReport | null = null;
  let startedMs = 0;
  let fileStartedMs = 0;
  let filesBefore = 0;
  let doneBefore = 0;
  let lastMs = -Infinity;

  const closeStage = () => {
    if (current === null) return;
    const { stage, unit, file } = current;
    const done = doneBefore + current.done;
    const files = filesBefore > 0 ? ` ${formatCount(filesBefore + 1)} files` : nameOf(file);
    const line = `${printable(stage)}${files}: ${amount(done, unit)} in ${formatDuration(nowMs() - startedMs)}\n`;
    // What came to nothing has said why, or will.
    const said = done === 0 ? '' : line;
    if (tty || said !== '') write(tty ? CLEAR_LINE + said : said);
    current = null;
  };
  return {
    report(report) {
      const now = nowMs();
      if (current?.stage !== report.stage) {
        closeStage();
        startedMs = fileStartedMs = now;
        filesBefore = doneBefore = 0;
        lastMs = tty ? -Infinity : now;
      } else if (current.file !== report.file) {
        fileStartedMs = now;
        doneBefore += current.done;
        if (current.file !== undefined) filesBefore += 1;
      }
      current = report;
      if (now - lastMs < (tty ? REDRAW_MS : LINE_EVERY_MS)) return;
      lastMs = now;
      const line = progressLine(report, now - fileStartedMs);
      write(tty ? CLEAR_LINE + truncate(line, width - 1) : `${line}\n`);
    },
    end: closeStage,
  };
}

/** 'Reading  ━━━━━━──────  43 %  64,000 of 150,000 records  58k/s  2 s left' */
export function progressLine({ stage, file, ...report }: ProgressReport, elapsedMs: number) {
  const { done, total, unit } = report;
  const name = printable(stage) + nameOf(file);
  const perSecond = elapsedMs > 500 ? done / (elapsedMs / 1000) : 0;
  const speed = perSecond >= 1 ? `  ${formatShort(perSecond)}${unit === 'bytes' ? 'B' : ''}/s` : '';
  if (total === null || total <= 0) return `${name}  ${amount(done, unit)}${speed}`;
  const share = Math.min(1, done / total);
  const filled = Math.round(share * BAR_WIDTH);
  const bar = '━'.repeat(filled) + '─'.repeat(BAR_WIDTH - filled);
  const left =
    perSecond > 0 && done < total
      ? `  ${formatDuration(((total - done) / perSecond) * 1000)} left`
      : '';
  const percent = `${Math.floor(share * 100)} %`.padStart(5);
  const counted = unit === 'bytes' ? '' : `${formatCount(done)} of `;
  return `${name}  ${bar} ${percent}  ${counted}${amount(total, unit)}${speed}${left}`;
}

function nameOf(file: string | undefined): string {
  return file === undefined ? '' : ` ${printable(file)}`;
}

function amount(count: number, unit: string): string {
  return unit === 'bytes' ? `${formatShort(count)}B` : `${formatCount(count)} ${unit}`;
}
