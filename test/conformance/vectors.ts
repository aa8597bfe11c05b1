import { readFileSync } from 'node:fs';
import type { KqlType } from '../../src/kql/index.ts';
import { corrected } from './errata.ts';

/** One query with the answer that Kusto gave. */
export interface Vector {
  readonly id: string;
  /** what the failures are counted by */
  readonly feature: string;
  readonly query: string;
  /** true where Kusto says no: then saying no is right */
  readonly refused: boolean;
  readonly columns: readonly string[];
  /** null where the vector does not say */
  readonly types: readonly (readonly KqlType[] | null)[];
  readonly rows: readonly (readonly unknown[])[];
  /** false where `rows` are only some of the rows */
  readonly complete: boolean;
  readonly ordered: boolean;
  /** the names of the columns are Kusto's; a page may have renamed them */
  readonly namesCount: boolean;
  /** top-hitters leaves open which of the values with the same sum make the last places */
  readonly ties: boolean;
  /** 5 % instead of rounding */
  readonly approximate: boolean;
  /** the table is prose, which does not show spaces at the ends of a text */
  readonly trimmed: boolean;
  /** documentation only: A is what counts */
  readonly grade: string;
  /** the expected result was wrong in itself and is replaced, see errata.ts */
  readonly corrected: boolean;
}

interface Written {
  readonly id: string;
  readonly query: string;
  readonly family?: string;
  readonly page?: string;
  readonly features?: readonly string[];
  readonly kusto_error?: string;
  readonly expected_columns?: readonly string[];
  readonly expected_types?: readonly (string | null)[];
  readonly expected_rows?: readonly (readonly unknown[])[];
  readonly typed_rows?: readonly (readonly unknown[])[];
  readonly complete?: boolean;
  readonly nondeterministic?: boolean;
  readonly ordered?: boolean;
  readonly compare_by?: string;
  readonly approximate?: boolean;
  readonly grade?: string;
}

/** The coarse types of recorded results stand for several. */
const COARSE: Readonly<Record<string, readonly KqlType[]>> = {
  Int: ['int', 'long'],
  Real: ['real', 'decimal'],
  String: ['string'],
  Bool: ['bool'],
  DateTime: ['datetime'],
  TimeSpan: ['timespan'],
  Dynamic: ['dynamic'],
  Guid: ['guid'],
};

/** Reads vectors of either kind: with `typed_rows` (documentation), or with `expected_rows` and
 *  coarse types (recorded). */
export function readVectors(file: string): Vector[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => corrected(vectorOf(JSON.parse(line) as Written)));
}

function vectorOf(written: Written): Vector {
  return {
    id: written.id,
    feature: written.family ?? (written.page ?? '').replace(/^.*\//, '').replace(/\.md$/, ''),
    query: written.query,
    refused: written.kusto_error !== undefined,
    columns: written.expected_columns ?? [],
    types: (written.expected_types ?? []).map((type) =>
      type === null ? null : (COARSE[type] ?? [type as KqlType]),
    ),
    rows: written.typed_rows ?? written.expected_rows ?? [],
    complete: (written.complete ?? true) && written.nondeterministic !== true,
    ordered: written.ordered ?? false,
    namesCount: written.compare_by !== 'position',
    ties: /\btop-hitters\b/v.test(written.query),
    approximate: written.approximate ?? false,
    trimmed: written.typed_rows !== undefined,
    grade: written.grade ?? 'A',
    corrected: false,
  };
}
