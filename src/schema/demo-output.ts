import { z } from 'zod';
import { anomalyRow } from './anomaly-outputs.ts';
import { amount, isoTime } from './output-parts.ts';
import {
  activityOutput,
  detectOutput,
  evaluationOutput,
  ingestOutput,
  learnOutput,
} from './outputs.ts';

const seconds = z.number().nonnegative();

/** What making the demo came to; kept, so that a later run can tell it again. */
export const demoMaking = z.strictObject({
  tenant: z.strictObject({
    users: amount,
    days: amount,
    seed: z.string(),
    records: amount,
    signIns: amount,
    auditEvents: amount,
    labels: amount.describe('sign-ins that belong to an attack'),
  }),
  ingest: ingestOutput,
  learn: learnOutput,
  detect: detectOutput,
  simulateSeconds: seconds,
});

export const demoOutput = z
  .strictObject({
    directory: z.string(),
    isNew: z.boolean().describe('false = made by an earlier run, and shown again'),
    ...demoMaking.shape,
    activity: activityOutput,
    training: z
      .strictObject({
        all: amount.describe('users, service principals and managed identities'),
        own: amount.describe('with a model of their own'),
        borrowed: amount.describe("with the tenant's model"),
        none: amount.describe('with a baseline, but no model'),
        learning: amount.describe('with too little history'),
        untrained: amount.describe('seen after the training only'),
      })
      .describe('how much is known'),
    judgedFrom: isoTime.describe('learned as of then; judged from then on'),
    anomalies: z.array(anomalyRow).describe('medium or more, most severe first'),
    evaluation: evaluationOutput.describe(
      'held against the labels, which nothing that judges reads',
    ),
    seconds: seconds.describe('of this run'),
    next: z.array(z.string()).describe('commands to try'),
  })
  .describe('a synthetic tenant, what was found in it, and how good that was');

export type DemoMaking = z.infer<typeof demoMaking>;
export type DemoOutput = z.infer<typeof demoOutput>;
