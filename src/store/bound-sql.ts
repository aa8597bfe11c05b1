import type { SqlParameters } from './store.ts';

/** SQL with the values of its `{name:Type}` parameters as literals. Only for the embedded engine: it keeps
 *  parameters in one place for the whole process, so that two statements with parameters must wait for each other
 *  even on connections of their own. What it does itself with a parameter is the same cast of a literal. A name that
 *  has no value stays as it is: the engine refuses it and says which.
 *  @throws RangeError of a value that has no literal */
export function boundSql(sql: string, parameters: SqlParameters): string {
  return sql.replaceAll(PARAMETER, (asWritten, name: string, type: string) =>
    Object.hasOwn(parameters, name) ? castLiteral(parameters[name], type) : asWritten,
  );
}

const PARAMETER = /\{(\w+):(\w+(?:\(\w+(?:\(\w+\))*\))?)\}/g;

/** A text needs no cast, and where a table function wants one, it must have none. */
function castLiteral(value: unknown, type: string): string {
  return type === 'String' ? textLiteral(String(value)) : `CAST(${literal(value)}, '${type}')`;
}

function literal(value: unknown): string {
  if (typeof value === 'string') return textLiteral(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(',')}]`;
  const isNumber = typeof value === 'number' && Number.isFinite(value);
  if (isNumber || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  throw new RangeError(`a parameter cannot be ${String(value)}`);
}

/** Only a quote ends a literal, only a backslash changes what follows; a zero would end the statement. */
export function textLiteral(text: string): string {
  return `'${text.replaceAll(/[\\'\0]/g, (special) => (special === '\0' ? '\\0' : `\\${special}`))}'`;
}
