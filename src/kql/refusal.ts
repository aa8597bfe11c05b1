/** Where in the query something stands: offset and length in characters, line and column from 1. */
export interface Span {
  readonly start: number;
  readonly length: number;
  readonly line: number;
  readonly column: number;
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
  return { start, length, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
