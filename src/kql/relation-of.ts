import type { Binding, Context } from './context.ts';
import { callContext } from './expressions/call.ts';
import { sharedRelation } from './let-relation.ts';
import { operators, sources } from './operators/index.ts';
import { calledPattern, patternRelation } from './patterns.ts';
import { inTimeScope } from './query-options.ts';
import type { Relation } from './relation.ts';
import { relationBody } from './statements.ts';
import { storedTable } from './stored-table.ts';
import type { Node } from './syntax.ts';
import { textRows } from './text-rows.ts';

/** The relation that a tabular expression stands for. */
export function relationOf(node: Node, context: Context): Relation {
  const pattern = calledPattern(node, context);
  if (pattern !== undefined) return patternRelation(pattern, node, context);
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
      const source =
        sources[node.kind] ?? node.refuse(`${spoken(node.kind)} is not supported as a table.`);
      return source(node, context);
    }
  }
}

/** Operators from left to right; `as X` makes a name that those to its right may use. */
function piped(node: Node, context: Context): Relation {
  return pipeline(node, context).relation;
}

interface Piped {
  readonly relation: Relation;
  readonly context: Context;
}

function pipeline(node: Node, context: Context): Piped {
  if (node.kind !== 'PipeExpression') return { relation: relationOf(node, context), context };
  const before = pipeline(node.need('Expression'), context);
  const operator = node.need('Operator');
  if (operator.kind === 'AsOperator') return remembered(operator, before);
  return { ...before, relation: applied(operator, before.relation, before.context) };
}

function remembered(operator: Node, { relation, context }: Piped): Piped {
  const { name } = operator.need('Name');
  const shared = sharedRelation(relation, name, false, context);
  const binding: Binding = { kind: 'relation', relation: shared, label: name };
  return { relation: shared(), context: context.with(name, binding) };
}

function applied(operator: Node, input: Relation, context: Context): Relation {
  const rule =
    operators[operator.kind] ?? operator.refuse(`${spoken(operator.kind)} is not supported.`);
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
  'MvApplyOperator',
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
  if (binding?.kind === 'relation') return binding.relation();
  // A view: a function without parameters, named without parentheses.
  if (binding?.kind === 'function')
    return relationBody(binding.declared.need('Body'), binding.context);
  return table(name, node, context);
}

/** A view or a stored table by its name. */
export function table(name: string, node: Node, context: Context): Relation {
  const binding = context.binding(name);
  if (binding?.kind === 'function' && context.views.includes(name)) {
    return relationBody(binding.declared.need('Body'), binding.context);
  }
  const found = context.options.tables.find((each) => each.name === name);
  return found === undefined
    ? node.refuse(`There is no table ${name}.`)
    : inTimeScope(storedTable(found, context), context);
}

function materialize(node: Node, context: Context): Relation {
  const relation = relationOf(node.need('Expression'), context);
  return sharedRelation(relation, 'materialized', true, context)();
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
  if (name === '_GetWatchlist') return watchlist(node, context);
  const binding = context.binding(name);
  const body = node.calledBody();
  if (body === undefined) {
    return node.refuse(`The function ${name}() is not supported as a table.`);
  }
  const defined = binding?.kind === 'function' ? binding.context : context;
  return relationBody(body, callContext(node, defined, context.constants(), first));
}

function watchlist(node: Node, context: Context): Relation {
  const [argument] = node.argumentNodes;
  const name = argument === undefined ? undefined : context.noRows().scalar(argument).value;
  const found = (context.options.watchlists ?? []).find((each) => each.name === name);
  if (found === undefined) return node.refuse(`There is no watch list ${String(name)}.`);
  const columns = found.columns.map((column) => ({ name: column, type: 'string' as const }));
  return textRows(columns, found.rows, context);
}

/** 'ForkOperator', 'ReduceByOperator' to a person: the operator fork, reduce. */
function spoken(kind: string): string {
  const name = /^(.*?)(?:By)?Operator$/.exec(kind)?.[1];
  return name === undefined ? kind : `The operator ${name.toLowerCase()}`;
}
