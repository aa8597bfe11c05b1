import type { DetectOutput } from '../../schema/outputs.ts';
import { formatAmount, formatDuration } from '../terminal/index.ts';

/** What was judged, and what to do next. */
export function drawDetect({ judged, anomalies, behaviours, seconds }: DetectOutput): string {
  if (judged === 0) return 'Nothing new to judge.';
  const found =
    anomalies === 0 ? 'nothing worth a look' : formatAmount(anomalies, 'anomaly', 'anomalies');
  return `Judged ${formatAmount(judged, 'sign-in')} in ${formatDuration(seconds * 1000)}: ${found}, ${formatAmount(behaviours, 'rare behaviour')}.`;
}
