import { convert } from '../convert.ts';
import { quote } from '../literals.ts';
import { groupCount, regexOf } from '../regex.ts';
import type { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import { sqlOf, type Sql } from '../types.ts';
import { assigned } from './assign.ts';
import type { Operator } from './operator.ts';

/** `parse-kv text as (a: long, …) with (pair_delimiter = ",", kv_delimiter = "=")`. */
export const parseKv: Operator = (node, input, context) => {
  const scope = context.scope(input);
  const source = scope.bindSql(convert(scope.scalar(node.need('Expression')), 'string', scope).sql);
  const options = optionsOf(node, scope);
  const find = finderOf(options, source, scope, node);
  const values = new Map<string, Sql>();
  for (const key of node.need('Keys').list('Columns')) {
    const name = key.need('Name').name;
    const type = key.need('Type').typeName ?? key.refuse('This type is not supported.');
    values.set(name, convert(sqlOf(find(name), 'string'), type, scope));
  }
  return assigned(node, values, scope, context);
};

interface Options {
  readonly pair: string | undefined;
  readonly kv: string | undefined;
  readonly quotes: string | undefined;
  readonly regex: string | undefined;
  readonly greedy: boolean;
}

function optionsOf(node: Node, scope: Scope): Options {
  const properties = node.child('WithClause')?.parameters('Properties') ?? new Map<string, Node>();
  const text = (name: string): string | undefined => {
    const property = properties.get(name);
    if (property === undefined) return undefined;
    const { value } = scope.scalar(property);
    return typeof value === 'string' ? value : property.refuse('It must be a constant string.');
  };
  if (properties.has('escape')) node.refuse('The property escape is not supported.');
  const regex = properties.get('regex');
  return {
    pair: text('pair_delimiter'),
    kv: text('kv_delimiter'),
    quotes: text('quote'),
    regex: regex === undefined ? undefined : regexOf(regex, scope.scalar(regex)),
    greedy: properties.get('greedy')?.text === 'true',
  };
}

/** SQL of the value of a key. */
type Finder = (key: string) => string;

function finderOf(options: Options, source: string, scope: Scope, node: Node): Finder {
  const { pair, kv, quotes, regex, greedy } = options;
  if (regex !== undefined) {
    if (groupCount(regex) !== 2)
      node.refuse('The regular expression needs two groups: key and value.');
    return fromPairs(scope.bindSql(`extractAllGroupsVertical(${source}, ${quote(regex)})`));
  }
  if (pair === undefined || kv === undefined) {
    if (pair !== undefined || kv !== undefined || quotes !== undefined) {
      node.refuse('Give both pair_delimiter and kv_delimiter.');
    }
    // Without delimiters everything but letters and digits is one.
    return (key) =>
      `regexpExtract(${source}, ${quote(`(?:^|[^\\pL\\pN])${escaped(key)}[^\\pL\\pN]+([\\pL\\pN]+)`)}, 1)`;
  }
  if (pair === '' || kv === '') node.refuse('A delimiter cannot be empty.');
  if (greedy) return greedyPairs(pair, kv, source, scope);
  return quotes === undefined
    ? plainPairs(pair, kv, source, scope)
    : quotedPairs(pair, kv, quotes, source, scope, node);
}

/** Pairs as Array(Array(String)) of key and value. */
function fromPairs(pairs: string): Finder {
  return (key) =>
    `arrayElement(arrayConcat(arrayFirst(p -> trimBoth(p[1]) = ${quote(key)}, ${pairs}), ['', '']), 2)`;
}

function plainPairs(pair: string, kv: string, source: string, scope: Scope): Finder {
  const at = `position(x, ${quote(kv)})`;
  const pairs = `arrayMap(x -> [substring(x, 1, ${at} - 1), trimBoth(substring(x, ${at} + ${bytes(kv)}))],
    arrayFilter(x -> ${at} > 0, splitByString(${quote(pair)}, ${source})))`;
  return fromPairs(scope.bindSql(pairs));
}

function quotedPairs(
  pair: string,
  kv: string,
  quotes: string,
  source: string,
  scope: Scope,
  node: Node,
): Finder {
  if (pair.length !== 1 || kv.length !== 1) {
    node.refuse('With quotes, delimiters must be single characters.');
  }
  const open = quotes.charAt(0);
  const close = quotes.charAt(1) || open;
  const quoted = `${escaped(open)}([^${inClass(close)}]*)${escaped(close)}`;
  const key = `[^${inClass(pair + kv)}]*?`;
  const regex = `(?:^|${escaped(pair)})\\s*(?:${quoted}|(${key}))\\s*${escaped(kv)}\\s*(?:${quoted}|([^${inClass(pair)}]*))`;
  const groups = `extractAllGroupsVertical(${source}, ${quote(regex)})`;
  return fromPairs(
    scope.bindSql(`arrayMap(g -> [concat(g[1], g[2]), concat(g[3], g[4])], ${groups})`),
  );
}

/** Values reach up to the word that is the next key. */
function greedyPairs(pair: string, kv: string, source: string, scope: Scope): Finder {
  const parts = scope.bindSql(`splitByString(${quote(kv)}, ${source})`);
  const words = (part: string) => `splitByString(${quote(pair)}, ${part})`;
  const key = `arrayElement(${words(`${parts}[i]`)}, -1)`;
  const next = words(`${parts}[i + 1]`);
  const value = `if(i + 1 = length(${parts}), ${parts}[i + 1], arrayStringConcat(arrayPopBack(${next}), ${quote(pair)}))`;
  return fromPairs(
    scope.bindSql(`arrayMap(i -> [${key}, trimBoth(${value})], range(1, length(${parts})))`),
  );
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?\(\)\[\]\{\}\|]/gv, '\\$&');
}

function inClass(text: string): string {
  return text.replaceAll(/[\\\]\[^\-]/gv, '\\$&');
}
