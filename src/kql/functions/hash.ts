import { EPOCH_TICKS } from '../ticks.ts';
import { ticksOf } from '../convert.ts';
import { textOf } from '../text-of.ts';
import { sqlOf, type KqlType, type Sql } from '../types.ts';
import { arg, argAs, type Call, type FunctionTable } from './function.ts';

/** Hashes. hash() is xxHash64, as Kusto's own. */
export const hashFunctions: FunctionTable = {
  hash: (call) => xxHash64(call),
  hash_xxhash64: (call) => xxHash64(call),
  hash_md5: (call) => digest(call, 'MD5'),
  hash_sha1: (call) => digest(call, 'SHA1'),
  hash_sha256: (call) => digest(call, 'SHA256'),
};

/** Kusto documents the hashes of strings and datetimes: of a string's bytes, of the ticks since
 *  year 1 as a long. How other types are laid out in memory is not documented. */
const HASHED: ReadonlySet<KqlType> = new Set(['string', 'long', 'datetime', 'timespan']);

function xxHash64(call: Call): Sql {
  const value = arg(call, 0);
  if (!HASHED.has(value.type)) {
    return call.node.refuse(
      `${call.name}() of a ${value.type} is not known; take tostring() of it.`,
    );
  }
  const source = value.type === 'datetime' ? `(${ticksOf(value.sql)} + ${EPOCH_TICKS})` : value.sql;
  const hash = `xxHash64(${source})`;
  const nulls = (sql: string): string =>
    value.nullable ? `if(isNull(${value.sql}), NULL, ${sql})` : sql;
  if (call.args.length === 1) {
    return sqlOf(nulls(`reinterpretAsInt64(${hash})`), 'long', value.nullable);
  }
  const modulo = call.scope.bindSql(argAs(call, 1, 'long').sql);
  return sqlOf(
    nulls(
      `if(ifNull(${modulo} <= 0, true), NULL, toInt64(${hash} % toUInt64(greatest(1, ifNull(${modulo}, 1)))))`,
    ),
    'long',
  );
}

/** Hexadecimal digest of the value's text. */
function digest(call: Call, engineName: string): Sql {
  const text = textOf(arg(call, 0), call.scope);
  return sqlOf(`lower(hex(${engineName}(${text})))`, 'string');
}
