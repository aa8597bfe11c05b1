import { Command } from '@commander-js/extra-typings';
import { detect } from '../../pipeline/detect.ts';
import { unjudgedHistory } from '../../pipeline/judging-start.ts';
import { asStage } from '../../pipeline/progress.ts';
import type { OpenSession } from '../session.ts';
import { parseTime } from '../time-option.ts';
import { drawDetect, historyText } from '../views/detect.ts';

export function detectCommand(open: OpenSession) {
  return new Command('detect')
    .description('judge the sign-ins that were not judged yet')
    .option('--since <time>', 'judge everything from this time on again, e.g. 2026-11-01 or 7d')
    .action(async ({ since }) => {
      const session = await open();
      const { signal, onProgress, config } = session;
      const nowMs = session.nowMs();
      const { history, ...result } = await session.withStore(async (store) => ({
        ...(await asStage('Judging', 'sign-ins', onProgress, () =>
          detect(store, {
            settings: config.judgement,
            ...(since === undefined ? {} : { sinceMs: parseTime('--since', since, nowMs) }),
            nowMs,
            onProgress,
            signal,
          }),
        )),
        history: await unjudgedHistory(store),
      }));
      await session.output.object(
        { ...result, seconds: Number(result.seconds.toFixed(3)) },
        (value) => drawDetect(value, session.screen, session.call),
      );
      if (history.signIns > 0)
        session.output.note(historyText(history, session.screen, session.call));
    });
}
