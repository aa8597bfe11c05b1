import type { ExternalRequest, TextRows } from '../kql/index.ts';
import { Refusal } from '../kql/index.ts';
import { delimitedRows } from './delimited-text.ts';

const DELIMITERS: Readonly<Record<string, string>> = {
  csv: ',',
  tsv: '\t',
  tsve: '\t',
  scsv: ';',
  psv: '|',
  sohsv: '\u0001',
};

/** The rows of an outside text in the order of the request's columns.
 *  learn.microsoft.com/kusto/management/data-ingestion/ingestion-properties (formats)
 *  @throws Refusal for a format that is not read */
export function externalRows(text: string, uri: string, request: ExternalRequest): TextRows {
  const { columns, ignoreFirstRecord } = request;
  const format = request.format === '' ? endingOf(uri) : request.format;
  const delimiter = DELIMITERS[format];
  if (delimiter !== undefined) {
    const rows = delimitedRows(text, delimiter);
    return (ignoreFirstRecord ? rows.slice(1) : rows).map((row) => filled(row, columns.length));
  }
  switch (format) {
    case 'txt': {
      const lines = text.split(/\r\n|\n/).filter((line) => line !== '');
      return (ignoreFirstRecord ? lines.slice(1) : lines).map((line) =>
        filled([line], columns.length),
      );
    }
    case 'raw':
      return [filled([text], columns.length)];
    case 'json':
    case 'multijson':
      return records(text, request).map((record) =>
        columns.map(({ name }) => textOf(record[name])),
      );
    default:
      throw new Refusal('kql-unsupported', `The format "${format}" is not read.`, request.span);
  }
}

function endingOf(uri: string): string {
  const path = uri.replace(/[?#;].*$/, '').replace(/\.gz$/i, '');
  return /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? 'csv';
}

function filled(row: readonly string[], length: number): string[] {
  return Array.from({ length }, (_, place) => row[place] ?? '');
}

/** One object a line, or one list of objects. */
function records(text: string, { span }: ExternalRequest): Readonly<Record<string, unknown>>[] {
  try {
    const whole = /^\s*\[/.test(text)
      ? [text]
      : text.split('\n').filter((line) => line.trim() !== '');
    return whole.flatMap((part) => JSON.parse(part) as Readonly<Record<string, unknown>>[]);
  } catch {
    throw new Refusal('kql-unsupported', 'The outside data is not JSON.', span);
  }
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
