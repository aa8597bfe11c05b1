import { Command } from '@commander-js/extra-typings';
import { readExplained } from '../../pipeline/verdict-reader.ts';
import type { ExplainOutput } from '../../schema/anomaly-outputs.ts';
import type { OpenSession } from '../session.ts';
import { drawExplanation } from '../views/explanation.ts';
import { withTitle } from './anomalies.ts';

export function explainCommand(open: OpenSession) {
  return new Command('explain')
    .description('why, against what is normal for this user')
    .argument('<anomaly>', 'id of an anomaly or behaviour, or of its sign-in')
    .action(async (id) => {
      const { withStore, output, screen } = await open();
      const { verdict, explanation } = await withStore((store) => readExplained(store, id));
      const explained: ExplainOutput = { anomaly: withTitle(verdict), explanation };
      await output.object(explained, (value) => drawExplanation(value, screen));
    });
}
