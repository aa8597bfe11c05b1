import type { ProgressReport } from '../../pipeline/progress.ts';
import { formatCount, formatDuration, formatShort } from './format.ts';
import { printable } from './printable.ts';
import { truncate } from './text-width.ts';

export interface Progress {
  report(report: ProgressReport): void;
  /** Removes the bar; call before anything else is written. */
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
const MIN_LINE_GAP_MS = 1000;
const CLEAR_LINE = '\r\u001b[2K';

export const silentProgress: Progress = { report: () => undefined, end: () => undefined };

/** A bar that moves on a terminal; a line every five seconds and at the end of a stage in a pipe. */
export function createProgress({ write, tty, width, nowMs }: ProgressOptions): Progress {
  let current: ProgressReport | null = null;
  let startedMs = 0;
  let lastMs = -Infinity;
  let lastLineMs = -Infinity;

  const closeStage = () => {
    if (current === null) return;
    const now = nowMs();
    const line = `${printable(current.stage)}: ${amount(current.done, current.unit)} in ${formatDuration(now - startedMs)}`;
    // A thousand small files must not make a thousand lines.
    const said = now - lastLineMs < MIN_LINE_GAP_MS ? '' : `${line}\n`;
    if (said !== '') lastLineMs = now;
    if (tty || said !== '') write(tty ? CLEAR_LINE + said : said);
    current = null;
  };
  return {
    report(report) {
      const now = nowMs();
      if (current?.stage !== report.stage) {
        closeStage();
        startedMs = now;
        lastMs = tty ? -Infinity : now;
      }
      current = report;
      if (now - lastMs < (tty ? REDRAW_MS : LINE_EVERY_MS)) return;
      lastMs = now;
      if (!tty) lastLineMs = now;
      const line = progressLine(report, now - startedMs);
      write(tty ? CLEAR_LINE + truncate(line, width - 1) : `${line}\n`);
    },
    end: closeStage,
  };
}

/** 'Reading  ━━━━━━──────  43 %  64,000 of 150,000 records  58k/s  2 s left' */
export function progressLine({ stage, done, total, unit }: ProgressReport, elapsedMs: number) {
  const name = printable(stage);
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

function amount(count: number, unit: string): string {
  return unit === 'bytes' ? `${formatShort(count)}B` : `${formatCount(count)} ${unit}`;
}
