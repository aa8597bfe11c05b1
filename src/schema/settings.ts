import { z } from 'zod';
import { defaultSeverityRules, severityRule } from './severity-rules.ts';

/** How much of the past counts, and from when on a verdict can be trusted. */
export const learningSettings = z
  .strictObject({
    windowDays: z
      .number()
      .int()
      .min(7)
      .max(180)
      .default(60)
      .describe('days that a baseline is learned from'),
    memoryDays: z
      .number()
      .int()
      .min(30)
      .max(400)
      .default(180)
      .describe('days after which a value counts as never seen'),
    halfLifeDays: z
      .number()
      .positive()
      .default(30)
      .describe('a sign-in this old counts half: habits change'),
    validDays: z
      .number()
      .int()
      .min(1)
      .default(30)
      .describe('a training older than this no longer counts: detect then trains day by day'),
    keepDays: z
      .number()
      .int()
      .min(1)
      .default(3)
      .describe(
        'days that a training stays on disk after another one has replaced it, for what comes late; one that is needed later is made again for whom it is needed',
      ),
    minDays: z
      .number()
      .int()
      .min(1)
      .default(14)
      .describe('history below this: learning (Entra ID Protection: 14 days)'),
    minSignIns: z
      .number()
      .int()
      .min(1)
      .default(10)
      .describe('history below this: learning (Entra ID Protection: 10 sign-ins)'),
    valuesPerKind: z
      .number()
      .int()
      .min(10)
      .default(200)
      .describe('most frequent values kept per habit; the rest is forgotten'),
  })
  .prefault({})
  .describe('How much of the past counts.');

export const forestSettings = z
  .strictObject({
    trees: z
      .number()
      .int()
      .min(10)
      .max(500)
      .default(50)
      .describe('trees a model (50 x 64 measured equal to 100 x 256)'),
    sampleSize: z
      .number()
      .int()
      .min(16)
      .max(1024)
      .default(64)
      .describe('sign-ins each tree is grown on'),
    minSignIns: z
      .number()
      .int()
      .min(20)
      .default(50)
      .describe("with fewer training rows the tenant's model is borrowed"),
    encoding: z
      .enum(['surprise', 'one-hot'])
      .default('surprise')
      .describe('what the forest reads; one-hot only to compare'),
    seed: z.number().int().nonnegative().default(1).describe('equal seed, equal models'),
  })
  .prefault({})
  .describe('The Isolation Forest.');

export const judgementSettings = z
  .strictObject({
    learning: learningSettings,
    forest: forestSettings,
    severity: z
      .array(severityRule)
      .default(() => [...defaultSeverityRules])
      .describe(
        'rules from the top, the first that fits wins, and where none fits it is a behaviour; docs/judgement.md has those that hold when none are given',
      ),
    behaviours: z
      .strictObject({
        minScore: z
          .number()
          .min(0)
          .max(1)
          .default(0.95)
          .describe('combined score below which not even a behaviour is stored'),
      })
      .prefault({})
      .describe('What is rare but not worth an alert.'),
    detectors: z
      .record(z.string(), z.union([z.literal(false), z.record(z.string(), z.unknown())]))
      .default({})
      .describe('options of a detector by its id; false turns it off'),
  })
  .prefault({})
  .describe('What is normal, and what is odd.');
export type JudgementSettings = z.infer<typeof judgementSettings>;
