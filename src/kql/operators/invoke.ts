import type { Operator } from './operator.ts';

/** `T | invoke f(x)`: f(T, x). */
export const invoke: Operator = (node, input, context) =>
  context.invoke(node.need('Function'), input);
