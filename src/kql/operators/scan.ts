import type { Context } from '../context.ts';
import { convert } from '../convert.ts';
import { literal } from '../expressions/literal.ts';
import { nullLiteral, quote } from '../literals.ts';
import { orderKeys, unordered, type Relation, type RelationColumn } from '../relation.ts';
import { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import { engineType, isText, sqlOf, type Sql } from '../types.ts';
import type { Operator } from './operator.ts';

/** `scan with_match_id=m declare (x: long = 0) with (step a: … => x = a.x + y; step b: …;)`: the rows in
 *  their order against each step, the last step first. A step that follows an active one takes its
 *  state over; an active step is matched again. All rows are one array that the engine folds. */
export const scan: Operator = (node, input, context) => {
  const partitioned = node.child('OrderByClause') ?? node.child('PartitionByClause');
  if (partitioned !== undefined) partitioned.refuse('Put sort before scan instead.');
  const { order } = input;
  if (order === undefined) return node.refuse('scan needs rows in an order: put sort before.');
  const matchName = node.parameters().get('with_match_id')?.name;
  const plan = planOf(node, input, context);
  const matchId = context.column(matchName ?? 'match_id', sqlOf('', 'long', false));
  const relation = unfolded(plan, matchId, order.length === 0 ? '' : orderKeys(order), input);
  const declared = plan.declared.map(({ column }) => column);
  const columns = [...input.columns, ...declared, ...(matchName === undefined ? [] : [matchId])];
  return { ...relation, columns };
};

interface Declared {
  readonly column: RelationColumn;
  /** SQL of its value before anything matched */
  readonly initial: string;
}

/** What is kept of one step: values that some step reads as `step.column`. */
interface Kept {
  readonly name: string;
  readonly columns: readonly RelationColumn[];
}

interface Plan {
  readonly context: Context;
  readonly steps: readonly Node[];
  readonly declared: readonly Declared[];
  readonly cells: readonly RelationColumn[];
  readonly kept: readonly Kept[];
  /** name of the lambda's row */
  readonly row: string;
}

function planOf(node: Node, input: Relation, context: Context): Plan {
  const steps = node.list('Steps');
  const declared = (node.child('DeclareClause')?.list('Declarations') ?? []).map((each) =>
    declarationOf(each, context),
  );
  const row = context.fresh('r');
  const cells = input.columns.map((column, place): RelationColumn => {
    const { path: _, ...plain } = column;
    return { ...plain, sql: `tupleElement(${row}, ${place + 2})` };
  });
  const kept = steps.map((step): Kept => {
    const name = step.need('Name').name;
    const read = new Set(steps.flatMap((each) => namesReadFrom(each, name)));
    const all = [...declared.map(({ column }) => column), ...input.columns];
    return { name, columns: all.filter((column) => read.has(column.name)) };
  });
  return { context, steps, declared, cells, kept, row };
}

function declarationOf(declaration: Node, context: Context): Declared {
  const written = declaration.need('NameAndType');
  const type = written.need('Type').typeName ?? written.refuse('This type is not supported.');
  const value = declaration.child('DefaultValue')?.need('Value');
  const initial =
    value === undefined
      ? nullLiteral(type)
      : convert(literalOf(value), type, context.constants()).sql;
  return { column: context.column(written.need('Name').name, sqlOf('', type)), initial };
}

function literalOf(node: Node): Sql {
  return node.kind === 'LiteralExpression'
    ? literal(node)
    : node.refuse('A default must be a literal.');
}

function namesReadFrom(node: Node, stepName: string): readonly string[] {
  if (node.kind === 'PathExpression' && node.need('Expression').name === stepName) {
    return [node.need('Selector').name];
  }
  return node.children().flatMap((child) => namesReadFrom(child, stepName));
}

/** The state of a step: is it active, the number of its match, then for each step up to it what is kept. */
function stateType({ kept }: Plan, step: number): string {
  const parts = kept.slice(0, step + 1).map(({ columns }) => valuesType(columns));
  return `Tuple(UInt8, Int64, ${parts.join(', ')})`;
}

function valuesType(columns: readonly RelationColumn[]): string {
  return `Tuple(UInt8${columns.map(({ type }) => `, ${engineType(type)}`).join('')})`;
}

function outputType({ declared }: Plan): string {
  return `Tuple(UInt64, Int64${declared.map(({ column }) => `, ${engineType(column.type)}`).join('')})`;
}

/** `body` with a name for the value of `sql`: the engine has no let inside a lambda. */
function bound(name: string, sql: string, body: string): string {
  return `arrayElement(arrayMap(${name} -> ${body}, [${sql}]), 1)`;
}

/** One row against all steps, from the last to the first. `states` are names of the states; `out` and
 *  `next` of the matches so far and of the next match's number. @returns SQL of the accumulator */
function matched(
  plan: Plan,
  step: number,
  states: readonly string[],
  out: string,
  next: string,
): string {
  if (step < 0) return `tuple(${states.join(', ')}, ${next}, ${out})`;
  const { context } = plan;
  const own = states[step] ?? '';
  const before = step === 0 ? undefined : states[step - 1];
  const isActive = `tupleElement(${own}, 1) = 1`;
  const emptied = emptyState(plan, step);
  // From the step before, or for the first step from nothing; else once more from itself.
  const source =
    before === undefined
      ? `if(${isActive}, ${own}, CAST(tuple(toUInt8(1), ${next}, ${initialValues(plan, 0)}), ${quote(stateType(plan, 0))}))`
      : undefined;
  const [made, hit, takes] = [context.fresh('made'), context.fresh('hit'), context.fresh('takes')];
  const fromSelf = source ?? own;
  const promoted = before === undefined ? undefined : promotedState(plan, step, before);
  const takesSql =
    promoted === undefined
      ? 'toUInt8(0)'
      : `toUInt8(tupleElement(${before ?? ''}, 1) = 1 AND ${conditionIn(plan, step, promoted)})`;
  const stays = before === undefined ? 'true' : isActive;
  const hitSql = `toUInt8(${takes} = 1 OR (${stays} AND ${conditionIn(plan, step, fromSelf)}))`;
  const base = promoted === undefined ? fromSelf : `if(${takes} = 1, ${promoted}, ${fromSelf})`;
  const madeSql = `if(${hit} = 1, ${base}, ${emptied})`;
  const after = context.fresh('state');
  const afterSql = `if(${hit} = 1, ${assignedState(plan, step, made)}, ${own})`;
  const shown = isShown(plan, step);
  const [outs, count, cleared] = [
    context.fresh('out'),
    context.fresh('next'),
    context.fresh('state'),
  ];
  const outSql = shown
    ? `if(${hit} = 1, arrayPushBack(${out}, ${outputRow(plan, step, made)}), ${out})`
    : out;
  const countSql =
    before === undefined ? `if(${hit} = 1 AND NOT (${isActive}), ${next} + 1, ${next})` : next;
  const clearedSql =
    before === undefined ? '' : `if(${takes} = 1, ${emptyState(plan, step - 1)}, ${before})`;
  const later = states.map((state, place) =>
    place === step ? after : place === step - 1 ? cleared : state,
  );
  const rest = matched(plan, step - 1, later, outs, count);
  const withCleared = before === undefined ? rest : bound(cleared, clearedSql, rest);
  return bound(
    takes,
    takesSql,
    bound(
      hit,
      hitSql,
      bound(
        made,
        madeSql,
        bound(after, afterSql, bound(outs, outSql, bound(count, countSql, withCleared))),
      ),
    ),
  );
}

function isShown({ steps }: Plan, step: number): boolean {
  const output = steps[step]?.child('ScanStepOutput')?.text.replace(/^output\s*=\s*/v, '') ?? 'all';
  if (output === 'last') steps[step]?.refuse('output=last is not supported.');
  return output !== 'none';
}

function initialValues({ kept, declared }: Plan, step: number): string {
  const values = (kept[step]?.columns ?? []).map(({ name, type }) => {
    const found = declared.find(({ column }) => column.name === name);
    return `CAST(${found?.initial ?? nullLiteral(type)} AS ${engineType(type)})`;
  });
  return `tuple(${['toUInt8(0)', ...values].join(', ')})`;
}

function emptyState(plan: Plan, step: number): string {
  const values = plan.kept.slice(0, step + 1).map((_, place) => initialValues(plan, place));
  return `CAST(tuple(toUInt8(0), toInt64(0), ${values.join(', ')}), ${quote(stateType(plan, step))})`;
}

/** The state of the step before, as the beginning of this one's. */
function promotedState(plan: Plan, step: number, before: string): string {
  const values = plan.kept
    .slice(0, step)
    .map((_, place) => `tupleElement(${before}, ${place + 3})`);
  return `CAST(tuple(toUInt8(1), tupleElement(${before}, 2), ${[...values, initialValues(plan, step)].join(', ')}), ${quote(stateType(plan, step))})`;
}

/** Scope of a step's expressions: the row, the declared columns as they were given, `step.column` in
 *  `state`. `given` are values that this step has assigned already. */
function scopeOf(
  plan: Plan,
  step: number,
  state: string,
  given: ReadonlyMap<string, string>,
): Scope {
  const context = plan.kept.slice(0, step + 1).reduce(
    (known, { name, columns }, place) =>
      known.with(name, {
        kind: 'record',
        columns: columns.map((column, at) => ({
          name: column.name,
          type: column.type,
          sql: `tupleElement(tupleElement(${state}, ${place + 3}), ${at + 2})`,
          nullable: !isText(column.type),
        })),
      }),
    plan.context,
  );
  const declared = plan.declared.map(({ column, initial }) => {
    const value = given.get(column.name);
    return {
      ...column,
      sql: value === undefined ? initial : `(${value})`,
      nullable: !isText(column.type),
    };
  });
  return new Scope(
    context,
    { from: '', columns: [...plan.cells, ...declared] },
    { inLambda: true },
  );
}

function conditionIn(plan: Plan, step: number, state: string): string {
  const scope = scopeOf(plan, step, state, new Map());
  const condition = plan.steps[step]?.need('Condition');
  if (condition === undefined) return 'false';
  return `ifNull(${convert(scope.scalar(condition), 'bool', scope).sql}, false)`;
}

/** What the step assigns, each value as SQL; later assignments see earlier ones. */
function assignments(plan: Plan, step: number, state: string): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  const clause = plan.steps[step]?.child('ComputationClause');
  for (const assignment of clause?.list('Assignments') ?? []) {
    const { name } = assignment.need('Name');
    const target = plan.declared.find(({ column }) => column.name === name)?.column;
    if (target === undefined) return assignment.refuse(`${name} is not declared.`);
    const scope = scopeOf(plan, step, state, given);
    given.set(name, convert(scope.scalar(assignment.need('Expression')), target.type, scope).sql);
  }
  return given;
}

