/** Where in the query something stands: offset and length in characters, line and column from 1. */
export interface Span {
  readonly start: number;
  readonly length: number;
  readonly line: number;
  readonly column: number;
  /** the line of the query, for pointing at the place */
  readonly source: string;
}

/** Said before anything runs: the query is wrong, or uses what is not supported exactly. */
export class Refusal extends Error {
  readonly code: 'kql-invalid' | 'kql-unsupported';
  readonly span: Span;

  constructor(code: Refusal['code'], reason: string, span: Span) {
    super(`${span.line}:${span.column}: ${reason}`);
    this.name = 'Refusal';
    this.code = code;
    this.span = span;
  }
}

/** Lines and columns of an offset into `text`. */
export function spanOf(text: string, start: number, length: number): Span {
  const before = text.slice(0, Math.max(0, start)).split('\n');
  const [beginning = ''] = before.slice(-1);
  const [source = ''] = text.slice(start - beginning.length).split('\n', 1);
  return { start, length, line: before.length, column: beginning.length + 1, source };
}
