import type { SimulateAnomalyOutput } from '../../schema/simulate-anomaly-output.ts';
import { ODD_KINDS, type OddKindId } from '../../simulate/index.ts';
import { formatTime, printable, wrap, type Screen } from '../terminal/index.ts';
import { drawExplanation } from './explanation.ts';

/** What was made, and what judgement says of it. */
export function drawSimulatedAnomaly(result: SimulateAnomalyOutput, screen: Screen): string {
  const { kind, signIn, anomaly, explanation, verdict } = result;
  const { description } = ODD_KINDS[kind as OddKindId];
  const made = `Wrote a sign-in of the kind "${kind}" (${description}): ${printable(signIn.id)}, ${formatTime(Date.parse(signIn.time))}.`;
  const lines = (text: string) => wrap(text, screen.width).join('\n');
  const told =
    anomaly === null || explanation === null
      ? ''
      : drawExplanation({ anomaly, explanation }, screen);
  return [lines(made), lines(screen.paint('bold', VERDICTS[verdict])), told]
    .filter((each) => each !== '')
    .join('\n\n');
}

const VERDICTS: Readonly<Record<SimulateAnomalyOutput['verdict'], string>> = {
  anomaly: 'It is an anomaly.',
  behaviour: 'It is not an anomaly: rare, but not worth an alert.',
  none: 'It is not an anomaly, and not even rare: nothing about it was odd enough for this user to be stored.',
};
