import { convert } from '../convert.ts';
import { into } from '../expressions/path.ts';
import { jsonElement, jsonOf } from '../json-of.ts';
import { quote } from '../literals.ts';
import { sqlOf, type Sql } from '../types.ts';
import { arg, argAs, constantText, type Call, type FunctionTable } from './function.ts';

/** Making and reading dynamic values. */
export const jsonFunctions: FunctionTable = {
  parse_json: (call) => parsed(arg(call, 0), call),
  parsejson: (call) => parsed(arg(call, 0), call),
  todynamic: (call) => parsed(arg(call, 0), call),
  toobject: (call) => parsed(arg(call, 0), call),
  dynamic_to_json: (call) => canonical(call),
  gettype: (call) => typeName(call),
  extract_json: (call) => extracted(call),
  extractjson: (call) => extracted(call),
  bag_pack: (call) => packed(call),
  pack: (call) => packed(call),
  pack_dictionary: (call) => packed(call),
  pack_array: (call) => packedArray(call),
  bag_pack_columns: (call) =>
    packedColumns(
      call,
      call.args,
      call.node.argumentNodes.map(({ name }) => name),
    ),
  pack_all: (call) => {
    const { columns } = call.scope.relation;
    return packedColumns(
      call,
      columns,
      columns.map(({ name }) => name),
    );
  },
};

/** Text as JSON; what is no JSON is a string. Compact text stays as it is, so that 1.0 stays 1.0. */
function parsed(value: Sql, call: Call): Sql {
  // A stored column was taken out of text when it was loaded.
  if (value.type === 'dynamic')
    return value.path?.stored === undefined ? parsedDynamic(value, call) : value;
  if (value.textOf !== undefined) return parsed(value.textOf, call);
  if (value.type !== 'string') return convert(value, 'dynamic', call.scope);
  if (typeof value.value === 'string') return parsedConstant(value.value, value.sql);
  const text = call.scope.bindSql(value.sql);
  return sqlOf(
    `multiIf(${text} = '' OR ${text} = 'null', NULL, isValidJSON(${text}), nullIf(if(match(${text}, '[\\\\s\\\\\\\\]'), JSONExtractRaw(${text}), ${text}), 'null'), toJSONString(${text}))`,
    'dynamic',
  );
}

/** A dynamic that holds a string of JSON is parsed, any other stays. */
function parsedDynamic(value: Sql, call: Call): Sql {
  const whole = call.scope.bind(value);
  const text = call.scope.bindSql(
    `if(startsWith(ifNull(${whole.sql}, ''), '"'), JSONExtractString(ifNull(${whole.sql}, '')), '')`,
  );
  const { sql } = parsed(sqlOf(text, 'string'), call);
  return sqlOf(`if(startsWith(ifNull(${whole.sql}, ''), '"'), ${sql}, ${whole.sql})`, 'dynamic');
}

function parsedConstant(text: string, sql: string): Sql {
  try {
    const value: unknown = JSON.parse(text);
    if (value === null)
      return {
        sql: 'CAST(NULL AS Nullable(String))',
        type: 'dynamic',
        nullable: true,
        value: null,
      };
    const json = /\s/v.test(text) ? JSON.stringify(value) : text;
    return { sql: quote(json), type: 'dynamic', nullable: false, value: json };
  } catch {
    if (text === '')
      return {
        sql: 'CAST(NULL AS Nullable(String))',
        type: 'dynamic',
        nullable: true,
        value: null,
      };
    return sqlOf(`toJSONString(${sql})`, 'dynamic', false);
  }
}

