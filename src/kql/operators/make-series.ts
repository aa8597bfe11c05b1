import type { Context } from '../context.ts';
import { convert, ticksOf } from '../convert.ts';
import { arrayText } from '../json-array.ts';
import { jsonElement } from '../json-of.ts';
import { unlessBeyond } from '../limit.ts';
import { unordered, type Relation } from '../relation.ts';
import type { Node } from '../syntax.ts';
import { datetimeText, realText, timespanText } from '../text-of.ts';
import { EPOCH_TICKS } from '../ticks.ts';
import { isInteger, sqlOf, type KqlType, type Sql } from '../types.ts';
import type { Operator } from './operator.ts';
import { grouped } from './summarize.ts';

/** Kusto's limit, https://learn.microsoft.com/kusto/query/make-series-operator */
const LONGEST = 1_048_576;

/** `make-series value = agg() default = d on axis from a to b step s by key`: for each key one row with
 *  an array of values and an array of the axis. */
export const makeSeries: Operator = (node, input, context) => {
  const names = (node.columns ?? []).map(({ name }) => name);
  const keys = node.child('ByClause')?.list('Expressions') ?? [];
  const axis = axisOf(node, input, context);
  const expressions = node.list('Aggregates');
  const values = expressions.map((expression) => expression.need('Expression'));
  const cells = grouped(
    {
      keys,
      values,
      names: [names.slice(0, keys.length), names.slice(keys.length, -1)],
      before: [axis.bucketColumn],
    },
    axis.rows,
    context,
  );
  const keyColumns = cells.columns.slice(1, 1 + keys.length);
  const valueColumns = cells.columns.slice(1 + keys.length);
  const scope = context.scope(cells);
  const jsons = valueColumns.map((column) => scope.bindSql(jsonElement(column, scope)));
  const series = context.fresh('series');
  const keyList = keyColumns.map(({ sql }) => sql);
  const tuple = `arraySort(groupArray(tuple(toInt64(${axis.bucketColumn.sql}), ${jsons.join(', ')})))`;
  const groupBy = keyList.length === 0 ? '' : ` GROUP BY ${keyList.join(', ')}`;
  const nonempty = node.parameters().get('kind')?.text === 'nonempty';
  const having = keyList.length === 0 && !nonempty ? ' HAVING count() > 0' : '';
  const list = [...keyList, `${tuple} AS ${series}`];
  const from = `(SELECT ${list.join(', ')} FROM ${scope.source()}${groupBy}${having})`;
  const rows = context.scope(unordered(from, keyColumns));
  const first = rows.bindSql(axis.first ?? `tupleElement(${series}[1], 1)`);
  const lastBound = rows.bindSql(axis.last ?? `tupleElement(${series}[-1], 1)`);
  const last = rows.bindSql(
    unlessBeyond(
      `toInt128(${lastBound}) - ${first} >= ${LONGEST}`,
      `A series may have ${LONGEST} values; take a longer step or a shorter range.`,
      lastBound,
      first,
    ),
  );
  const buckets = rows.bindSql(`arrayMap(x -> tupleElement(x, 1), ${series})`);
  const arrays = valueColumns.map((column, place) => {
    const absent = rows.bindSql(defaultOf(expressions[place], column.type, context));
    const found = `arrayMap(x -> tupleElement(x, ${place + 2}), ${series})`;
    return sqlOf(filled(buckets, found, absent, first, last), 'dynamic', false);
  });
  const times = arrayText(
    `arrayMap(i -> ${axis.json(`(${axis.start} + (${first} + toInt64(i)) * ${axis.step})`)}, range(toUInt64(greatest(toInt64(0), ${last} - ${first} + 1))))`,
  );
  const made = [...arrays, sqlOf(times, 'dynamic', false)];
  const columns = made.map((value, place) =>
    context.column(names[keys.length + place] ?? '', value),
  );
  return rows.extended(
    columns.map((column, place) => [made[place]?.sql ?? '', column.sql]),
    [...keyColumns, ...columns],
  );
};

/** JSON of the values of all buckets: gaps are filled, found values stand at their places. */
function filled(
  buckets: string,
  found: string,
  absent: string,
  first: string,
  last: string,
): string {
  const gap = (size: string) =>
    `arrayWithConstant(toUInt64(greatest(toInt64(0), ${size})), ${absent})`;
  const before = `arrayPushFront(arrayPopBack(${buckets}), ${first} - 1)`;
  const body = `arrayFlatten(arrayMap((b, v, p) -> arrayPushBack(${gap('b - p - 1')}, v), ${buckets}, ${found}, ${before}))`;
  const tail = `if(empty(${buckets}), ${gap(`${last} - ${first} + 1`)}, ${gap(`${last} - ${buckets}[-1]`)})`;
  return arrayText(`arrayConcat(if(empty(${buckets}), [], ${body}), ${tail})`);
}

/** What stands in a bucket without rows: 0 unless it says `default = …`. */
function defaultOf(expression: Node | undefined, type: KqlType, context: Context): string {
  const written = expression?.child('DefaultExpression')?.need('Expression');
  const scope = context.constants();
  const value = written === undefined ? sqlOf('toInt64(0)', 'long', false) : scope.scalar(written);
  return jsonElement(convert(value, type === 'dynamic' ? 'long' : type, scope), scope);
}

