import type { Binding, Context } from './context.ts';
import type { Relation } from './relation.ts';
import type { Scope } from './scope.ts';
import type { Node } from './syntax.ts';
import type { Sql } from './types.ts';
import { letRelation } from './let-relation.ts';
import { withOption } from './query-options.ts';

export interface Block {
  readonly context: Context;
  /** the last expression */
  readonly result: Node;
}

/** The statements of a query: what they name, and the expression that is the result. */
export function queryBlock(root: Node, start: Context): Block {
  const statements = root.list('Statements');
  let context = start;
  let result: Node | undefined;
  for (const statement of statements) {
    if (statement.kind === 'ExpressionStatement') {
      if (result !== undefined) statement.refuse('Only one result is supported.');
      result = statement.need('Expression');
    } else {
      context = afterStatement(statement, context);
    }
  }
  return { context, result: result ?? root.refuse('There is no query.') };
}

/** The same for the body of a function. */
export function functionBlock(body: Node, start: Context): Block {
  const context = body
    .list('Statements')
    .reduce((before, statement) => afterStatement(statement, before), start);
  return { context, result: body.need('Expression') };
}

export function scalarBody(body: Node, context: Context, scope: Scope): Sql {
  const block = functionBlock(body, context);
  return scope.inside(block.context).scalar(block.result);
}

export function relationBody(body: Node, context: Context): Relation {
  const block = functionBlock(body, context);
  return block.context.relation(block.result);
}

function afterStatement(statement: Node, context: Context): Context {
  switch (statement.kind) {
    case 'LetStatement':
      return context.with(statement.need('Name').name, bindingOf(statement, context));
    case 'SetOptionStatement':
      return withOption(statement, context);
    case 'PatternStatement':
      return context.with(statement.need('Name').name, {
        kind: 'pattern',
        context,
        declared: statement,
      });
    default:
      return statement.refuse(`A ${statement.kind} is not supported.`);
  }
}

/** Tables and scalars of a let are translated when they are first used. */
function bindingOf(statement: Node, context: Context): Binding {
  const value = statement.need('Expression');
  const name = statement.need('Name').name;
  if (value.kind === 'FunctionDeclaration') return { kind: 'function', context, declared: value };
  if (value.isTabular) {
    return { kind: 'relation', relation: letRelation(value, context, name), label: name };
  }
  return {
    kind: 'scalar',
    value: (scope) => scope.once(value, () => scope.inside(context).scalar(value)),
  };
}
