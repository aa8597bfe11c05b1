import type { Aggregate, AggregateTable } from './aggregate.ts';
import { bagAggregates } from './bags.ts';
import { bitAggregates } from './bits.ts';
import { countingAggregates } from './counting.ts';
import { extremeAggregates } from './extremes.ts';
import { listAggregates } from './lists.ts';
import { numericAggregates } from './numeric.ts';
import { rankAggregates } from './ranks.ts';
import { schemaAggregates } from './schema.ts';
import { sketchAggregates } from './sketches.ts';
import { spreadAggregates } from './spread.ts';

const TABLES: readonly AggregateTable[] = [
  countingAggregates,
  numericAggregates,
  spreadAggregates,
  bitAggregates,
  rankAggregates,
  extremeAggregates,
  listAggregates,
  bagAggregates,
  sketchAggregates,
  schemaAggregates,
];

/** All aggregates by name. */
export const aggregates: ReadonlyMap<string, Aggregate> = new Map(
  TABLES.flatMap((table) => Object.entries(table)),
);
