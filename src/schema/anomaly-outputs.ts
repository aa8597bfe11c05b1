import { z } from 'zod';
import { amount, isoTime } from './output-parts.ts';
import { SEVERITIES } from './severity-rules.ts';

/** Machine outputs of judgement: anomalies, behaviours, and why. */

const score = z.number().gt(0).max(1).describe('(0, 1], 1 = most anomalous; docs/judgement.md');
const said = z.string().describe("'' = the log does not say");

export const reason = z.strictObject({
  detector: z.string().describe('docs/detectors.md'),
  title: z.string(),
  score,
  facts: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .describe('numbers with their unit at the end of the name'),
});

export const anomalyRow = z
  .strictObject({
    id: z.string().describe('stable: a hash of entity and sign-in id'),
    time: isoTime.describe('of the sign-in'),
    entity: z.strictObject({
      kind: z.enum(['user', 'servicePrincipal', 'managedIdentity']),
      id: z.string(),
      name: said,
    }),
    userPrincipalName: z.string().nullable().describe('null = not a user, or not known'),
    severity: z.enum(SEVERITIES),
    score,
    title: z.string(),
    detectors: z.array(z.string()).describe('those of the reasons'),
    reasons: z.array(reason).describe('strongest first'),
    signIns: z
      .array(z.string())
      .describe('ids: its own, then those that prove it, then those of the same run'),
    signIn: z.strictObject({
      ipAddress: said,
      country: said,
      city: said,
      application: said,
      operatingSystem: said,
      browser: said,
      resultCode: z.int().describe('0 = success'),
      resultClass: z.string(),
    }),
  })
  .describe('a sign-in that is worth a look, with all its reasons');

export const behaviourRow = anomalyRow
  .extend({ severity: z.null().describe('always null: rare, but not worth an alert') })
  .describe('a sign-in that was rare but is not worth an alert');

const whenSeen = isoTime.nullable().describe('null = never');

/** What judgement knew of a sign-in, as far as an explanation needs it; stored with the verdict. */
export const explanation = z.strictObject({
  isLearning: z.boolean().describe('too little history: judged only by what needs none'),
  rule: z.string().describe("the severity rule that fitted; '' = none"),
  repeats: z
    .string()
    .nullable()
    .describe('id of the earlier sign-in that this one repeats, and so is no anomaly of its own'),
  aspects: z.array(z.string()).describe('what is odd: place, device, application …'),
  failedDetectors: z.array(z.string()).describe('detectors that failed on this sign-in'),
  history: z.strictObject({
    signIns: amount.describe('that taught what is normal'),
    days: z.number().nonnegative(),
    previousAt: whenSeen.describe('the sign-in before'),
    lastSuccessAt: whenSeen.describe('the last one that taught'),
    usersInTenant: amount.describe('active in the ten days before'),
  }),
  values: z
    .array(
      z.strictObject({
        kind: z.string().describe('country, asn, browser …'),
        value: z.string(),
        isNew: z.boolean(),
        sharePercent: z.number().describe("of the entity's sign-ins"),
        newPercent: z.number().describe('chance that a sign-in is the first with a new one'),
        surpriseNats: z.number(),
        firstSeenAt: whenSeen,
        lastSeenAt: whenSeen,
        recentDays: amount.describe('of the ten before, on which it was there'),
        otherUsers: amount
          .nullable()
          .describe("who had it, counted up to 16; null = the entity's own, nobody was asked"),
        otherManagedUsers: amount.nullable().describe('of those, on managed devices'),
        usual: z
          .array(z.strictObject({ value: z.string(), sharePercent: z.number() }))
          .describe('what is usual instead, most frequent first'),
      }),
    )
    .describe('what the log says of the sign-in, against what is normal'),
  hour: z.strictObject({
    hourOfWeek: amount.describe('0 = Monday 00:00 in the zone'),
    zone: z.string(),
    isZoneKnown: z.boolean(),
    densityPercent: z
      .number()
      .nullable()
      .describe('100 = as usual as any hour; null = in the background, where no hour is odd'),
  }),
  failures: z.strictObject({
    lastHour: amount,
    lastDay: amount,
    attemptsLastHour: amount,
    mfaRefusedLastHour: amount,
    wrongSecretsLastDay: amount,
    usualPercent: z.number().describe("of the entity's attempts"),
    addressUsers: amount.describe('users with wrong secrets from the address in a day'),
  }),
  travel: z
    .strictObject({
      fromSignIn: z.string(),
      fromCountry: said,
      fromCity: said,
      fromAt: isoTime,
      distanceKm: z.number(),
      speedKmh: z.number().nullable().describe('null = at the same moment'),
    })
    .nullable()
    .describe('the last sign-in with the right secret and a known place'),
  forest: z
    .strictObject({
      score: z.number(),
      tailPercent: z.number().describe('of the usual sign-ins that score as high'),
      isBorrowed: z.boolean().describe('the model is that of the tenant'),
      features: z.array(z.strictObject({ feature: z.string(), contribution: z.number() })),
    })
    .nullable()
    .describe('null = no model yet, or ordinary in every single value'),
});

export const explainOutput = z
  .strictObject({
    anomaly: anomalyRow.extend({
      severity: z.enum(SEVERITIES).nullable().describe('null = a behaviour'),
    }),
    explanation,
  })
  .describe('why, against what is normal for this user');

export type Reason = z.infer<typeof reason>;
export type AnomalyRow = z.infer<typeof anomalyRow>;
export type BehaviourRow = z.infer<typeof behaviourRow>;
export type Explanation = z.infer<typeof explanation>;
export type ExplainOutput = z.infer<typeof explainOutput>;
