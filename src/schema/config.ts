import { z } from 'zod';
import { huntSettings } from './hunt-settings.ts';
import { judgementSettings } from './settings.ts';

/** The configuration file (YAML). Every key is optional; an unknown key is an error.
 *  docs/configuration.md is made from the descriptions here. */
export const configSchema = z.strictObject({
  store: z
    .strictObject({
      data: z
        .string()
        .min(1)
        .optional()
        .describe(
          'Directory of the embedded store, relative to where the command is run. --data wins over it; without both it is ./oddsock-data.',
        ),
      clickhouse: z
        .string()
        .min(1)
        .optional()
        .describe(
          'URL of a ClickHouse server to use instead of the embedded store, e.g. http://user:password@host:8123/oddsock. --clickhouse wins over it.',
        ),
    })
    .prefault({})
    .describe('Where the logs are kept.'),
  tenant: z
    .strictObject({
      id: z
        .string()
        .min(1)
        .optional()
        .describe(
          'Id of the tenant whose logs are kept here: records that name another one are rejected as other-tenant. Without it records of every tenant are taken; ingest and status say when there are several.',
        ),
    })
    .prefault({})
    .describe('Whose logs these are.'),
  judgement: judgementSettings,
  hunt: huntSettings,
});

export type Config = z.infer<typeof configSchema>;
