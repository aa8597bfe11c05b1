import { z } from 'zod';
import { HABIT_KIND_NAMES, type HabitKind } from './habit-kinds.ts';
import { amount, day, entityOutput, isoTime, principalName, share } from './output-parts.ts';

/** Outputs that tell what is normal, and how much of it is known. */

export const MODELS = ['own', 'borrowed', 'none'] as const;
const model = z
  .enum(MODELS)
  .describe("own; borrowed = the tenant's, because there is too little history; none = no model");

const habit = z.strictObject({
  value: z.string(),
  name: z
    .string()
    .describe("of a device its display name; '' otherwise, and where it is not known"),
  share: share.describe('of the sign-ins that say it, recent ones counting more'),
  signIns: amount.describe('in the window; 0 = longer ago, but not forgotten'),
  firstSeen: isoTime,
  lastSeen: isoTime,
});

export const baselineOutput = z
  .strictObject({
    entity: entityOutput.nullable().describe('null = the tenant as a whole'),
    userPrincipalName: principalName,
    userType: z.string().describe("member or guest; '' = the log does not say"),
    asOf: isoTime.describe('learned from what lies before'),
    trainedAt: isoTime.describe('when it was computed'),
    windowDays: amount,
    halfLifeDays: z.number().positive().describe('a sign-in this old counts half'),
    signIns: amount.describe(
      'in the window that taught: right secret, not stopped, not in question',
    ),
    attempts: amount.describe('all in the window'),
    activeDays: amount.describe('days of the window with a sign-in that taught'),
    firstSeen: isoTime.nullable(),
    lastSeen: isoTime.nullable(),
    isLearning: z.boolean().describe('less than 14 days or 10 sign-ins of history (settings)'),
    model,
    modelTrainedOn: amount.describe('sign-ins that the model was trained on; 0 = none'),
    modelDays: amount.describe('days between the first and the last of them'),
    zone: z.string().describe('IANA name'),
    isZoneKnown: z.boolean().describe('false = no place is known: hours are UTC'),
    hours: z
      .array(share)
      .length(168)
      .describe(
        'share of the sign-ins, those in the background left out, by hour of the week in that zone, Monday 00:00 first',
      ),
    failureRate: share.nullable().describe('wrong secrets and refused second factors / attempts'),
    signInsPerDay: z
      .strictObject({ median: z.number().nonnegative(), most: amount })
      .describe('of active days'),
    days: z
      .array(z.strictObject({ day, signIns: amount, failures: amount }))
      .describe('days of the window with any sign-in'),
    habits: z
      .record(z.enum(HABIT_KIND_NAMES as readonly [HabitKind, ...HabitKind[]]), z.array(habit))
      .describe('by kind, the most usual first, at most 200 each'),
    placePairs: z
      .array(z.strictObject({ places: z.tuple([z.string(), z.string()]), days: amount }))
      .describe('two cities of one day, on how many days'),
  })
  .describe('what is normal for one user, or for the tenant');

export const TRAINING_STATES = ['trained', 'learning', 'untrained'] as const;

export const trainingRow = z
  .strictObject({
    entity: entityOutput,
    userPrincipalName: principalName,
    state: z
      .enum(TRAINING_STATES)
      .describe(
        'learning = too little history: judged by what needs none; untrained = seen after the last training',
      ),
    asOf: isoTime.nullable().describe('learned from what lies before; null = untrained'),
    trainedAt: isoTime.nullable().describe('when it was computed; null = untrained'),
    signIns: amount.describe('sign-ins it learned from'),
    activeDays: amount.describe('days with one of them'),
    historyDays: amount.describe('days from the first of them to the training'),
    model,
    modelTrainedOn: amount.describe('sign-ins that an own model was trained on'),
  })
  .describe('how much is known of one user');

export type BaselineOutput = z.infer<typeof baselineOutput>;
export type TrainingRow = z.infer<typeof trainingRow>;
export type TrainingState = TrainingRow['state'];
