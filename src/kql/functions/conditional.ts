import { alike } from '../expressions/compare.ts';
import { combine } from '../expressions/arithmetic.ts';
import { convert } from '../convert.ts';
import { isNumber, sqlOf, type KqlType, type Sql } from '../types.ts';
import type { Call, FunctionTable } from './function.ts';

/** iff, case, coalesce, isnull … */
export const conditionalFunctions: FunctionTable = {
  iff,
  iif: iff,
  case: ({ args, type, scope }) => {
    const pairs = Math.floor(args.length / 2);
    const values = args.map((value, place) =>
      place % 2 === 0 && place < 2 * pairs
        ? convert(value, 'bool', scope).sql
        : convert(value, type, scope).sql,
    );
    return sqlOf(`multiIf(${values.join(', ')})`, type);
  },
  coalesce: ({ args, type, scope }) => {
    const values = args.map((value) => convert(value, type, scope).sql);
    if (type !== 'string' && type !== 'guid') return `coalesce(${values.join(', ')})`;
    const last = values.at(-1) ?? `''`;
    const first = values.slice(0, -1).map((value) => `nullIf(${value}, '')`);
    return sqlOf(`coalesce(${[...first, last].join(', ')})`, type);
  },
  isnull: ({ args: [value], node }) => isNull(value ?? node.refuse('It takes one value.')),
  isnotnull: ({ args: [value], node }) => {
    const { sql } = isNull(value ?? node.refuse('It takes one value.'));
    return sqlOf(`(NOT ${sql})`, 'bool', false);
  },
  notnull: ({ args: [value], node }) => {
    const { sql } = isNull(value ?? node.refuse('It takes one value.'));
    return sqlOf(`(NOT ${sql})`, 'bool', false);
  },
  isempty: (call) => isEmpty(call),
  isnotempty: (call) => sqlOf(`(NOT ${isEmpty(call).sql})`, 'bool', false),
  notempty: (call) => sqlOf(`(NOT ${isEmpty(call).sql})`, 'bool', false),
  around: (call) => {
    const { scope, node } = call;
    const [value, center, delta] = call.args.map((each) => scope.bind(each));
    if (value === undefined || center === undefined || delta === undefined) {
      return node.refuse('It takes a value, a center and a distance.');
    }
    const low = combine('-', center, delta, center.type, scope);
    const high = combine('+', center, delta, center.type, scope);
    const sameKind = value.type === center.type || (isNumber(value.type) && isNumber(center.type));
    if (!sameKind || low === undefined || high === undefined)
      return node.refuse('These types do not go together.');
    return sqlOf(`(${value.sql} >= ${low.sql} AND ${value.sql} <= ${high.sql})`, 'bool');
  },
  assert: ({ args: [condition, message], node }) => {
    // Kusto checks it before the query runs, too.
    if (condition?.value === true) return sqlOf('true', 'bool', false);
    return node.refuse(
      condition?.value === false
        ? `It does not hold: ${String(message?.value)}`
        : 'It must be constant.',
    );
  },
  not: ({ args: [value], scope, node }) => {
    if (value === undefined || value.type === 'string') return node.refuse('It takes a condition.');
    const condition = convert(value, 'bool', scope);
    return sqlOf(`(NOT ${condition.sql})`, 'bool', condition.nullable);
  },
};

/** A null condition counts as false. */
function iff({ args, type, scope, node }: Call): Sql {
  const [condition, yes, no] = args;
  if (condition === undefined || yes === undefined || no === undefined) {
    return node.refuse('It takes a condition and two values.');
  }
  const target: KqlType = type;
  const [a, b] = [convert(yes, target, scope), convert(no, target, scope)];
  const [left, right] = alike(a, b, scope);
  return sqlOf(
    `if(${convert(condition, 'bool', scope).sql}, ${left.sql}, ${right.sql})`,
    target,
    left.nullable || right.nullable,
  );
}

function isNull(value: Sql): Sql {
  if (value.type === 'string') return sqlOf('false', 'bool', false);
  if (value.type === 'guid') return sqlOf(`(${value.sql} = '')`, 'bool', false);
  return sqlOf(value.nullable ? `isNull(${value.sql})` : 'false', 'bool', false);
}

function isEmpty({ args: [value], node }: Call): Sql {
  if (value === undefined) return node.refuse('It takes one value.');
  if (value.type === 'string' || value.type === 'guid') {
    return sqlOf(`(${value.sql} = '')`, 'bool', false);
  }
  if (value.type === 'dynamic')
    return sqlOf(`(ifNull(${value.sql}, '') IN ('', '""'))`, 'bool', false);
  return isNull(value);
}
