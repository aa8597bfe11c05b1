import type { Operator } from './operator.ts';

/** Operators that change nothing of the rows: `render`, `consume`. */
export const same: Operator = (_node, input) => input;