/** The state with the row's values in the place of this step's. */
function assignedState(plan: Plan, step: number, state: string): string {
  const given = assignments(plan, step, state);
  const own = (plan.kept[step]?.columns ?? []).map(({ name, type }) => {
    const cell = plan.cells.find((each) => each.name === name);
    const initial = plan.declared.find(({ column }) => column.name === name)?.initial;
    return `CAST(${given.get(name) ?? cell?.sql ?? initial ?? nullLiteral(type)} AS ${engineType(type)})`;
  });
  const before = plan.kept.slice(0, step).map((_, place) => `tupleElement(${state}, ${place + 3})`);
  const values = [...before, `tuple(${['toUInt8(1)', ...own].join(', ')})`];
  return `CAST(tuple(toUInt8(1), tupleElement(${state}, 2), ${values.join(', ')}), ${quote(stateType(plan, step))})`;
}

function outputRow(plan: Plan, step: number, state: string): string {
  const given = assignments(plan, step, state);
  const values = plan.declared.map(
    ({ column, initial }) =>
      `CAST(${given.get(column.name) ?? initial} AS ${engineType(column.type)})`,
  );
  const at = `toUInt64(tupleElement(${plan.row}, 1))`;
  return `CAST(tuple(${[at, `tupleElement(${state}, 2)`, ...values].join(', ')}), ${quote(outputType(plan))})`;
}

