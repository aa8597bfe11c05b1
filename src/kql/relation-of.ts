import type { Context } from './context.ts';
import { callContext } from './expressions/call.ts';
import { renamed } from './let-relation.ts';
import { operators, sources } from './operators/index.ts';
import type { Relation } from './relation.ts';
import { relationBody } from './statements.ts';
import { storedTable } from './stored-table.ts';
import type { Node } from './syntax.ts';

/** The relation that a tabular expression stands for. */
export function relationOf(node: Node, context: Context): Relation {
  switch (node.kind) {
    case 'ParenthesizedExpression':
      return relationOf(node.need('Expression'), context);
    case 'MaterializeExpression':
      return materialize(node, context);
    case 'PipeExpression':
      return piped(node, context);
    case 'NameReference':
      return named(node, node.name, context);
    case 'FunctionCallExpression':
      return called(node, context);
    default: {
      const source = sources[node.kind] ?? node.refuse(`${node.kind} is not supported as a table.`);
      return source(node, context);
    }
  }
}

function piped(node: Node, context: Context): Relation {
  return applied(node.need('Operator'), relationOf(node.need('Expression'), context), context);
}

function applied(operator: Node, input: Relation, context: Context): Relation {
  const rule = operators[operator.kind] ?? operator.refuse(`${operator.kind} is not supported.`);
  if (input.within !== undefined && !APART.has(operator.kind)) {
    return operator.refuse(`${operator.kind} is not supported inside mv-apply and partition.`);
  }
  return rule(operator, input, context);
}

/** A pipeline whose first operator has no source of its own: it reads `input`. */
export function subquery(node: Node, input: Relation, context: Context): Relation {
  return node.kind === 'PipeExpression'
    ? applied(node.need('Operator'), subquery(node.need('Expression'), input, context), context)
    : applied(node, input, context);
}

/** Operators that keep many tables at once apart. */
const APART = new Set([
  'ExtendOperator',
  'FilterOperator',
  'MvExpandOperator',
  'ParseOperator',
  'ParseWhereOperator',
  'ProjectAwayOperator',
  'ProjectKeepOperator',
  'ProjectOperator',
  'ProjectRenameOperator',
  'ProjectReorderOperator',
  'SerializeOperator',
  'SortOperator',
  'SummarizeOperator',
  'TakeOperator',
  'TopOperator',
]);

function named(node: Node, name: string, context: Context): Relation {
  const binding = context.binding(name);
  return binding?.kind === 'relation' ? binding.relation() : table(name, node, context);
}

export function table(name: string, node: Node, context: Context): Relation {
  const found = context.options.tables.find((each) => each.name === name);
  return found === undefined
    ? node.refuse(`There is no table ${name}.`)
    : storedTable(found, context);
}

function materialize(node: Node, context: Context): Relation {
  const relation = relationOf(node.need('Expression'), context);
  const columns = [...new Set(relation.columns.map(({ sql }) => sql))];
  const name = context.cte('m', `SELECT ${columns.join(', ')} FROM ${relation.from}`, true);
  return renamed(relation, name, context);
}

/** `table("name")`, or a let function that yields a table. */
function called(node: Node, context: Context): Relation {
  const name = node.need('Name').name;
  if (name === 'table') {
    const [first] = node.argumentNodes;
    const value = first === undefined ? undefined : context.constants().scalar(first).value;
    if (typeof value !== 'string') return node.refuse('The name of a table must be a constant.');
    return named(node, value, context);
  }
  return calledBody(node, context, undefined);
}

/** `T | invoke f(x)` is f(T, x). */
export function invoke(node: Node, input: Relation, context: Context): Relation {
  return calledBody(node, context, input);
}

function calledBody(node: Node, context: Context, first: Relation | undefined): Relation {
  const { name } = node.need('Name');
  const binding = context.binding(name);
  const body = node.calledBody();
  if (body === undefined) {
    return node.refuse(`The function ${name}() is not supported as a table.`);
  }
  const defined = binding?.kind === 'function' ? binding.context : context;
  return relationBody(body, callContext(node, defined, context.constants(), first));
}
