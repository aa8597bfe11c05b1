import type { DetectOutput } from '../../schema/outputs.ts';
import { isoTimeOf } from '../../schema/time.ts';
import { formatAmount, formatDuration } from '../terminal/index.ts';

/** What was judged, and what to do next.
 *  @param call  makes a line that can be copied */
export function drawDetect(
  { judged, anomalies, behaviours, seconds }: DetectOutput,
  call: (...words: readonly string[]) => string,
): string {
  if (judged === 0) return `Nothing new to judge. To load what is new: ${call('ingest', 'PATH')}`;
  const found =
    anomalies === 0 ? 'nothing worth a look' : formatAmount(anomalies, 'anomaly', 'anomalies');
  return `Judged ${formatAmount(judged, 'sign-in')} in ${formatDuration(seconds * 1000)}: ${found}, ${formatAmount(behaviours, 'rare behaviour')}.`;
}

/** What was loaded and is not judged, and how it would be.
 *  @param call  makes a line that can be copied */
export function historyText(
  { signIns, oldestMs, startMs }: { signIns: number; oldestMs: number; startMs: number },
  call: (...words: readonly string[]) => string,
): string {
  return `${formatAmount(signIns, 'sign-in')} from before ${day(startMs)}, where judging began, teach only. To judge them, too: ${call('detect', '--since', day(oldestMs))}`;
}

function day(timeMs: number): string {
  return isoTimeOf(timeMs).slice(0, 10);
}
