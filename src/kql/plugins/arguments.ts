import type { Node } from '../syntax.ts';

/** An argument that must be there. */
export function need(call: Node, place: number): Node {
  return call.argumentNodes[place] ?? call.refuse(`It needs ${place + 1} arguments.`);
}

/** Splits arguments into those without a name and those with one: `return_unmatched = true`. */
export function byKind(call: Node): {
  readonly positional: readonly Node[];
  readonly named: ReadonlyMap<string, Node>;
} {
  const named = call.argumentNodes.filter(({ kind }) => kind === 'SimpleNamedExpression');
  return {
    positional: call.argumentNodes.filter(({ kind }) => kind !== 'SimpleNamedExpression'),
    named: new Map(named.map((node) => [node.need('Name').name, node.need('Expression')])),
  };
}
