import type { z } from 'zod';
import { anomalyRow, behaviourRow, explainOutput } from './anomaly-outputs.ts';
import { demoOutput } from './demo-output.ts';
import { baselineOutput, trainingRow } from './normal-outputs.ts';
import { simulateAnomalyOutput } from './simulate-anomaly-output.ts';
import {
  activityOutput,
  detectOutput,
  huntOutput,
  huntSqlOutput,
  ingestOutput,
  learnOutput,
  rejectRow,
  savedHuntOutput,
  showOutput,
  simulateTenantOutput,
  statusOutput,
} from './outputs.ts';

/** What a command writes under --json: one object, or one a line. */
export interface CommandOutput {
  readonly form: 'object' | 'lines';
  readonly schema: z.ZodType;
}

/** Every command with its output; docs/outputs.md is made of it. */
export const COMMAND_OUTPUTS: Readonly<Record<string, CommandOutput>> = {
  demo: { form: 'object', schema: demoOutput },
  ingest: { form: 'object', schema: ingestOutput },
  show: { form: 'object', schema: showOutput },
  activity: { form: 'object', schema: activityOutput },
  learn: { form: 'object', schema: learnOutput },
  baseline: { form: 'object', schema: baselineOutput },
  training: { form: 'lines', schema: trainingRow },
  detect: { form: 'object', schema: detectOutput },
  anomalies: { form: 'lines', schema: anomalyRow },
  behaviours: { form: 'lines', schema: behaviourRow },
  explain: { form: 'object', schema: explainOutput },
  hunt: { form: 'object', schema: huntOutput },
  'hunt --list': { form: 'lines', schema: savedHuntOutput },
  'hunt --sql': { form: 'object', schema: huntSqlOutput },
  'simulate tenant': { form: 'object', schema: simulateTenantOutput },
  'simulate anomaly': { form: 'object', schema: simulateAnomalyOutput },
  status: { form: 'object', schema: statusOutput },
  rejects: { form: 'lines', schema: rejectRow },
};
