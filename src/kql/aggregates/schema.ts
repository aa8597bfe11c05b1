import { sqlOf } from '../types.ts';
import { argument, over, type Aggregate, type AggregateTable } from './aggregate.ts';

/** How deep buildschema() looks. What lies deeper is "dynamic". */
const DEPTH = 5;

/** buildschema(): types of all values, `{"x":["long","string"],"z":{"`indexer`":"long"}}`. */
const buildschema: Aggregate = (call) => {
  const value = call.rows.bind(argument(call, 0));
  const values = over(call, 'groupArray', [`ifNull(${value.sql}, 'null')`]);
  const known = `arrayFilter(v -> v != 'null', ${values})`;
  return [sqlOf(`if(empty(${known}), NULL, ${schemaOf(known, 0)})`, 'dynamic')];
};

/** @param values SQL of an Array(String) of JSON text */
function schemaOf(values: string, depth: number): string {
  if (depth === DEPTH) return `'"dynamic"'`;
  const vs = `vs${depth}`;
  const name = `multiIf(startsWith(v, '"'), if(match(v, '^"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z"$'), '"datetime"', '"string"'), v IN ('true', 'false'), '"bool"', match(v, '^-?[0-9]+$'), '"long"', '"double"')`;
  const simple = `arrayDistinct(arrayMap(v -> ${name}, arrayFilter(v -> NOT match(v, '^[\\\\[{]') AND v != 'null', ${vs})))`;
  const members = `if(startsWith(v, '{'), JSONExtractKeysAndValuesRaw(v), arrayMap(e -> ('\`indexer\`', e), JSONExtractArrayRaw(v)))`;
  const pairs = `arrayFlatten(arrayMap(v -> ${members}, arrayFilter(v -> match(v, '^[\\\\[{]'), ${vs})))`;
  const ps = `ps${depth}`;
  const inner = schemaOf(
    `arrayMap(p -> tupleElement(p, 2), arrayFilter(p -> tupleElement(p, 1) = k${depth}, ${ps}))`,
    depth + 1,
  );
  const keys = `arrayDistinct(arrayMap(p -> tupleElement(p, 1), ${ps}))`;
  const container = `arrayMap(${ps} -> concat('{', arrayStringConcat(arrayMap(k${depth} -> concat(toJSONString(k${depth}), ':', ${inner}), ${keys}), ','), '}'), if(arrayExists(v -> match(v, '^[\\\\[{]'), ${vs}), [${pairs}], []))`;
  const all = `arrayConcat(${simple}, ${container})`;
  const text = `arrayMap(t -> if(length(t) = 1, t[1], concat('[', arrayStringConcat(t, ','), ']')), [${all}])[1]`;
  return `arrayMap(${vs} -> ${text}, [${values}])[1]`;
}

export const schemaAggregates: AggregateTable = { buildschema };
