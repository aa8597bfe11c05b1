import { z } from 'zod';
import { attacks } from './attacks/index.ts';

const day = z.union([z.int().min(1), z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'not a day or date')]);

const attackItem = z.strictObject({
  attack: z.enum(attacks.map(({ id }) => id) as [string, ...string[]]).describe('Kind of attack.'),
  scenarios: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe('How often it is carried out. Default 1; accounts that spread: 3.'),
  from: day
    .optional()
    .describe('First day it may begin: 1 = first day of the period, or a date. Default 1.'),
  to: day.optional().describe('Last day it may go on. Default: the last day of the period.'),
  victims: z
    .array(z.union([z.int().min(1), z.string().min(1)]))
    .min(1)
    .optional()
    .describe(
      'Users by number (1 to --users) or principal name; one for each scenario in turn, all for a spray. Default: chosen.',
    ),
});

/** The file named with --attacks (YAML or JSON): the attacks that happen instead of the usual ones. */
export const attackFileSchema = z.strictObject({
  attacks: z.array(attackItem).describe('What happens. [] = nothing: a tenant without attacks.'),
});

export type AttackItem = z.infer<typeof attackItem>;
export type AttackFile = z.infer<typeof attackFileSchema>;
