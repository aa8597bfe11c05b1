import type { Binding, Context } from '../context.ts';
import { convert } from '../convert.ts';
import type { Relation } from '../relation.ts';
import { scalarFunctions } from '../functions/index.ts';
import { nameFunctions } from '../functions/schema.ts';
import type { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import { sqlOf, type Sql } from '../types.ts';

/** A call: of a let function, of an aggregate, or of a built-in function. */
export function call(node: Node, scope: Scope): Sql {
  const name = node.need('Name').name;
  const binding = scope.context.binding(name);
  if (binding?.kind === 'function') return userCall(node, binding, scope);
  const saved = (scope.context.options.functions ?? []).some((each) => each.name === name);
  if (saved) return userCall(node, undefined, scope);
  if (node.isAggregateCall && scope.aggregate !== undefined) return scope.aggregate(node);
  const byName = nameFunctions.get(name);
  if (byName !== undefined) return byName(node, scope);
  const rule = scalarFunctions.get(name) ?? node.refuse(`The function ${name}() is not supported.`);
  const type = node.scalarType ?? 'dynamic';
  const args = node.argumentNodes.map((argument) => scope.scalar(argument));
  const result = rule({ node, name, args, type, scope });
  return typeof result === 'string' ? sqlOf(result, type) : result;
}

/** The body of a let function, translated where it is called, with its arguments computed once. */
function userCall(
  node: Node,
  binding: (Binding & { readonly kind: 'function' }) | undefined,
  scope: Scope,
): Sql {
  const body = node.calledBody() ?? node.refuse('The body of this function cannot be analysed.');
  const context = callContext(node, binding?.context ?? scope.context, scope);
  return scope.context.body(body, context, scope);
}

/** What names mean inside a called function: those around its definition, and its parameters.
 *  Arguments that are tables are translated when they are used. */
export function callContext(node: Node, defined: Context, scope: Scope, first?: Relation): Context {
  const parameters = node.calledParameters();
  const outside = scope.context;
  const names = parameters.map(({ name }) => name);
  const given = node.argumentsByParameter(first === undefined ? names : names.slice(1));
  return parameters.reduce((context, { name, type, defaultValue }, place) => {
    if (first !== undefined && place === 0) {
      return context.with(name, { kind: 'relation', relation: () => first, label: name });
    }
    const argument = given.get(name) ?? defaultValue;
    if (argument === undefined) return node.refuse(`The parameter ${name} is not given.`);
    if (argument.isTabular) {
      return context.with(name, {
        kind: 'relation',
        relation: () => outside.relation(argument),
        label: name,
      });
    }
    const value = scope.scalar(argument);
    const converted = type === undefined ? value : convert(value, type, scope);
    const bound = scope.bind(converted);
    return context.with(name, { kind: 'scalar', value: () => bound });
  }, defined);
}
