import type { DetectOutput } from '../../schema/outputs.ts';
import { isoTimeOf } from '../../schema/time.ts';
import { formatAmount, formatDuration, wrap, type Screen } from '../terminal/index.ts';
import { advice } from './advice.ts';

/** What was judged, and what to do next.
 *  @param call  makes a line that can be copied */
export function drawDetect(
  { judged, anomalies, behaviours, seconds }: DetectOutput,
  screen: Screen,
  call: (...words: readonly string[]) => string,
): string {
  if (judged === 0)
    return advice('Nothing new to judge. To load what is new:', call('ingest', 'PATH'), screen);
  const found =
    anomalies === 0 ? 'nothing worth a look' : formatAmount(anomalies, 'anomaly', 'anomalies');
  const told = `Judged ${formatAmount(judged, 'sign-in')} in ${formatDuration(seconds * 1000)}: ${found}, ${formatAmount(behaviours, 'rare behaviour')}.`;
  return wrap(told, screen.width).join('\n');
}

/** What was loaded and is not judged, and how it would be.
 *  @param call  makes a line that can be copied */
export function historyText(
  { signIns, oldestMs, startMs }: { signIns: number; oldestMs: number; startMs: number },
  screen: Screen,
  call: (...words: readonly string[]) => string,
): string {
  const text = `${formatAmount(signIns, 'sign-in')} from before ${day(startMs)}, where judging began, teach only. To judge them, too:`;
  return advice(text, call('detect', '--since', day(oldestMs)), screen);
}

function day(timeMs: number): string {
  return isoTimeOf(timeMs).slice(0, 10);
}