interface Axis {
  /** the rows inside the range, with their bucket */
  readonly rows: Relation;
  readonly bucketColumn: Relation['columns'][number];
  /** where bucket 0 begins, and how long one is: ticks or a number */
  readonly start: string;
  readonly step: string;
  /** the first and the last bucket; undefined = where each series has data */
  readonly first: string | undefined;
  readonly last: string | undefined;
  /** JSON of a place on the axis */
  readonly json: (value: string) => string;
}

function axisOf(node: Node, input: Relation, context: Context): Axis {
  const scope = context.scope(input);
  const constants = context.constants();
  const on = node.need('OnClause').need('Expression');
  const axis = scope.scalar(on.kind === 'SimpleNamedExpression' ? on.need('Expression') : on);
  const { from, to, step, inclusive } = rangeOf(node.need('RangeClause'));
  const type: KqlType = axis.type === 'int' ? 'long' : axis.type;
  const spanType: KqlType = type === 'datetime' ? 'timespan' : type;
  if (!['datetime', 'timespan', 'long', 'real'].includes(type)) {
    return on.refuse(`A series cannot run along a ${axis.type}.`);
  }
  const constant = (expression: Node, as: KqlType): string =>
    `assumeNotNull(${number(convert(constants.scalar(expression), as, constants))})`;
  const written = constant(step, spanType);
  // A step that is not positive gives no series; the engine must not divide by zero.
  const size = `greatest(${type === 'real' ? '1e-300' : 'toInt64(1)'}, ${written})`;
  const divide = (distance: string): string =>
    type === 'real' ? `toInt64(floor(${distance} / ${size}))` : `intDiv(${distance}, ${size})`;
  // Without a start, buckets lie where bin() puts them: counted from the year 1, or from 0.
  const start = from === undefined || inclusive ? origin(type) : constant(from, type);
  const value = scope.bindSql(number(convert(axis, type, scope)));
  const lowest = from === undefined ? undefined : constant(from, type);
  const end = to === undefined ? undefined : constant(to, type);
  const conditions = [
    `isNotNull(${value})`,
    `${written} > 0`,
    ...(lowest === undefined
      ? []
      : [
          `${value} >= ${inclusive ? `${start} + ${divide(`${lowest} - ${start}`)} * ${size}` : lowest}`,
        ]),
    ...(end === undefined
      ? []
      : [
          inclusive
            ? `${divide(`${value} - ${start}`)} <= ${divide(`${end} - ${start}`)}`
            : `${value} < ${end}`,
        ]),
  ];
  const bucketSql = flooredBucket(value, start, divide, size, type);
  const bucketColumn = context.column('bucket', sqlOf(bucketSql, 'long', false));
  const kept = `(SELECT *, ${bucketSql} AS ${bucketColumn.sql} FROM ${scope.source()} WHERE ${conditions.join(' AND ')})`;
  return {
    rows: { from: kept, columns: [...input.columns, bucketColumn] },
    bucketColumn,
    start,
    step: size,
    first:
      lowest === undefined ? undefined : inclusive ? divide(`${lowest} - ${start}`) : 'toInt64(0)',
    last: lastBucket(end, start, size, divide, inclusive, type),
    json: jsonOfAxis(type),
  };
}

/** The engine's division goes towards zero; buckets go down. */
function flooredBucket(
  value: string,
  start: string,
  divide: (distance: string) => string,
  size: string,
  type: KqlType,
): string {
  const distance = `(assumeNotNull(${value}) - ${start})`;
  if (type === 'real') return divide(distance);
  return `intDiv(${distance} - positiveModulo(${distance}, ${size}), ${size})`;
}

/** The end is not part of the series, but of `in range(…)`. */
function lastBucket(
  end: string | undefined,
  start: string,
  size: string,
  divide: (distance: string) => string,
  inclusive: boolean,
  type: KqlType,
): string | undefined {
  if (end === undefined) return undefined;
  if (inclusive) return divide(`${end} - ${start}`);
  return type === 'real'
    ? `(toInt64(ceil((${end} - ${start}) / ${size})) - 1)`
    : `(intDiv(${end} - ${start} + ${size} - 1, ${size}) - 1)`;
}

function origin(type: KqlType): string {
  return type === 'datetime'
    ? `toInt64(-${EPOCH_TICKS})`
    : type === 'real'
      ? 'toFloat64(0)'
      : 'toInt64(0)';
}

function rangeOf(clause: Node) {
  if (clause.kind === 'MakeSeriesInRangeClause') {
    const [from, to, step] = clause.need('Arguments').list('Expressions');
    return { from, to, step: step ?? clause.refuse('It needs a step.'), inclusive: true };
  }
  return {
    from: clause.child('MakeSeriesFromClause')?.need('Expression'),
    to: clause.child('MakeSeriesToClause')?.need('Expression'),
    step: clause.need('MakeSeriesStepClause').need('Expression'),
    inclusive: false,
  };
}

function jsonOfAxis(type: KqlType): (value: string) => string {
  if (type === 'datetime') {
    return (value) =>
      `concat('"', ${datetimeText(`reinterpret(${value}, 'DateTime64(7, \\'UTC\\')')`)}, '"')`;
  }
  if (type === 'timespan') return (value) => `concat('"', ${timespanText(value)}, '"')`;
  return isInteger(type) ? (value) => `toString(${value})` : realText;
}

/** Ticks of a time, any other number as it is. */
function number(value: Sql): string {
  return value.type === 'datetime' ? ticksOf(value.sql) : value.sql;
}
