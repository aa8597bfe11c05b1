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

/** The values of a list of expressions. A function that yields several gives that many; `(a, b) = f()`
 *  names the first of them. */
export function namedValues(expressions: readonly Node[], scope: Scope): readonly NamedValue[] {
  return expressions.flatMap((node) => {
    const compound = node.kind === 'CompoundNamedExpression';
    const value = scope.scalar(compound ? node.need('Expression') : valueNode(node));
    if (!compound && value.tuple === undefined) return [{ node, name: node.resultName, value }];
    const names = compound
      ? node
          .need('Names')
          .list('Names')
          .map(({ name }) => name)
      : [node.kind === 'SimpleNamedExpression' ? node.resultName : undefined];
    return (value.tuple ?? [value]).map((part, place) => ({
      node,
      name: names[place],
      value: part,
    }));
  });
}

/** What is named: the right side of `name = value`. */
export function valueNode(node: Node): Node {
  return node.kind === 'SimpleNamedExpression' ? node.need('Expression') : node;
}
