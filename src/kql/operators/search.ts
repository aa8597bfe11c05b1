import { convert } from '../convert.ts';
import { compared } from '../expressions/compare.ts';
import { hasPrefix, hasSuffix, hasTerm } from '../expressions/term.ts';
import { quote } from '../literals.ts';
import { unordered, type Relation } from '../relation.ts';
import type { Context } from '../context.ts';
import type { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import { isText, sqlOf, type Column, type Sql } from '../types.ts';
import type { Operator, Source } from './operator.ts';
import { stacked } from './union.ts';

/** `T | search "term" and column: "term"`: a term is sought in all columns of text. */
export const search: Operator = (node, input, context) => {
  const found = matching(node, input, context);
  return stacked([{ relation: found, label: 'search_arg0' }], columnsOf(node), '$table', context);
};

/** `search in (A, B) "term"`: in several tables, or in all. */
export const searchSource: Source = (node, context) => {
  const written = node.child('InClause')?.list('Expressions');
  const tables =
    written?.map((each) => ({ name: each.name, relation: () => context.relation(each) })) ??
    [...context.views, ...context.options.tables.map(({ name }) => name)].map((name) => {
      return { name, relation: () => context.table(name, node) };
    });
  const parts = tables.map(({ name, relation }) => {
    return { relation: matching(node, relation(), context), label: name };
  });
  if (parts.length === 0) return node.refuse('There is no table to search in.');
  return stacked(parts, columnsOf(node), '$table', context);
};

function columnsOf(node: Node): readonly Column[] {
  return node.columns ?? node.refuse('The columns of this search are not known.');
}

/** The rows of a relation that the condition holds for. */
function matching(node: Node, input: Relation, context: Context): Relation {
  const caseSensitive = node.parameters().get('kind')?.text === 'case_sensitive';
  const scope = context.scope(input);
  const sql = test(node.need('Condition'), caseSensitive, scope);
  return unordered(`(SELECT * FROM ${scope.source()} WHERE ${sql})`, input.columns);
}

function test(node: Node, caseSensitive: boolean, scope: Scope): string {
  switch (node.kind) {
    case 'ParenthesizedExpression':
      return test(node.need('Expression'), caseSensitive, scope);
    case 'LiteralExpression':
    case 'CompoundStringLiteralExpression':
      if (node.variant.includes('String')) return anywhere(node, caseSensitive, scope);
      break;
    case 'FunctionCallExpression': {
      const [inner] = node.argumentNodes;
      if (node.need('Name').name === 'not' && inner !== undefined) {
        return `(NOT ${test(inner, caseSensitive, scope)})`;
      }
      break;
    }
    case 'BinaryExpression':
      if (node.variant === 'AndExpression' || node.variant === 'OrExpression') {
        const word = node.variant === 'AndExpression' ? 'AND' : 'OR';
        const [left, right] = [node.need('Left'), node.need('Right')];
        return `(${test(left, caseSensitive, scope)} ${word} ${test(right, caseSensitive, scope)})`;
      }
      if (node.variant === 'SearchExpression') return inColumn(node, caseSensitive, scope);
      break;
    default:
  }
  return `ifNull(${convert(scope.scalar(node), 'bool', scope).sql}, false)`;
}

/** A term in any column of text: all of them are searched as one, a line each. */
function anywhere(node: Node, caseSensitive: boolean, scope: Scope): string {
  const texts = scope.relation.columns
    .filter(({ type }) => isText(type) || type === 'dynamic')
    .map((column) => convert(column, 'string', scope).sql);
  if (texts.length === 0) return 'false';
  const all = scope.bindSql(`concat('', ${texts.join(`, '\\n', `)})`);
  return termIn(sqlOf(all, 'string'), scope.scalar(node), caseSensitive, scope);
}

/** `column: term` */
function inColumn(node: Node, caseSensitive: boolean, scope: Scope): string {
  const column = scope.scalar(node.need('Left'));
  const term = scope.scalar(node.need('Right'));
  if (isText(column.type) || column.type === 'dynamic') {
    return termIn(column, term, caseSensitive, scope);
  }
  return compared('=', column, convert(term, column.type, scope), scope).sql;
}

/** Stars stand for anything: a* begins a term, *a ends one, *a* is anywhere. */
function termIn(column: Sql, term: Sql, caseSensitive: boolean, scope: Scope): string {
  const text = convert(column, 'string', scope);
  const written = typeof term.value === 'string' ? term.value : '';
  const plain = written.replaceAll(/^\*|\*$/gv, '');
  const sought: Sql = { sql: quote(plain), type: 'string', nullable: false, value: plain };
  const options = { caseSensitive, scope };
  const [open, close] = [written.startsWith('*'), written.length > 1 && written.endsWith('*')];
  if (plain.includes('*')) {
    const regex = plain
      .split('*')
      .map((part) => part.replaceAll(/[^\w\s]/gv, '\\$&'))
      .join('.*');
    return `match(${text.sql}, ${quote(`(?s${caseSensitive ? '' : 'i'})${regex}`)})`;
  }
  if (plain === '') return 'true';
  if (open && close) {
    const find = caseSensitive ? 'position' : 'positionCaseInsensitiveUTF8';
    return `${find}(${text.sql}, ${sought.sql}) > 0`;
  }
  if (open) return `(${hasSuffix(text, sought, options)})`;
  return `(${close ? hasPrefix(text, sought, options) : hasTerm(text, sought, options)})`;
}
