import type { AnomalyRow, BehaviourRow } from '../../schema/anomaly-outputs.ts';
import { formatAmount, type Screen } from '../terminal/index.ts';
import { drawAnomaly, drawAnomalyTable } from './anomaly.ts';

/** Anomalies that are shown with all their reasons; more get a line each. */
const IN_FULL = 10;

/** @param limit    how many were asked for; null = all
 *  @param explain  the line that explains an id */
export function drawAnomalies(
  rows: readonly AnomalyRow[],
  limit: number | null,
  screen: Screen,
  explain: (id: string) => string,
): string {
  if (rows.length === 0) {
    return 'No anomalies that fit. "oddsock detect" judges what is new; "oddsock behaviours" lists what was rare.';
  }
  const drawn =
    rows.length <= IN_FULL
      ? rows.map((row) => drawAnomaly(row, screen, explain)).join('\n\n')
      : drawAnomalyTable(rows, screen);
  return `${drawn}\n\n${countOf(rows.length, limit, 'anomaly', 'anomalies')} "${explain('ID')}" says why.`;
}

export function drawBehaviours(
  rows: readonly BehaviourRow[],
  limit: number | null,
  screen: Screen,
  explain: (id: string) => string,
): string {
  if (rows.length === 0) return 'Nothing rare that fits. "oddsock detect" judges what is new.';
  const count = countOf(rows.length, limit, 'behaviour', 'behaviours');
  return `${drawAnomalyTable(rows, screen)}\n\n${count} "${explain('ID')}" says why.`;
}

function countOf(count: number, limit: number | null, one: string, many: string): string {
  return count === limit
    ? `The newest ${formatAmount(count, one, many)}; --limit shows more.`
    : `${formatAmount(count, one, many)}.`;
}
