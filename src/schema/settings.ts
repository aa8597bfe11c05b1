import { z } from 'zod';

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

export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Read from the top, the first rule that fits gives the severity; none = a behaviour, never alerted. */
export const severityRule = z.strictObject({
  severity: z.enum(SEVERITIES).describe('what fitting sign-ins get'),
  minScore: z.number().min(0).max(1).default(0).describe('combined score at least'),
  minAspects: z
    .number()
    .int()
    .min(1)
    .default(1)
    .describe('different aspects (place, device, time …) that are odd'),
  anyOf: z.array(z.string()).default([]).describe('at least one of these detectors; empty = any'),
  resultClasses: z.array(z.string()).default([]).describe('only these result classes; empty = any'),
  onKnownDevice: z
    .boolean()
    .optional()
    .describe('false = not on a managed device that the user has used before'),
});
export type SeverityRule = z.infer<typeof severityRule>;

/** An attacker who has the secret is worse than one who guesses; one odd aspect is not enough, unless
 *  it cannot be innocent. Chosen by reasoning from Microsoft's levels and peers' false alarms, not
 *  fitted to any data. */
const RIGHT_SECRET = ['success', 'policy', 'mfaRefused', 'account', 'interrupt', 'device'];
export const defaultSeverityRules: readonly SeverityRule[] = [
  rule('critical', {
    minScore: 0.97,
    minAspects: 4,
    anyOf: ['impossible-travel', 'session-elsewhere', 'mfa-fatigue', 'device-code-first-use'],
    resultClasses: ['success'],
    onKnownDevice: false,
  }),
  rule('high', {
    minScore: 0.9,
    minAspects: 3,
    anyOf: [
      'impossible-travel',
      'session-elsewhere',
      'mfa-fatigue',
      'device-code-first-use',
      'dormant-account',
      'workload-new-credential',
      'failure-burst',
    ],
    resultClasses: ['success'],
    onKnownDevice: false,
  }),
  rule('medium', {
    minScore: 0.85,
    minAspects: 2,
    anyOf: [
      'impossible-travel',
      'session-elsewhere',
      'mfa-fatigue',
      'device-code-first-use',
      'dormant-account',
      'workload-new-credential',
      'password-spray-address',
    ],
    resultClasses: RIGHT_SECRET,
    onKnownDevice: false,
  }),
  rule('medium', {
    minScore: 0.97,
    minAspects: 3,
    anyOf: ['new-country', 'new-asn', 'new-network', 'new-city'],
    resultClasses: RIGHT_SECRET,
    onKnownDevice: false,
  }),
  rule('low', { minScore: 0.9, minAspects: 2, onKnownDevice: false }),
];

export const judgementSettings = z
  .strictObject({
    learning: learningSettings,
    forest: forestSettings,
    severity: z
      .array(severityRule)
      .default(() => [...defaultSeverityRules])
      .describe('rules from the top; the first that fits wins'),
    detectors: z
      .record(z.string(), z.union([z.literal(false), z.record(z.string(), z.unknown())]))
      .default({})
      .describe('options of a detector by its id; false turns it off'),
  })
  .prefault({})
  .describe('What is normal, and what is odd.');
export type JudgementSettings = z.infer<typeof judgementSettings>;

function rule(
  severity: Severity,
  conditions: z.input<typeof severityRule> extends infer T ? Partial<Omit<T, 'severity'>> : never,
): SeverityRule {
  return severityRule.parse({ severity, ...conditions });
}
