import type { Aggregate, AggregateTable } from './aggregate.ts';
import { countingAggregates } from './counting.ts';
import { numericAggregates } from './numeric.ts';

const TABLES: readonly AggregateTable[] = [countingAggregates, numericAggregates];

/** All aggregates by name. */
export const aggregates: ReadonlyMap<string, Aggregate> = new Map(
  TABLES.flatMap((table) => Object.entries(table)),
);
