import { convert, datetimeOf, ticksOf } from '../convert.ts';
import { alike } from '../expressions/compare.ts';
import { nullLiteral } from '../literals.ts';
import { orderKeys } from '../relation.ts';
import { isText, sqlOf, type Sql } from '../types.ts';
import { arg, argAs, type Call, type FunctionTable } from './function.ts';

/** Functions that look at other rows. They need rows in an order: sort or serialize before. */
export const windowFunctions: FunctionTable = {
  row_number: (call) => {
    const restart = call.args[1] === undefined ? undefined : argAs(call, 1, 'bool');
    const first = call.args[0] === undefined ? '1' : argAs(call, 0, 'long').sql;
    const number = over(call, 'row_number()', restart);
    return sqlOf(`(toInt64(${number}) + ${first} - 1)`, 'long', false);
  },
  prev: (call) => neighbour(call, 'lagInFrame'),
  next: (call) => neighbour(call, 'leadInFrame'),
  row_cumsum: (call) => {
    const restart = call.args[1] === undefined ? undefined : argAs(call, 1, 'bool');
    const value = arg(call, 0);
    const sum = over(
      call,
      `sum(${value.sql})`,
      restart,
      'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW',
    );
    return sqlOf(`ifNull(${sum}, 0)`, call.type, false);
  },
  row_window_session: session,
  row_rank: (call) => rank(call, true),
  row_rank_dense: (call) => rank(call, true),
  row_rank_min: (call) => rank(call, false),
};

/** Place of each row in the order, from 1, bound. */
function place(call: Call): string {
  const { order, within } = call.scope.relation;
  if (order === undefined) {
    return call.node.refuse(`${call.name}() needs rows in an order: put sort or serialize before.`);
  }
  const apart = within === undefined ? '' : `PARTITION BY ${within.id} `;
  const by = order.length === 0 ? '' : `ORDER BY ${orderKeys(order)}`;
  return call.scope.bindSql(`row_number() OVER (${apart}${by})`);
}

/** A window function over the rows in order, from where `restart` was last true; bound. */
function over(call: Call, sql: string, restart: Sql | undefined, frame = ''): string {
  const at = place(call);
  const { within } = call.scope.relation;
  const apart = within === undefined ? [] : [within.id];
  if (restart !== undefined) {
    const flag = call.scope.bindSql(`ifNull(${restart.sql}, false)`);
    const outer = within === undefined ? '' : `PARTITION BY ${within.id} `;
    apart.push(
      call.scope.bindSql(
        `sum(toUInt64(${flag})) OVER (${outer}ORDER BY ${at} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`,
      ),
    );
  }
  const partition = apart.length === 0 ? '' : `PARTITION BY ${apart.join(', ')} `;
  return call.scope.bindSql(
    `${sql} OVER (${partition}ORDER BY ${at}${frame === '' ? '' : ` ${frame}`})`,
  );
}

const WHOLE = 'ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING';

/** prev(x, offset, default) and next(). */
function neighbour(call: Call, name: 'lagInFrame' | 'leadInFrame'): Sql {
  const value = arg(call, 0);
  const offset = call.args[1] === undefined ? 1n : call.args[1].value;
  if (typeof offset !== 'bigint' || offset < 0n) {
    return call.node.refuse('The offset must be a constant, not negative.');
  }
  const bound = call.scope.bindSql(isText(value.type) ? value.sql : `toNullable(${value.sql})`);
  const found = over(call, `${name}(${bound}, ${offset})`, undefined, WHOLE);
  const given = call.args[2];
  const type = call.type === value.type || given === undefined ? value.type : call.type;
  if (given === undefined) return sqlOf(found, value.type);
  if (given.value === undefined) return call.node.refuse('The default must be a constant.');
  const there = over(call, `${name}(toNullable(1), ${offset})`, undefined, WHOLE);
  const [a, b] = alike(sqlOf(found, value.type), given, call.scope);
  const fallback = b.value === null ? nullLiteral(type) : convert(b, type, call.scope).sql;
  return sqlOf(`if(isNull(${there}), ${fallback}, ${convert(a, type, call.scope).sql})`, type);
}

/** Ranks count from 1; equal neighbours share one. */
function rank(call: Call, dense: boolean): Sql {
  const restart = call.args[1] === undefined ? undefined : argAs(call, 1, 'bool');
  const value = arg(call, 0);
  const bound = call.scope.bindSql(isText(value.type) ? value.sql : `toNullable(${value.sql})`);
  const before = over(call, `lagInFrame(${bound}, 1)`, restart, WHOLE);
  const there = over(call, 'lagInFrame(toNullable(1), 1)', restart, WHOLE);
  const changed = call.scope.bindSql(`(isNull(${there}) OR NOT (${before} <=> ${bound}))`);
  const frame = 'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW';
  if (dense) {
    return sqlOf(
      `toInt64(${over(call, `sum(toUInt64(${changed}))`, restart, frame)})`,
      'long',
      false,
    );
  }
  const number = over(call, 'row_number()', restart);
  const first = over(call, `max(if(${changed}, ${number}, 0))`, restart, frame);
  return sqlOf(`toInt64(${first})`, 'long', false);
}

/** row_window_session(x, most from the first, most between two, restart): the first x of the session
 *  that a row belongs to. Gaps and restarts are found first; inside of what they leave together, the
 *  distance from the first is followed from row to row. */
function session(call: Call): Sql {
  const { scope } = call;
  const value = arg(call, 0);
  const isTime = value.type === 'datetime';
  const number = scope.bindSql(isTime ? ticksOf(value.sql) : value.sql);
  const span = (at: number) => scope.bindSql(argAs(call, at, isTime ? 'timespan' : value.type).sql);
  const [fromFirst, between] = [span(1), span(2)];
  const restart =
    call.args[3] === undefined ? 'false' : `ifNull(${argAs(call, 3, 'bool').sql}, false)`;
  const before = over(call, `lagInFrame(toNullable(${number}), 1)`, undefined, WHOLE);
  const breaks = scope.bindSql(
    `(isNull(${before}) OR ${restart} OR ifNull(${number} >= ${before} + ${between}, true))`,
  );
  const upToHere = 'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW';
  const seen = over(
    call,
    `groupArray(assumeNotNull(${number}))`,
    sqlOf(breaks, 'bool', false),
    upToHere,
  );
  const first = scope.bindSql(
    `arrayFold((acc, x) -> if(x >= acc + ${fromFirst}, x, acc), ${seen}, ${seen}[1])`,
  );
  const start = `if(isNull(${number}), NULL, ${first})`;
  return isTime ? sqlOf(datetimeOf(scope.bindSql(start)), 'datetime') : sqlOf(start, value.type);
}
