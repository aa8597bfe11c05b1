import type { Span } from './refusal.ts';
import type { Column } from './types.ts';

/** What `externaldata` asks to be read. */
export interface ExternalRequest {
  readonly uris: readonly string[];
  /** in lower case; '' = the ending of the name says it */
  readonly format: string;
  readonly ignoreFirstRecord: boolean;
  readonly columns: readonly Column[];
  readonly span: Span;
}

/** Rows as texts in the order of the columns, '' for what is absent, JSON for what is nested. */
export type TextRows = readonly (readonly string[])[];

/** A named table beside the logs: what `_GetWatchlist('name')` yields. All columns are texts. */
export interface Watchlist {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: TextRows;
}

/** Raised where a query reads what must be fetched first; the translator itself reads nothing. Caught
 *  in translate.ts. */
export class ExternalQuestion extends Error {
  readonly request: ExternalRequest;

  constructor(request: ExternalRequest) {
    super('The query reads outside data.');
    this.name = 'ExternalQuestion';
    this.request = request;
  }
}

/** By what the rows of a request are found again when the query is translated with them. */
export function externalKey({ uris, format, ignoreFirstRecord, columns }: ExternalRequest): string {
  return JSON.stringify([uris, format, ignoreFirstRecord, columns]);
}
