import { Command, Option } from '@commander-js/extra-typings';
import { simulateAnomaly } from '../../pipeline/simulate-anomaly.ts';
import type { SimulateAnomalyOutput } from '../../schema/simulate-anomaly-output.ts';
import { ODD_KINDS, type OddKindId } from '../../simulate/index.ts';
import type { OpenSession } from '../session.ts';
import { drawSimulatedAnomaly } from '../views/simulated-anomaly.ts';
import { withTitle } from './anomalies.ts';

const KINDS = Object.keys(ODD_KINDS) as readonly OddKindId[];

export function simulateAnomalyCommand(open: OpenSession) {
  return new Command('anomaly')
    .description('write one odd sign-in of a user into the store, and judge it')
    .argument('<user>', 'principal name, id or display name')
    .addOption(
      new Option('--kind <kind>', 'how it is odd (default: the worst that is possible)').choices(
        KINDS,
      ),
    )
    .option('--seed <text>', 'another seed, another place and device', '1')
    .addHelpText(
      'after',
      `\nKinds:\n${Object.entries(ODD_KINDS)
        .map(([id, { description }]) => `  ${id.padEnd(18)} ${description}`)
        .join('\n')}\n\nIt stays in the store; its id begins with 0dd50c00.`,
    )
    .action(async (user, { kind, seed }) => {
      const session = await open();
      const { config, output, screen, signal, withStore } = session;
      const { verdict, explanation, ...made } = await withStore((store) =>
        simulateAnomaly(store, {
          settings: config.judgement,
          user,
          kind: kind ?? null,
          seed,
          nowMs: session.nowMs(),
          signal,
        }),
      );
      const result: SimulateAnomalyOutput = {
        ...made,
        verdict: verdict === null ? 'none' : verdict.severity === null ? 'behaviour' : 'anomaly',
        anomaly: verdict === null ? null : withTitle(verdict),
        explanation,
      };
      await output.object(result, (value) => drawSimulatedAnomaly(value, screen));
    });
}
