import { z } from 'zod';
import { ASPECTS } from './aspects.ts';
import type { ResultClass } from './sign-in.ts';

export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

const RESULT_CLASSES = [
  'success',
  'wrongSecret',
  'mfaRefused',
  'interrupt',
  'policy',
  'account',
  'token',
  'application',
  'device',
  'infrastructure',
  'unknown',
] as const satisfies readonly ResultClass[];

/** Read from the top; the first rule of which every condition holds gives the severity. */
export const severityRule = z.strictObject({
  name: z.string().default('').describe('why, as "oddsock explain" says it'),
  severity: z.enum(SEVERITIES).describe('what fitting sign-ins get'),
  minScore: z.number().min(0).max(1).default(0).describe('combined score at least'),
  minAspects: z
    .number()
    .int()
    .min(1)
    .default(1)
    .describe('different aspects (place, device, time …) that are odd'),
  aspects: z.array(z.enum(ASPECTS)).default([]).describe('all of these aspects are odd'),
  anyOf: z.array(z.string()).default([]).describe('at least one of these detectors; empty = any'),
  resultClasses: z
    .array(z.enum(RESULT_CLASSES))
    .default([])
    .describe('only these result classes; empty = any'),
  rightSecret: z
    .boolean()
    .optional()
    .describe(
      'true = the secret was right, whatever happened then; false = it was not, or unclear',
    ),
  entityKinds: z
    .array(z.enum(['user', 'servicePrincipal', 'managedIdentity']))
    .default([])
    .describe('only these; empty = any'),
  onKnownDevice: z
    .boolean()
    .optional()
    .describe('false = not on a managed device that the user has used before'),
});
export type SeverityRule = z.infer<typeof severityRule>;

/** Findings that have no innocent everyday form: two places at once, a second hand in a session, a
 *  secret that was guessed, sprayed or pushed through. */
const STRONG = [
  'impossible-travel',
  'session-elsewhere',
  'mfa-fatigue',
  'password-spray-address',
  'right-secret-after-guessing',
  'dormant-account',
  'workload-new-credential',
];

/** Who has the secret is worse than who guesses, who passed is worse than who was stopped, and one odd
 *  aspect is not enough unless it cannot be innocent. Chosen by reasoning, not fitted to any data: a
 *  score of 0.999 is what chance alone brings one user on one day in 1,000, so for 1,000 users each
 *  power of ten below is one false alarm a day less. The odd aspects of honest people come together
 *  more often than chance says (who travels has a new telephone), which is why the rules also ask
 *  what is odd. */
export const defaultSeverityRules: readonly SeverityRule[] = [
  {
    name: 'got in, with something that honest use hardly explains, and odd in two more ways',
    severity: 'critical',
    minScore: 0.999_99,
    minAspects: 3,
    anyOf: STRONG,
    resultClasses: ['success'],
    onKnownDevice: false,
  },
  {
    name: 'got in, with something that honest use hardly explains, and odd in another way',
    severity: 'high',
    minScore: 0.9995,
    minAspects: 2,
    anyOf: STRONG,
    resultClasses: ['success'],
    onKnownDevice: false,
  },
  {
    name: 'got in from a strange place, on a strange device, and odd in another way',
    severity: 'high',
    minScore: 0.999_9,
    minAspects: 3,
    aspects: ['place', 'device'],
    resultClasses: ['success'],
    onKnownDevice: false,
  },
  {
    name: 'had the right secret, with something that honest use hardly explains, and odd in another way',
    severity: 'medium',
    minScore: 0.995,
    minAspects: 2,
    anyOf: STRONG,
    rightSecret: true,
    onKnownDevice: false,
  },
  {
    name: 'had the right secret from an address that guessed at many users',
    severity: 'medium',
    minScore: 0.999,
    anyOf: ['password-spray-address'],
    rightSecret: true,
    onKnownDevice: false,
  },
  {
    // ten guesses at somebody who mistypes one in fifty times, as Sentinel and Panther count them
    name: 'had the right secret after a long run of guesses from a strange network',
    severity: 'medium',
    minScore: 0.9998,
    anyOf: ['right-secret-after-guessing'],
    rightSecret: true,
    onKnownDevice: false,
  },
  {
    name: 'woke an account that had been silent for long, on strange ground',
    severity: 'medium',
    minScore: 0.99,
    anyOf: ['dormant-account'],
    rightSecret: true,
    onKnownDevice: false,
  },
  {
    name: 'signed in by device code as never before, and odd in another way',
    severity: 'medium',
    minScore: 0.995,
    minAspects: 2,
    anyOf: ['device-code-first-use'],
    rightSecret: true,
  },
  {
    name: 'had the right secret at a strange place on a strange device',
    severity: 'medium',
    minScore: 0.998,
    aspects: ['place', 'device'],
    rightSecret: true,
    onKnownDevice: false,
  },
  {
    name: 'had the right secret at a strange place, and odd in two more ways',
    severity: 'medium',
    minScore: 0.999_9,
    minAspects: 3,
    aspects: ['place'],
    rightSecret: true,
    onKnownDevice: false,
  },
  {
    name: 'a program that never moves signed in through another provider or country',
    severity: 'medium',
    minScore: 0.97,
    anyOf: ['new-asn', 'new-country'],
    rightSecret: true,
    entityKinds: ['servicePrincipal', 'managedIdentity'],
  },
  {
    name: 'signed in on an unknown machine where the user has none, and odd in another way',
    severity: 'medium',
    minScore: 0.975,
    minAspects: 2,
    anyOf: ['unknown-machine'],
    resultClasses: ['success'],
  },
  {
    name: 'went through applications that are not its own, and odd in another way',
    severity: 'medium',
    minScore: 0.995,
    minAspects: 2,
    anyOf: ['new-applications'],
    resultClasses: ['success'],
  },
  {
    name: 'signed in on an unknown machine where the user has none',
    severity: 'low',
    minScore: 0.95,
    anyOf: ['unknown-machine'],
    resultClasses: ['success'],
  },
  {
    name: 'woke an account that had been silent for long',
    severity: 'low',
    minScore: 0.95,
    anyOf: ['dormant-account'],
    rightSecret: true,
    onKnownDevice: false,
  },
  {
    name: 'odd in two ways, on a device that is not known',
    severity: 'low',
    minScore: 0.999,
    minAspects: 2,
    rightSecret: true,
    onKnownDevice: false,
  },
  {
    name: 'odd in three ways',
    severity: 'low',
    minScore: 0.999_9,
    minAspects: 3,
    rightSecret: true,
  },
].map((each) => severityRule.parse(each));
