import { z } from 'zod';

/** Pieces that machine outputs are put together from. */

export const isoTime = z.iso.datetime({ precision: 3 }).describe('ISO 8601, UTC, milliseconds');
export const day = z.iso.date().describe('UTC day');
export const amount = z.int().nonnegative();
export const share = z.number().min(0).max(1);

/** Who signs in. */
export const entityOutput = z.strictObject({
  kind: z.enum(['user', 'servicePrincipal', 'managedIdentity']),
  id: z.string().describe('stable: names change, the id does not'),
  name: z.string().describe("display name; '' = the log does not say"),
});

export const principalName = z
  .string()
  .nullable()
  .describe('null = it has none, as a program, or the log does not say');
