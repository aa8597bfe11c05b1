import { arithmetic, isArithmetic, negated } from './expressions/arithmetic.ts';
import { between } from './expressions/between.ts';
import { call } from './expressions/call.ts';
import { comparison, isComparison } from './expressions/compare.ts';
import { dynamicLiteral } from './expressions/dynamic-literal.ts';
import { literal, text } from './expressions/literal.ts';
import { and, or } from './expressions/logic.ts';
import { hasTerms, membership } from './expressions/membership.ts';
import { pathExpression } from './expressions/path.ts';
import { isTextMatch, textMatch } from './expressions/text-match.ts';
import { toScalar } from './expressions/to-scalar.ts';
import type { Scope } from './scope.ts';
import type { Node } from './syntax.ts';
import type { Sql } from './types.ts';

/** SQL of a scalar expression in the scope of one relation's columns. */
export function scalar(node: Node, scope: Scope): Sql {
  switch (node.kind) {
    case 'LiteralExpression':
      return literal(node);
    case 'CompoundStringLiteralExpression':
      return text(
        node
          .list('Tokens')
          .map((token) => token.tokenText)
          .join(''),
      );
    case 'DynamicExpression':
      return dynamicLiteral(node);
    case 'NameReference':
      return named(node, scope);
    case 'ParenthesizedExpression':
      return scope.scalar(node.need('Expression'));
    case 'SimpleNamedExpression':
      return scope.scalar(node.need('Expression'));
    case 'PathExpression':
    case 'ElementExpression':
      return pathExpression(node, scope);
    case 'PrefixUnaryExpression':
      return negated(node, scope);
    case 'BinaryExpression':
      return binary(node, scope);
    case 'InExpression':
      return membership(node, scope);
    case 'HasAnyExpression':
    case 'HasAllExpression':
      return hasTerms(node, scope);
    case 'BetweenExpression':
      return between(node, scope);
    case 'FunctionCallExpression':
      return call(node, scope);
    case 'TypeOfLiteralExpression':
      return text(node.typeOf ?? node.refuse('This type is not supported.'));
    case 'ToScalarExpression':
      return toScalar(node, scope);
    default:
      return node.refuse(`${node.kind} is not supported in an expression.`);
  }
}

function binary(node: Node, scope: Scope): Sql {
  const { variant } = node;
  if (variant === 'AndExpression') return and(node, scope);
  if (variant === 'OrExpression') return or(node, scope);
  if (isArithmetic(variant)) return arithmetic(node, scope);
  if (isComparison(variant)) return comparison(node, scope);
  if (isTextMatch(variant)) return textMatch(node, scope);
  return node.refuse(`${variant} is not supported.`);
}

function named(node: Node, scope: Scope): Sql {
  const column = scope.column(node.name);
  if (column !== undefined && node.symbolKind === 'ColumnSymbol') return column;
  const binding = scope.context.binding(node.name);
  if (binding?.kind === 'scalar') return binding.value(scope);
  if (column !== undefined) return column;
  return node.refuse(`${node.name} is not known here.`);
}