/** JSON text with the keys of all bags in order. Six levels are put in order; Kusto does it for all. */
function canonical(call: Call): Sql {
  const value = arg(call, 0);
  if (typeof value.value === 'string' && value.type === 'dynamic') {
    const text = JSON.stringify(sortedKeys(JSON.parse(value.value)));
    return { sql: quote(text), type: 'string', nullable: false, value: text };
  }
  const whole = call.scope.bindSql(argAs(call, 0, 'dynamic').sql);
  return sqlOf(`ifNull(${sortedJson(whole, 6)}, '')`, 'string', false);
}

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => sortedKeys(each));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, each]): [string, unknown] => [
    key,
    sortedKeys(each),
  ]);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function sortedJson(json: string, levels: number): string {
  if (levels === 0) return json;
  const [pair, element] = [`p${levels}`, `e${levels}`];
  const bag = `concat('{', arrayStringConcat(arrayMap(${pair} -> concat(toJSONString(tupleElement(${pair}, 1)), ':', ${sortedJson(`tupleElement(${pair}, 2)`, levels - 1)}), arraySort(JSONExtractKeysAndValuesRaw(ifNull(${json}, '{}')))), ','), '}')`;
  const array = `concat('[', arrayStringConcat(arrayMap(${element} -> ${sortedJson(element, levels - 1)}, JSONExtractArrayRaw(ifNull(${json}, '[]'))), ','), ']')`;
  return `multiIf(startsWith(ifNull(${json}, ''), '{'), ${bag}, startsWith(ifNull(${json}, ''), '['), ${array}, ${json})`;
}

function typeName(call: Call): Sql {
  const value = arg(call, 0);
  if (value.type !== 'dynamic') {
    return { sql: quote(value.type), type: 'string', nullable: false, value: value.type };
  }
  return sqlOf(
    `transform(toString(JSONType(ifNull(${value.sql}, 'null'))),
      ['Null', 'Object', 'Array', 'String', 'Int64', 'UInt64', 'Double', 'Bool'],
      ['null', 'dictionary', 'array', 'string', 'long', 'long', 'double', 'bool'], 'null')`,
    'string',
  );
}

/** extract_json("$.a[0].b", json, typeof(type)). */
function extracted(call: Call): Sql {
  const path = constantText(call, 0);
  const steps = [
    ...path.matchAll(/\.(?<name>[A-Za-z_]\w*)|\[(?<index>\d+)\]|\[['"](?<quoted>[^'"]*)['"]\]/gv),
  ];
  if (!path.startsWith('$') || steps.map(([step]) => step).join('') !== path.slice(1)) {
    return call.node.refuse(`The path "${path}" is not supported.`);
  }
  const value = steps.reduce(
    (base, { groups = {} }) => {
      const { name, index, quoted } = groups;
      return into(
        base,
        index === undefined ? { name: name ?? quoted ?? '' } : { index },
        call.scope,
      );
    },
    parsed(arg(call, 1), call),
  );
  return convert(value, call.type === 'dynamic' ? 'dynamic' : call.type, call.scope);
}

function packed(call: Call): Sql {
  if (call.args.length % 2 === 1) return call.node.refuse('Each key needs a value.');
  const pairs = Array.from({ length: call.args.length / 2 }, (_, place): [Sql, Sql] => [
    argAs(call, 2 * place, 'string'),
    arg(call, 2 * place + 1),
  ]);
  return bagOf(pairs, call);
}

function packedColumns(call: Call, values: readonly Sql[], names: readonly string[]): Sql {
  return bagOf(
    values.map((value, place) => [
      {
        sql: quote(names[place] ?? ''),
        type: 'string',
        nullable: false,
        value: names[place] ?? '',
      },
      value,
    ]),
    call,
  );
}

function bagOf(pairs: readonly (readonly [key: Sql, value: Sql])[], call: Call): Sql {
  const parts = pairs.flatMap(([key, value], place) => {
    const comma = place === 0 ? '' : ',';
    const element = jsonElement(value, call.scope);
    return typeof key.value === 'string'
      ? [quote(`${comma}${JSON.stringify(key.value)}:`), element]
      : [quote(comma), jsonOf(key, call.scope), `':'`, element];
  });
  return sqlOf(`concat('{', ${[...parts, `'}'`].join(', ')})`, 'dynamic', false);
}

/** Of one array, the array itself. */
function packedArray(call: Call): Sql {
  const elements = call.args.map((value) => jsonElement(value, call.scope));
  return sqlOf(
    `concat('[', ${[...elements.flatMap((each, place) => (place === 0 ? [each] : [`','`, each])), `']'`].join(', ')})`,
    'dynamic',
    false,
  );
}
