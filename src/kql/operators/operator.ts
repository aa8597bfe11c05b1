import type { Context } from '../context.ts';
import type { Relation } from '../relation.ts';
import type { Node } from '../syntax.ts';

/** What stands behind a pipe: makes a relation of the one before it. */
export type Operator = (node: Node, input: Relation, context: Context) => Relation;

/** What begins a query: a relation out of nothing. */
export type Source = (node: Node, context: Context) => Relation;
