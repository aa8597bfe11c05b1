import { quote } from '../literals.ts';
import { sqlOf, type Sql } from '../types.ts';
import { argAs, boundText, type Call, type FunctionTable } from './function.ts';

/** Taking addresses of the web apart. */
export const urlFunctions: FunctionTable = {
  parse_url: parseUrl,
  parseurl: parseUrl,
  parse_urlquery: parseUrlQuery,
  parseurlquery: parseUrlQuery,
};

/** Scheme, user name, password, host, port, path, query, fragment. */
const URL_PARTS = String.raw`^([A-Za-z][A-Za-z0-9+.\-]*)://(?:([^:@/?#]*)(?::([^@/?#]*))?@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d*))?([^?#]*)(?:\?([^#]*))?(?:#((?s:.*)))?$`;

function parseUrl(call: Call): Sql {
  const url = boundText(call, 0);
  const parts = call.scope.bindSql(`extractGroups(${url}, ${quote(URL_PARTS)})`);
  const query = call.scope.bindSql(
    `if(empty(${parts}) AND startsWith(${url}, '?'), substring(${url}, 2), ${parts}[7])`,
  );
  const pair = (name: string, group: number): string =>
    `'"${name}":', toJSONString(${parts}[${group}])`;
  const members = [
    pair('Scheme', 1),
    pair('Host', 4),
    pair('Port', 5),
    pair('Path', 6),
    pair('Username', 2),
    pair('Password', 3),
    `'"Query Parameters":', ${parametersOf(query)}`,
    pair('Fragment', 8),
  ];
  return sqlOf(`concat('{', ${members.join(`, ',', `)}, '}')`, 'dynamic', false);
}

function parseUrlQuery(call: Call): Sql {
  const query = call.scope.bindSql(`trimLeft(${argAs(call, 0, 'string').sql}, '?')`);
  return sqlOf(`concat('{"Query Parameters":', ${parametersOf(query)}, '}')`, 'dynamic', false);
}

/** A bag of `name=value&…` (bound); of equal names the first counts. */
function parametersOf(query: string): string {
  const pairs = `arrayFilter(pair -> pair != '', splitByChar('&', ${query}))`;
  const names = `arrayMap(pair -> splitByChar('=', pair)[1], ${pairs})`;
  const member = `concat(toJSONString(splitByChar('=', pair)[1]), ':', toJSONString(if(position(pair, '=') = 0, '', substring(pair, position(pair, '=') + 1))))`;
  const members = `arrayMap((pair, nth) -> if(nth = 1, ${member}, ''), ${pairs}, arrayEnumerateUniq(${names}))`;
  return `concat('{', arrayStringConcat(arrayFilter(each -> each != '', ${members}), ','), '}')`;
}
