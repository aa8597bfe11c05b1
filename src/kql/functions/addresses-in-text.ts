import { quote } from '../literals.ts';
import { sqlOf, type Sql } from '../types.ts';
import { boundText, type Call, type FunctionTable } from './function.ts';
import { rangeTexts } from './ipv4.ts';

/** Finding IPv4 addresses in text: has_ipv4() and its sisters. */
export const addressesInTextFunctions: FunctionTable = {
  has_ipv4: (call) => found(call, isAddress),
  has_any_ipv4: (call) => found(call, isAddress),
  has_ipv4_prefix: (call) => found(call, startsAddress),
  has_any_ipv4_prefix: (call) => found(call, startsAddress),
};

/** Addresses stand between characters that are neither letters nor digits; `_` is such a one. */
const ADDRESS = quote(String.raw`\b(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})\b`);

function found(call: Call, matches: (sought: string) => string): Sql {
  const text = boundText(call, 0);
  const addresses = call.scope.bindSql(
    `arrayFilter(a -> isNotNull(IPv4StringToNumOrNull(a)), extractAll(replaceAll(${text}, '_', ' '), ${ADDRESS}))`,
  );
  return sqlOf(
    `arrayExists(s -> ${matches('s')}, ${rangeTexts(call)})`.replaceAll('ADDRESSES', addresses),
    'bool',
    false,
  );
}

function isAddress(sought: string): string {
  return `has(ADDRESSES, ${sought})`;
}

/** `192.`, `192.168.`, `192.168.1.` or a whole address. */
function startsAddress(sought: string): string {
  const prefix = quote(String.raw`^(\d{1,3}\.){1,3}$`);
  return `(match(${sought}, ${prefix}) AND arrayExists(a -> startsWith(a, ${sought}), ADDRESSES) OR has(ADDRESSES, ${sought}))`;
}
