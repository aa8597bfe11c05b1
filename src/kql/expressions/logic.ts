import { convert } from '../convert.ts';
import type { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import { sqlOf, type Sql } from '../types.ts';

export function and(node: Node, scope: Scope): Sql {
  return joined(node, 'AND', scope);
}

export function or(node: Node, scope: Scope): Sql {
  return joined(node, 'OR', scope);
}

/** Long chains are flattened, so that a thousand terms do not nest a thousand deep. */
function joined(node: Node, word: 'AND' | 'OR', scope: Scope): Sql {
  const terms = chain(node, node.variant).map((term) => condition(term, scope));
  return sqlOf(
    `(${terms.map(({ sql }) => sql).join(` ${word} `)})`,
    'bool',
    terms.some(({ nullable }) => nullable),
  );
}

function chain(node: Node, variant: string): Node[] {
  const found: Node[] = [];
  let left = node;
  while (left.kind === 'BinaryExpression' && left.variant === variant) {
    found.push(left.need('Right'));
    left = left.need('Left');
  }
  return [left, ...found.toReversed()];
}

/** A value that is asked whether it is true. */
export function condition(node: Node, scope: Scope): Sql {
  return convert(scope.scalar(node), 'bool', scope);
}
