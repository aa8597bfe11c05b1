import { convert } from '../convert.ts';
import { nullLiteral, quote } from '../literals.ts';
import { groupCount, regexOf } from '../regex.ts';
import { isText, sqlOf, type Sql } from '../types.ts';
import {
  arg,
  argAs,
  boundText,
  constantText,
  constantWhole,
  type Call,
  type FunctionTable,
} from './function.ts';

/** Functions that take regular expressions, and split. */
export const regexFunctions: FunctionTable = {
  extract: extract,
  extract_all: extractAll,
  extractall: extractAll,
  replace_regex: replaceRegex,
  replace: replaceRegex,
  trim: (call) => trimmed(trimmed(argAs(call, 1, 'string'), call, 'start'), call, 'end'),
  trim_start: (call) => trimmed(argAs(call, 1, 'string'), call, 'start'),
  trim_end: (call) => trimmed(argAs(call, 1, 'string'), call, 'end'),
  countof: countof,
  split: split,
  indexof_regex: indexofRegex,
};

function pattern(call: Call, place: number): string {
  return regexOf(call.node.argumentNodes[place] ?? call.node, argAs(call, place, 'string'));
}

/** `extract(regex, group, text, typeof(type))`. */
function extract(call: Call): Sql {
  const regex = pattern(call, 0);
  const group = constantWhole(call, 1) ?? 0;
  if (group > groupCount(regex) || group < 0) {
    return {
      sql: nullLiteral(call.type),
      type: call.type,
      nullable: !isText(call.type),
      value: null,
    };
  }
  const source = argAs(call, 2, 'string');
  const found = sqlOf(`regexpExtract(${source.sql}, ${quote(regex)}, ${group})`, 'string');
  return convert(found, call.type, call.scope);
}

/** All matches: their one group, or an array of their groups. `extract_all(regex, groups, text)`
 *  chooses groups. Null when nothing matches. */
function extractAll(call: Call): Sql {
  const regex = pattern(call, 0);
  const chosen = call.args.length > 2 ? chosenGroups(call) : undefined;
  const source = argAs(call, call.args.length > 2 ? 2 : 1, 'string').sql;
  const groups = groupCount(regex);
  if (groups === 0) return call.node.refuse('The regular expression needs a group.');
  const wanted = chosen ?? Array.from({ length: groups }, (_, place) => place + 1);
  if (wanted.some((group) => group < 1 || group > groups)) {
    return call.node.refuse('There is no such group in the regular expression.');
  }
  const matches = call.scope.bindSql(`extractAllGroupsVertical(${source}, ${quote(regex)})`);
  const each = wanted.map((group) => `toJSONString(m[${group}])`).join(`, ',', `);
  const one = wanted.length === 1 ? each : `concat('[', ${each}, ']')`;
  return sqlOf(
    `if(empty(${matches}), NULL, concat('[', arrayStringConcat(arrayMap(m -> ${one}, ${matches}), ','), ']'))`,
    'dynamic',
  );
}

function chosenGroups(call: Call): number[] {
  const { value } = arg(call, 1);
  const list: unknown = typeof value === 'string' ? JSON.parse(value) : undefined;
  if (!Array.isArray(list))
    return call.node.refuse('The groups must be a constant array of numbers.');
  return list.map((group) =>
    typeof group === 'number'
      ? group
      : call.node.refuse('Groups with names are not supported; use their numbers.'),
  );
}

/** `\1` in the rewrite is the first group, as it is in the engine. */
function replaceRegex(call: Call): Sql {
  const deprecated = call.name === 'replace';
  const regex = quote(pattern(call, deprecated ? 0 : 1));
  const source = argAs(call, deprecated ? 2 : 0, 'string').sql;
  const rewrite = quote(constantText(call, deprecated ? 1 : 2));
  return sqlOf(`replaceRegexpAll(${source}, ${regex}, ${rewrite})`, 'string');
}

/** Takes one match off. */
function trimmed(source: Sql, call: Call, end: 'start' | 'end'): Sql {
  const regex = pattern(call, 0);
  const anchored = end === 'start' ? `^(?:${regex})` : `(?:${regex})$`;
  return sqlOf(`replaceRegexpOne(${source.sql}, ${quote(anchored)}, '')`, 'string');
}

/** `countof(text, sought, "normal" | "regex")`: plain matches may overlap. */
function countof(call: Call): Sql {
  const kind = call.args[2] === undefined ? 'normal' : constantText(call, 2).toLowerCase();
  if (kind === 'regex') {
    return sqlOf(
      `toInt64(countMatches(${argAs(call, 0, 'string').sql}, ${quote(pattern(call, 1))}))`,
      call.type,
      false,
    );
  }
  const [source, sought] = [boundText(call, 0), boundText(call, 1)];
  return sqlOf(
    `if(${sought} = '', toInt64(0), toInt64(arrayCount(i -> substring(${source}, i, length(${sought})) = ${sought}, range(1, length(${source}) + 1))))`,
    call.type,
    false,
  );
}

/** `split(text, delimiter, index)`: with an index, an array of that one part, or null. */
function split(call: Call): Sql {
  const [source, delimiter] = [argAs(call, 0, 'string').sql, argAs(call, 1, 'string')];
  const bound = call.scope.bindSql(delimiter.sql);
  const separated =
    delimiter.value === ''
      ? `[${source}]`
      : typeof delimiter.value === 'string'
        ? `splitByString(${bound}, ${source})`
        : call.node.refuse('The delimiter must be a constant string.');
  const parts = call.scope.bindSql(separated);
  if (call.args[2] === undefined) return sqlOf(`toJSONString(${parts})`, 'dynamic', false);
  const index = call.scope.bindSql(argAs(call, 2, 'long').sql);
  return sqlOf(
    `if(ifNull(${index}, -1) < 0 OR ifNull(${index}, -1) >= length(${parts}), NULL, concat('[', toJSONString(${parts}[ifNull(${index}, 0) + 1]), ']'))`,
    'dynamic',
  );
}

/** Position of a match, from 0; -1 where there is none. */
function indexofRegex(call: Call): Sql {
  if (call.args.length > 2) {
    return call.node.refuse('indexof_regex() is supported with two arguments.');
  }
  const source = boundText(call, 0);
  const regex = pattern(call, 1);
  const before = `regexpExtract(${source}, ${quote(`(?s)^(.*?)(?:${regex})`)}, 1)`;
  return sqlOf(
    `if(match(${source}, ${quote(regex)}), toInt64(lengthUTF8(${before})), toInt64(-1))`,
    call.type,
    false,
  );
}
