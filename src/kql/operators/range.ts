import { convert, datetimeOf, ticksOf } from '../convert.ts';
import { unlessBeyond } from '../limit.ts';
import type { Source } from './operator.ts';
import type { Sql } from '../types.ts';

/** The engine makes an array of that many numbers and no more. */
const MOST = 500_000_000;

/** `range x from a to b step s`. A wrong direction gives no rows. */
export const range: Source = (node, context) => {
  const scope = context.noRows();
  const type = node.columns?.[0]?.type ?? 'long';
  const stepType = type === 'datetime' ? 'timespan' : type;
  const bound = (name: string, as: typeof type): Sql =>
    scope.bind(convert(scope.scalar(node.need(name)), as, scope));
  const [first, last, step] = [bound('From', type), bound('To', type), bound('Step', stepType)];
  const span = `(${number(last)} - ${number(first)})`;
  const steps =
    type === 'real' ? `floor(${span} / ${step.sql})` : `intDivOrNull(${span}, ${step.sql})`;
  const count = `if(ifNull(${step.sql} != 0 AND ${span} / ${step.sql} >= 0, false), toUInt64(assumeNotNull(${steps})) + 1, 0)`;
  const at = context.fresh('at');
  const place = type === 'real' ? at : `toInt64(${at})`;
  const value = `${number(first)} + ${place} * ${step.sql}`;
  const column = context.column(node.need('Name').name, {
    sql: '',
    type,
    nullable: type === 'datetime',
  });
  // Where the ends are known the engine counts as it goes, however far they lie apart.
  const from =
    scope.source() === ''
      ? `(SELECT number AS ${at} FROM numbers(${count}))`
      : `(SELECT *, arrayJoin(range(${unlessBeyond(`${count} > ${MOST}`, `range may give ${MOST} rows where its ends are computed.`, count, 'toUInt64(0)')})) AS ${at}${scope.fromClause()})`;
  const ticks = context.fresh('value');
  const computed = `(SELECT *, ${value} AS ${ticks} FROM ${from})`;
  return {
    from: `(SELECT ${type === 'datetime' ? datetimeOf(ticks) : ticks} AS ${column.sql} FROM ${computed})`,
    columns: [column],
    // Its rows are in order: window functions may look at their neighbours.
    order: [{ sql: column.sql, descending: isNegative(step), nullsFirst: true }],
  };
};

function number(value: Sql): string {
  return value.type === 'datetime' ? ticksOf(value.sql) : value.sql;
}

function isNegative({ value }: Sql): boolean {
  return (typeof value === 'bigint' || typeof value === 'number') && value < 0;
}
