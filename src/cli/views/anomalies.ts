import type { StoreStage } from '../../pipeline/store-stage.ts';
import type { AnomalyRow, BehaviourRow } from '../../schema/anomaly-outputs.ts';
import { formatAmount, type Screen } from '../terminal/index.ts';
import { advice } from './advice.ts';
import { drawAnomaly, drawAnomalyTable } from './anomaly.ts';

/** Anomalies that are shown with all their reasons; more get a line each. */
const IN_FULL = 10;

/** Makes a line that can be copied. */
type Call = (...words: readonly string[]) => string;

/** @param limit  how many were asked for; null = all */
export function drawAnomalies(
  rows: readonly AnomalyRow[],
  limit: number | null,
  screen: Screen,
  call: Call,
): string {
  const explain = (id: string) => call('explain', id);
  const drawn =
    rows.length <= IN_FULL
      ? rows.map((row) => drawAnomaly(row, screen, explain)).join('\n\n')
      : drawAnomalyTable(rows, screen);
  const count = countOf(rows.length, limit, 'anomaly', 'anomalies');
  return `${drawn}\n\n${advice(`${count} To see why:`, explain('ID'), screen)}`;
}

export function drawBehaviours(
  rows: readonly BehaviourRow[],
  limit: number | null,
  screen: Screen,
  call: Call,
): string {
  const count = countOf(rows.length, limit, 'behaviour', 'behaviours');
  const why = advice(`${count} To see why:`, call('explain', 'ID'), screen);
  return `${drawAnomalyTable(rows, screen)}\n\n${why}`;
}

/** Why there are none, and what to do. */
export function drawNoVerdicts(
  kind: 'anomalies' | 'behaviours',
  { hasSignIns, unjudged }: StoreStage,
  screen: Screen,
  call: Call,
): string {
  if (!hasSignIns) {
    return advice('No sign-ins are stored yet. To read logs in:', call('ingest', 'PATH'), screen);
  }
  const none = kind === 'anomalies' ? 'No anomalies that fit.' : 'Nothing rare that fits.';
  if (unjudged > 0) {
    const waiting = formatAmount(unjudged, 'sign-in is', 'sign-ins are');
    return advice(`${none} ${waiting} not judged yet. To judge:`, call('detect'), screen);
  }
  return kind === 'behaviours'
    ? none
    : advice(`${none} What was rare, but no alert:`, call('behaviours'), screen);
}

function countOf(count: number, limit: number | null, one: string, many: string): string {
  return count === limit
    ? `The newest ${formatAmount(count, one, many)}; --limit shows more.`
    : `${formatAmount(count, one, many)}.`;
}
