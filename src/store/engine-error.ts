/** What the engine answered when it refused a statement: its own code and message, the SQL shortened.
 *  Layers above turn it into a sentence for people. */
export class EngineError extends Error {
  /** ClickHouse's error number, e.g. 60 = unknown table; null where it gave none */
  readonly engineCode: number | null;
  readonly sql: string;

  constructor(cause: unknown, sql: string) {
    const message = cause instanceof Error ? cause.message : String(cause);
    super(shorten(message, 2000), { cause });
    this.name = 'EngineError';
    this.engineCode = codeOf(cause, message);
    this.sql = shorten(sql, 1000);
  }
}

function codeOf(cause: unknown, message: string): number | null {
  const carried: unknown =
    typeof cause === 'object' && cause !== null
      ? (Reflect.get(cause, 'clickhouseCode') ?? Reflect.get(cause, 'code'))
      : undefined;
  const number = Number(carried ?? /\bCode: (\d+)/.exec(message)?.[1]);
  return Number.isInteger(number) ? number : null;
}

function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit)} …`;
}
