import { z } from 'zod';

/** What a hunt may cost, and what it may read beside the tables. */
export const huntSettings = z
  .strictObject({
    maxSeconds: z.number().positive().default(120).describe('A hunt that takes longer is stopped.'),
    maxMemoryMb: z
      .int()
      .min(100)
      .default(4096)
      .describe('Memory that the engine may use for one hunt, MiB.'),
    maxRows: z
      .int()
      .min(1)
      .default(500_000)
      .describe('A hunt with more rows in its result is refused (500,000 is the limit of Kusto).'),
    maxResultMb: z
      .int()
      .min(1)
      .default(64)
      .describe('A hunt whose result is larger is refused, MiB (64 is the limit of Kusto).'),
    watchlists: z
      .string()
      .min(1)
      .optional()
      .describe(
        "Folder of CSV files that _GetWatchlist('name') reads as name.csv. Without it there are no watch lists.",
      ),
    externalData: z
      .strictObject({
        folders: z
          .array(z.string().min(1))
          .default([])
          .describe('Folders whose files externaldata may read, with all below them.'),
        hosts: z
          .array(z.string().min(1))
          .default([])
          .describe(
            'Hosts that externaldata may fetch from over https, e.g. raw.example.com, or host:port; http://host where there is no TLS.',
          ),
      })
      .prefault({})
      .describe('What externaldata may read. By default nothing.'),
  })
  .prefault({})
  .describe('Limits of a hunt, and what it may read beside the tables. A hunt never writes.');

export type HuntSettings = z.infer<typeof huntSettings>;
