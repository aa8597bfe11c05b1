import type { Context } from '../context.ts';
import { convert } from '../convert.ts';
import { literal } from '../expressions/literal.ts';
import { nullLiteral, quote } from '../literals.ts';
import { orderKeys, unordered, type Relation, type RelationColumn } from '../relation.ts';
import { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import { engineType, isText, sqlOf, type Column, type Sql } from '../types.ts';
import type { Operator } from './operator.ts';

/** `scan declare (x: long = 0) with (step s: condition => x = s.x + y;)`: one step that carries values
 *  from row to row. Several steps are refused. */
export const scan: Operator = (node, input, context) => {
  const steps = node.list('Steps');
  const [step] = steps;
  if (step === undefined || steps.length > 1)
    return node.refuse('scan with several steps is not supported.');
  if (step.child('ScanStepOutput') !== undefined) step.refuse('output= is not supported.');
  const ordered = node.child('OrderByClause') ?? node.child('PartitionByClause');
  if (ordered !== undefined) ordered.refuse('Put sort before scan instead.');
  if (input.order === undefined)
    return node.refuse('scan needs rows in an order: put sort before.');
  if (node.parameters().size > 0) return node.refuse('with_match_id is not supported.');
  const declared = declarations(node, context);
  const state = stateColumns(step, declared, input);
  const matched = folded(step, declared, state, input, context);
  const columns = [...input.columns, ...declared.map(({ column }) => column)];
  return { ...matched, columns };
};

interface Declared {
  readonly column: RelationColumn;
  /** SQL of its value at the start */
  readonly initial: string;
}

function declarations(node: Node, context: Context): readonly Declared[] {
  return (node.child('DeclareClause')?.list('Declarations') ?? []).map((declaration) => {
    const written = declaration.need('NameAndType');
    const type = written.need('Type').typeName ?? written.refuse('This type is not supported.');
    const value = declaration.child('DefaultValue')?.need('Value');
    const initial =
      value === undefined
        ? nullLiteral(type)
        : convert(literalOf(value), type, context.constants()).sql;
    return { column: context.column(written.need('Name').name, sqlOf('', type)), initial };
  });
}

function literalOf(node: Node): Sql {
  return node.kind === 'LiteralExpression'
    ? literal(node)
    : node.refuse('A default must be a literal.');
}

/** What `s.x` reads: the declared columns, and columns of the row that matched last. */
function stateColumns(
  step: Node,
  declared: readonly Declared[],
  input: Relation,
): readonly Column[] {
  const read = new Set(namesReadFrom(step, step.need('Name').name));
  return [
    ...declared.map(({ column }) => column),
    ...input.columns.filter(({ name }) => read.has(name)),
  ];
}

function namesReadFrom(node: Node, stepName: string): readonly string[] {
  if (node.kind === 'PathExpression' && node.need('Expression').name === stepName) {
    return [node.need('Selector').name];
  }
  return node.children().flatMap((child) => namesReadFrom(child, stepName));
}

/** All rows in one array, folded from left to right: the state, and for each row what came of it. */
function folded(
  step: Node,
  declared: readonly Declared[],
  state: readonly Column[],
  input: Relation,
  context: Context,
): Relation {
  const [row, acc] = [context.fresh('r'), context.fresh('acc')];
  const cells = input.columns.map((column, place): RelationColumn => {
    return { ...column, sql: `tupleElement(${row}, ${place + 1})` };
  });
  const before = state.map(({ name, type }, place): RelationColumn => {
    return {
      name,
      type,
      sql: `tupleElement(tupleElement(${acc}, 1), ${place + 1})`,
      nullable: !isText(type),
    };
  });
  const { condition, assignments } = stepSql(step, declared, cells, before, context);
  const after = state.map(({ name, type }, place) => {
    const value =
      assignments.get(name) ??
      cells.find((cell) => cell.name === name)?.sql ??
      before[place]?.sql ??
      '';
    return `CAST(${value} AS ${engineType(type)})`;
  });
  const stateType = `Tuple(${state.map(({ type }) => engineType(type)).join(', ')})`;
  const outType = `Tuple(UInt8${declared.map(({ column }) => `, ${engineType(column.type)}`).join('')})`;
  const results = `tupleElement(${acc}, 2)`;
  const outputs = declared.map(
    ({ column }) =>
      `CAST(${assignments.get(column.name) ?? declared.find((each) => each.column.name === column.name)?.initial ?? ''} AS ${engineType(column.type)})`,
  );
  const made = `CAST(tuple(toUInt8(ifNull(${condition}, false))${outputs.map((each) => `, ${each}`).join('')}), ${quote(outType)})`;
  const next = `if(ifNull(${condition}, false), CAST(tuple(${after.join(', ')}), ${quote(stateType)}), tupleElement(${acc}, 1))`;
  const initialState = state.map(
    ({ name, type }) =>
      declared.find(({ column }) => column.name === name)?.initial ?? nullLiteral(type),
  );
  const start = `CAST(tuple(tuple(${initialState.join(', ')}), []), ${quote(`Tuple(${stateType}, Array(${outType}))`)})`;
  return unfolded(
    `arrayFold((${acc}, ${row}) -> tuple(${next}, arrayPushBack(${results}, ${made})), ROWS, ${start})`,
    declared,
    input,
    context,
  );
}

/** SQL of the condition and of each assignment; later ones see earlier ones. */
function stepSql(
  step: Node,
  declared: readonly Declared[],
  cells: readonly RelationColumn[],
  before: readonly RelationColumn[],
  context: Context,
) {
  const name = step.need('Name').name;
  const inner = context.with(name, { kind: 'record', columns: before });
  const current = new Map<string, RelationColumn>([
    ...cells.map((cell): [string, RelationColumn] => [cell.name, cell]),
    ...declared.map(({ column, initial }): [string, RelationColumn] => [
      column.name,
      { ...column, sql: initial },
    ]),
  ]);
  const scopeNow = () =>
    new Scope(inner, { from: '', columns: [...current.values()] }, { inLambda: true });
  const condition = convert(scopeNow().scalar(step.need('Condition')), 'bool', scopeNow()).sql;
  const assignments = new Map<string, string>();
  for (const assignment of step.child('ComputationClause')?.list('Assignments') ?? []) {
    const target = assignment.need('Name').name;
    const column = declared.find((each) => each.column.name === target)?.column;
    if (column === undefined) return assignment.refuse(`${target} is not declared.`);
    const scope = scopeNow();
    const value = convert(scope.scalar(assignment.need('Expression')), column.type, scope);
    assignments.set(target, value.sql);
    current.set(target, { ...column, sql: `(${value.sql})`, nullable: true });
  }
  return { condition, assignments };
}

/** Rows again: each with what the fold made of it, those that did not match left out. */
function unfolded(
  fold: string,
  declared: readonly Declared[],
  input: Relation,
  context: Context,
): Relation {
  const [rows, made, at] = [context.fresh('rows'), context.fresh('made'), context.fresh('at')];
  const list = input.columns.map(({ sql }) => sql).join(', ');
  const order = orderKeys(input.order ?? []);
  const numbered = `(SELECT *, row_number() OVER (ORDER BY ${order}) AS ${at} FROM ${input.from})`;
  const gathered = `(SELECT arrayMap(x -> tupleElement(x, 2), arraySort(x -> tupleElement(x, 1), groupArray(tuple(${at}, tuple(${list}))))) AS ${rows} FROM ${numbered})`;
  const scanned = `(SELECT ${rows}, tupleElement(${fold.replace('ROWS', rows)}, 2) AS ${made} FROM ${gathered})`;
  const places = `(SELECT ${rows}, ${made}, arrayJoin(arrayEnumerate(${rows})) AS ${at} FROM ${scanned})`;
  const cells = input.columns.map(
    ({ sql }, place) => `tupleElement(${rows}[${at}], ${place + 1}) AS ${sql}`,
  );
  const outputs = declared.map(
    ({ column }, place) => `tupleElement(${made}[${at}], ${place + 2}) AS ${column.sql}`,
  );
  const from = `(SELECT ${[...cells, ...outputs, at].join(', ')} FROM ${places} WHERE tupleElement(${made}[${at}], 1) = 1)`;
  return { ...unordered(from, []), order: [{ sql: at, descending: false, nullsFirst: true }] };
}
