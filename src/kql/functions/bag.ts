import { elementsOf, elementText } from '../json-array.ts';
import { jsonElement } from '../json-of.ts';
import { quote } from '../literals.ts';
import { sqlOf, type Sql } from '../types.ts';
import { arg, argAs, bound, type Call, type FunctionTable } from './function.ts';

/** Functions of property bags. */
export const bagFunctions: FunctionTable = {
  bag_keys: (call) => {
    const bag = bound(call, 0, 'dynamic');
    return sqlOf(
      `if(${isBag(bag)}, toJSONString(JSONExtractKeys(ifNull(${bag}, '{}'))), NULL)`,
      'dynamic',
    );
  },
  bag_merge: (call) => merged(call),
  bag_has_key: (call) => hasKey(call),
  bag_remove_keys: (call) => withoutKeys(call),
  bag_set_key: (call) => withKey(call),
  bag_zip: (call) => zipped(call),
};

/** Is a dynamic (bound) a property bag? */
export function isBag(bag: string): string {
  return `startsWith(ifNull(${bag}, ''), '{')`;
}

/** Properties of a dynamic (bound): Array(Tuple(String, String)) of key and JSON text. */
export function propertiesOf(bag: string): string {
  return `JSONExtractKeysAndValuesRaw(ifNull(${bag}, '{}'))`;
}

/** Properties as a dynamic. */
export function bagText(properties: string): string {
  return `concat('{', arrayStringConcat(arrayMap(p -> concat(toJSONString(tupleElement(p, 1)), ':', tupleElement(p, 2)), ${properties}), ','), '}')`;
}

/** Of equal keys the first counts. */
function merged(call: Call): Sql {
  const bags = call.args.map((_, place) => bound(call, place, 'dynamic'));
  const all = call.scope.bindSql(
    `arrayConcat(${bags.map((bag) => `if(${isBag(bag)}, ${propertiesOf(bag)}, [])`).join(', ')})`,
  );
  const first = `arrayFilter((p, i) -> indexOf(arrayMap(q -> tupleElement(q, 1), ${all}), tupleElement(p, 1)) = i, ${all}, arrayEnumerate(${all}))`;
  const any = bags.map((bag) => isBag(bag)).join(' OR ');
  return sqlOf(`if(${any}, ${bagText(first)}, NULL)`, 'dynamic');
}

function hasKey(call: Call): Sql {
  const bag = bound(call, 0, 'dynamic');
  const key = argAs(call, 1, 'string');
  const path = typeof key.value === 'string' ? pathOf(key.value) : undefined;
  const keys = path === undefined ? key.sql : path.map((name) => quote(name)).join(', ');
  return sqlOf(`if(${isBag(bag)}, JSONHas(ifNull(${bag}, '{}'), ${keys}) = 1, NULL)`, 'bool');
}

/** `$.a.b` as its names; undefined for a plain key. */
function pathOf(key: string): readonly string[] | undefined {
  if (!key.startsWith('$.') && !key.startsWith('$[')) return undefined;
  return [...key.matchAll(/\.(?<name>[^.\[]+)|\[['"](?<quoted>[^'"]*)['"]\]/gv)].map(
    ({ groups = {} }) => groups['name'] ?? groups['quoted'] ?? '',
  );
}

function withoutKeys(call: Call): Sql {
  const bag = bound(call, 0, 'dynamic');
  const { value } = arg(call, 1);
  const list: unknown = typeof value === 'string' ? JSON.parse(value) : undefined;
  if (!Array.isArray(list)) {
    const keys = call.scope.bindSql(
      `arrayMap(x -> ${elementText('x')}, ${elementsOf(bound(call, 1, 'dynamic'))})`,
    );
    const left = `arrayFilter(p -> NOT has(${keys}, tupleElement(p, 1)), ${propertiesOf(bag)})`;
    return sqlOf(`if(${isBag(bag)}, ${bagText(left)}, NULL)`, 'dynamic');
  }
  const paths = list.map((key) => pathOf(String(key)) ?? [String(key)]);
  const sql = removed(bag, paths, call);
  return sqlOf(`if(${isBag(bag)}, ${sql}, NULL)`, 'dynamic');
}

/** A bag without the paths; those of one name go, longer ones go inside. */
function removed(bag: string, paths: readonly (readonly string[])[], call: Call): string {
  const gone = paths.filter(({ length }) => length === 1).map(([name = '']) => quote(name));
  const kept =
    gone.length === 0
      ? propertiesOf(bag)
      : `arrayFilter(p -> tupleElement(p, 1) NOT IN (${gone.join(', ')}), ${propertiesOf(bag)})`;
  const inside = Map.groupBy(
    paths.filter(({ length }) => length > 1),
    ([name = '']) => name,
  );
  const changed = [...inside].reduce((properties, [name, deeper]) => {
    const inner = call.scope.bindSql(`JSONExtractRaw(ifNull(${bag}, '{}'), ${quote(name)})`);
    const sql = removed(
      inner,
      deeper.map((path) => path.slice(1)),
      call,
    );
    return `arrayMap(p -> if(tupleElement(p, 1) = ${quote(name)} AND startsWith(${inner}, '{'), tuple(tupleElement(p, 1), ${sql}), p), ${properties})`;
  }, kept);
  return bagText(changed);
}

function withKey(call: Call): Sql {
  const bag = bound(call, 0, 'dynamic');
  const key = argAs(call, 1, 'string');
  const value = call.scope.bindSql(jsonElement(arg(call, 2), call.scope));
  const path = typeof key.value === 'string' ? (pathOf(key.value) ?? [key.value]) : undefined;
  const sql =
    path === undefined
      ? assigned(bag, call.scope.bindSql(key.sql), value)
      : path.reduceRight<(from: string) => string>(
          (inner, name) => (from) =>
            assigned(
              from,
              quote(name),
              inner(call.scope.bindSql(`JSONExtractRaw(ifNull(${from}, '{}'), ${quote(name)})`)),
            ),
          () => value,
        )(bag);
  return sqlOf(`if(${isBag(bag)}, ${sql}, NULL)`, 'dynamic');
}

/** A bag with one property set: replaced where it stands, or added at the end. */
function assigned(bag: string, key: string, value: string): string {
  const properties = propertiesOf(bag);
  const replaced = `arrayMap(p -> if(tupleElement(p, 1) = ${key}, tuple(tupleElement(p, 1), ${value}), p), ${properties})`;
  const added = `if(arrayExists(p -> tupleElement(p, 1) = ${key}, ${properties}), [], [tuple(${key}, ${value})])`;
  return bagText(`arrayConcat(${replaced}, ${added})`);
}

/** bag_zip(keys, values): keys that are no strings are left out, values that lack are null. */
function zipped(call: Call): Sql {
  const keys = call.scope.bindSql(elementsOf(bound(call, 0, 'dynamic')));
  const values = call.scope.bindSql(elementsOf(bound(call, 1, 'dynamic')));
  const pairs = `arrayFilter(p -> startsWith(tupleElement(p, 1), '"'), arrayMap(i -> tuple(${keys}[i], if(i <= length(${values}), ${values}[i], 'null')), range(1, length(${keys}) + 1)))`;
  return sqlOf(
    `concat('{', arrayStringConcat(arrayMap(p -> concat(tupleElement(p, 1), ':', tupleElement(p, 2)), ${pairs}), ','), '}')`,
    'dynamic',
    false,
  );
}
