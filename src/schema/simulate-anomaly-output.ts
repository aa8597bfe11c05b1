import { z } from 'zod';
import { anomalyRow, explanation } from './anomaly-outputs.ts';
import { isoTime } from './output-parts.ts';
import { SEVERITIES } from './severity-rules.ts';

export const simulateAnomalyOutput = z
  .strictObject({
    kind: z.string(),
    signIn: z.strictObject({
      id: z.string().describe('begins with 0dd50c00'),
      time: isoTime,
      record: z.string().describe('as it was loaded: Microsoft Graph'),
    }),
    verdict: z
      .enum(['anomaly', 'behaviour', 'none'])
      .describe('behaviour = rare, but not worth an alert; none = not even rare'),
    anomaly: anomalyRow
      .extend({ severity: z.enum(SEVERITIES).nullable().describe('null = a behaviour') })
      .nullable()
      .describe('null = verdict none'),
    explanation: explanation.nullable(),
  })
  .describe('the sign-in and what judgement says of it');

export type SimulateAnomalyOutput = z.infer<typeof simulateAnomalyOutput>;