/** Rows again: one for each match. */
function unfolded(plan: Plan, matchId: RelationColumn, order: string, input: Relation): Relation {
  const { context, steps, declared, row } = plan;
  const [acc, rows, at, match] = ['acc', 'rows', 'at', 'match'].map((hint) => context.fresh(hint));
  if (acc === undefined || rows === undefined || at === undefined || match === undefined) {
    return steps[0]?.refuse('Names have run out.') ?? input;
  }
  const count = steps.length;
  const states = steps.map((_, place) => `tupleElement(${acc}, ${place + 1})`);
  const body = matched(
    plan,
    count - 1,
    states,
    `tupleElement(${acc}, ${count + 2})`,
    `tupleElement(${acc}, ${count + 1})`,
  );
  const empty = steps.map((_, place) => emptyState(plan, place));
  const accType = `Tuple(${[...steps.map((_, place) => stateType(plan, place)), 'Int64', `Array(${outputType(plan)})`].join(', ')})`;
  const start = `CAST(tuple(${empty.join(', ')}, toInt64(0), []), ${quote(accType)})`;
  const fold = `tupleElement(arrayFold((${acc}, ${row}) -> ${body}, ${rows}, ${start}), ${count + 2})`;
  const list = input.columns.map(({ sql }) => sql).join(', ');
  const numbered = `(SELECT *, row_number() OVER (${order === '' ? '' : `ORDER BY ${order}`}) AS ${at} FROM ${input.from})`;
  const gathered = `(SELECT arraySort(x -> tupleElement(x, 1), groupArray(tuple(${at}, ${list}))) AS ${rows} FROM ${numbered})`;
  const matches = `(SELECT ${rows}, arrayJoin(${fold}) AS ${match} FROM ${gathered})`;
  const cells = input.columns.map(
    ({ sql }, place) => `tupleElement(${rows}[tupleElement(${match}, 1)], ${place + 2}) AS ${sql}`,
  );
  const outputs = declared.map(
    ({ column }, place) => `tupleElement(${match}, ${place + 3}) AS ${column.sql}`,
  );
  const from = `(SELECT ${[...cells, ...outputs, `tupleElement(${match}, 2) AS ${matchId.sql}`, `tupleElement(${match}, 1) AS ${at}`].join(', ')} FROM ${matches})`;
  return { ...unordered(from, []), order: [{ sql: at, descending: false, nullsFirst: true }] };
}
