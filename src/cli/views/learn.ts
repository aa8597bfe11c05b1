import type { LearnOutput } from '../../schema/outputs.ts';
import { formatAmount, formatDuration, formatTime } from '../terminal/index.ts';

/** What was learned, in two lines. */
export function drawLearn(learned: LearnOutput): string {
  const { users, models, borrowed, events, seconds, asOf, windowDays } = learned;
  const until = formatTime(Date.parse(asOf));
  return [
    `Learned what is normal for ${formatAmount(users, 'user')} from ${formatAmount(events, 'sign-in')} of the ${windowDays} days before ${until} in ${formatDuration(seconds * 1000)}.`,
    `${formatAmount(models, 'forest')} of their own; ${formatAmount(borrowed, 'user')} with too little history borrow the tenant's.`,
  ].join('\n');
}
