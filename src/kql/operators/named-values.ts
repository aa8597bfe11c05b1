import type { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import type { Sql } from '../types.ts';

/** One value of a list such as that of extend or project, and the name that is written for it. */
export interface NamedValue {
  readonly node: Node;
  /** undefined where Kusto makes one up: Column1 … */
  readonly name: string | undefined;
  readonly value: Sql;
}

/** The values of a list of expressions. `(a, b) = f()` gives several. */
export function namedValues(expressions: readonly Node[], scope: Scope): readonly NamedValue[] {
  return expressions.flatMap((node) => {
    if (node.kind === 'CompoundNamedExpression') return compound(node, scope);
    return [{ node, name: node.resultName, value: scope.scalar(valueNode(node)) }];
  });
}

/** What is named: the right side of `name = value`. */
export function valueNode(node: Node): Node {
  return node.kind === 'SimpleNamedExpression' ? node.need('Expression') : node;
}

function compound(node: Node, _scope: Scope): readonly NamedValue[] {
  return node.refuse('A list of names before "=" is not supported here.');
}
