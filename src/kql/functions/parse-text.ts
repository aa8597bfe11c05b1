import { arrayText } from '../json-array.ts';
import { quote } from '../literals.ts';
import { sqlOf, type Sql } from '../types.ts';
import { argAs, boundText, type Call, type FunctionTable } from './function.ts';

/** Taking texts of well-known forms apart. */
export const parseTextFunctions: FunctionTable = {
  parse_csv: (call) => parseCsv(call),
  parse_version: (call) => {
    const version = boundText(call, 0);
    const parts = `arrayResize(splitByChar('.', ${version}), 4, '0')`;
    const digits = `arrayStringConcat(arrayMap(part -> leftPad(part, 8, '0'), ${parts}))`;
    const shape = quote(String.raw`^\d{1,8}(\.\d{1,8}){0,3}$`);
    return sqlOf(
      `if(match(${version}, ${shape}), toDecimal256OrNull(${digits}, 20), NULL)`,
      'decimal',
    );
  },
  parse_path: (call) => parsePath(call),
};

/** The fields of the first record. */
function parseCsv(call: Call): Sql {
  const text = argAs(call, 0, 'string').sql;
  const record = `extract(${text}, ${quote(String.raw`^((?:"(?:[^"]|"")*"|[^"\r\n])*)`)})`;
  const fields = `extractAll(concat(',', ${record}), ${quote(',("(?:[^"]|"")*"|[^,]*)')})`;
  const field = `if(startsWith(f, '"'), replaceAll(substring(f, 2, length(f) - 2), '""', '"'), f)`;
  return sqlOf(arrayText(`arrayMap(f -> toJSONString(${field}), ${fields})`), 'dynamic', false);
}

/** `scheme://C:\folder\file.ext:stream` */
function parsePath(call: Call): Sql {
  const { scope } = call;
  const text = boundText(call, 0);
  const part = (source: string, pattern: string): string =>
    scope.bindSql(`extract(${source}, ${quote(pattern)})`);
  const scheme = part(text, String.raw`^([A-Za-z][\w+.\-]+)://`);
  const path = scope.bindSql(
    `replaceRegexpOne(${text}, ${quote(String.raw`^[A-Za-z][\w+.\-]+://`)}, '')`,
  );
  const directory = part(path, String.raw`^((?s:.*))[\\/][^\\/]*$`);
  const last = part(path, String.raw`([^\\/]*)$`);
  const file = scope.bindSql(`splitByChar(':', ${last})[1]`);
  const members: readonly (readonly [string, string])[] = [
    ['Scheme', scheme],
    ['RootPath', part(path, String.raw`^(?:\\\\\?\\)?([A-Za-z]:)`)],
    ['DirectoryPath', directory],
    ['DirectoryName', part(directory, String.raw`([^\\/:]*)$`)],
    ['Filename', file],
    ['Extension', part(file, String.raw`\.([^.]*)$`)],
    ['AlternateDataStreamName', part(last, String.raw`^[^:]*:((?s:.*))$`)],
  ];
  const list = members.map(([name, sql]) => `'"${name}":', toJSONString(${sql})`);
  return sqlOf(`concat('{', ${list.join(`, ',', `)}, '}')`, 'dynamic', false);
}
