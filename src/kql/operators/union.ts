import type { Context } from '../context.ts';
import { nullLiteral, quote } from '../literals.ts';
import { unordered, type Relation, type RelationColumn } from '../relation.ts';
import type { Node } from '../syntax.ts';
import { engineType, isText, type Column } from '../types.ts';
import type { Operator, Source } from './operator.ts';

/** `A | union B, C`. */
export const union: Operator = (node, input, context) => united(node, [input], context);

/** `union A, B`. */
export const unionSource: Source = (node, context) => united(node, [], context);

function united(node: Node, before: readonly Relation[], context: Context): Relation {
  const parameters = node.parameters();
  const withSource = parameters.get('withsource') ?? parameters.get('with_source');
  const fuzzy = parameters.get('isfuzzy')?.text.toLowerCase() === 'true';
  const operands = node
    .list('Expressions')
    .filter((expression) => !(fuzzy && isUnknown(expression, context)))
    .flatMap((expression) => operandsOf(expression, context));
  const labelled = [...before.map((relation) => ({ relation, label: undefined })), ...operands];
  return stacked(
    labelled.map(({ relation, label }, place) => ({
      relation,
      label: label ?? `union_arg${place}`,
    })),
    kept(node, labelled, withSource?.name),
    withSource?.name,
    context,
  );
}

/** The columns that come out: with kind=inner only those that all tables have, which the analyser does not
 *  know. */
function kept(
  node: Node,
  parts: readonly { readonly relation: Relation }[],
  source: string | undefined,
): readonly Column[] {
  const all = node.columns ?? node.refuse('The columns of this union are not known.');
  if (node.parameters().get('kind')?.text.toLowerCase() !== 'inner') return all;
  return all.filter(
    ({ name, type }) =>
      name === source ||
      parts.every(({ relation }) =>
        relation.columns.some((column) => column.name === name && column.type === type),
      ),
  );
}

/** The rows of several relations under the same columns; what a relation lacks is null.
 *  @param source name of the column that says where a row is from */
export function stacked(
  parts: readonly { readonly relation: Relation; readonly label: string }[],
  wanted: readonly Column[],
  source: string | undefined,
  context: Context,
): Relation {
  const columns = wanted.map((column) =>
    context.column(column.name, { sql: '', type: column.type, nullable: !isText(column.type) }),
  );
  const lists = context.columnLists(
    columns.map((column) => ({
      name: column.sql,
      sql: parts.map(({ relation, label }) =>
        column.name === source ? quote(label) : cellOf(column, relation),
      ),
    })),
    parts.length,
  );
  const selects = parts.map(
    ({ relation }, place) => `SELECT ${lists[place] ?? ''} FROM ${relation.from}`,
  );
  return unordered(`(${selects.join(' UNION ALL ')})`, columns);
}

interface Operand {
  readonly relation: Relation;
  /** what withsource says; undefined = by its place */
  readonly label: string | undefined;
}

/** A table, a query, or all tables whose names fit a wildcard. */
function operandsOf(expression: Node, context: Context): readonly Operand[] {
  if (expression.kind === 'NameReference' && expression.name.includes('*')) {
    const fits = new RegExp(
      `^${expression.name.replaceAll(/[^\w*]/gv, '\\$&').replaceAll('*', '.*')}$`,
      'v',
    );
    return context.options.tables
      .filter(({ name }) => fits.test(name))
      .map(({ name }) => ({ relation: context.table(name, expression), label: name }));
  }
  const named = lastOperator(expression);
  if (named?.kind === 'AsOperator') {
    return [{ relation: context.relation(expression), label: named.need('Name').name }];
  }
  const isTable =
    expression.kind === 'NameReference' &&
    expression.symbolKind === 'TableSymbol' &&
    context.binding(expression.name) === undefined;
  return [{ relation: context.relation(expression), label: isTable ? expression.name : undefined }];
}

/** The column of that name and type, or of the name without the type that was put behind it. */
function cellOf(column: Column, relation: Relation): string {
  const found =
    relation.columns.find(({ name, type }) => name === column.name && type === column.type) ??
    relation.columns.find(
      ({ name, type }) => `${name}_${type}` === column.name && type === column.type,
    );
  return found === undefined ? nullLiteral(column.type) : typed(found);
}

function typed(column: RelationColumn): string {
  return isText(column.type) ? column.sql : `CAST(${column.sql} AS ${engineType(column.type)})`;
}

/** The operator at the end of a query in parentheses. */
function lastOperator(node: Node): Node | undefined {
  if (node.kind === 'ParenthesizedExpression') return lastOperator(node.need('Expression'));
  return node.kind === 'PipeExpression' ? node.need('Operator') : undefined;
}

/** Does a query begin with a table that does not exist? A fuzzy union goes on without it. */
function isUnknown(node: Node, context: Context): boolean {
  if (node.kind === 'ParenthesizedExpression' || node.kind === 'PipeExpression') {
    return isUnknown(node.need('Expression'), context);
  }
  return (
    node.kind === 'NameReference' &&
    node.symbolKind === undefined &&
    context.binding(node.name) === undefined
  );
}
