import type { Context } from '../context.ts';
import { convert } from '../convert.ts';
import { literal } from '../expressions/literal.ts';
import { quote } from '../literals.ts';
import { groupCount, regexOf } from '../regex.ts';
import type { Relation } from '../relation.ts';
import type { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import { isText, sqlOf, type KqlType, type Sql } from '../types.ts';
import { assigned } from './assign.ts';
import type { Operator } from './operator.ts';

type Kind = 'simple' | 'relaxed' | 'regex';

/** `parse`: a row that does not fit keeps its columns, the new ones are null. */
export const parse: Operator = (node, input, context) => {
  const { scope, values } = parsed(node, input, context);
  return assigned(node, values, scope, context);
};

/** `parse-where`: a row that does not fit is dropped. */
export const parseWhere: Operator = (node, input, context) => {
  const { scope, values, fits } = parsed(node, input, context);
  const relation = assigned(node, values, scope, context);
  return { ...relation, from: `(SELECT * FROM ${relation.from} WHERE ${fits})` };
};

interface Parsed {
  readonly scope: Scope;
  readonly values: ReadonlyMap<string, Sql>;
  readonly fits: string;
}

function parsed(node: Node, input: Relation, context: Context): Parsed {
  const scope = context.scope(input);
  const parameters = node.parameters();
  const kind = (parameters.get('kind')?.text ?? 'simple') as Kind;
  const pieces = node.list('Patterns').map((piece) => pieceOf(piece, kind, scope));
  const flags = (parameters.get('flags')?.text ?? '').replaceAll(/[^imsU]/gv, '');
  const regex = quote(patternOf(pieces, kind, flags, node));
  const source = scope.bindSql(convert(scope.scalar(node.need('Expression')), 'string', scope).sql);
  const groups = scope.bindSql(`extractGroups(${source}, ${regex})`);
  const matched = scope.bindSql(`match(${source}, ${regex})`);
  let group = 0;
  const found: { readonly name: string; readonly value: Sql }[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'text') group += piece.groups;
    if (piece.kind !== 'column') continue;
    group++;
    const text = sqlOf(`trimBoth(${groups}[${group}], ' \\t\\r\\n')`, 'string');
    const raw = sqlOf(`${groups}[${group}]`, 'string');
    const value = convert(piece.type === 'string' ? raw : text, piece.type, scope);
    found.push({ name: piece.name, value: scope.bind(value) });
  }
  const typed = found.filter(({ value }) => !isText(value.type));
  const strict = kind === 'relaxed' ? [] : typed.map(({ value }) => `isNotNull(${value.sql})`);
  const fits = scope.bindSql([matched, ...strict].join(' AND '));
  return {
    scope,
    fits,
    values: new Map(
      found.map(({ name, value }) => [
        name,
        isText(value.type)
          ? sqlOf(`if(${fits}, ${value.sql}, '')`, value.type)
          : sqlOf(`if(${fits}, ${value.sql}, NULL)`, value.type),
      ]),
    ),
  };
}

type Piece =
  | { readonly kind: 'star' }
  | { readonly kind: 'text'; readonly regex: string; readonly groups: number }
  | { readonly kind: 'column'; readonly name: string; readonly type: KqlType };

function pieceOf(piece: Node, kind: Kind, scope: Scope): Piece {
  switch (piece.kind) {
    case 'StarExpression':
      return { kind: 'star' };
    case 'NameDeclaration':
      return { kind: 'column', name: piece.name, type: 'string' };
    case 'NameAndTypeDeclaration':
      return {
        kind: 'column',
        name: piece.need('Name').name,
        type: piece.need('Type').typeName ?? piece.refuse('This type is not supported.'),
      };
    default: {
      const value = piece.kind === 'LiteralExpression' ? literal(piece) : scope.scalar(piece);
      if (typeof value.value !== 'string')
        return piece.refuse('A pattern must be a constant string.');
      if (kind !== 'regex') return { kind: 'text', regex: escaped(value.value), groups: 0 };
      const regex = regexOf(piece, value);
      return { kind: 'text', regex, groups: groupCount(regex) };
    }
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?\(\)\[\]\{\}\|]/gv, '\\$&');
}

/** One regular expression for the whole pattern. Plain columns end at the next text, columns of a
 *  regular expression reach as far as they can. */
function patternOf(pieces: readonly Piece[], kind: Kind, flags: string, node: Node): string {
  const inline = kind === 'regex' ? flags : 's';
  const parts = pieces.map((piece, place) => {
    if (piece.kind === 'star') return '.*?';
    if (piece.kind === 'text') return piece.regex;
    const next = pieces[place + 1];
    if (next?.kind === 'column') return node.refuse('Two columns without text between them.');
    return captureOf(piece.type, kind, next);
  });
  return `${inline === '' ? '' : `(?${inline})`}^${parts.join('')}`;
}

function captureOf(type: KqlType, kind: Kind, next: Piece | undefined): string {
  const number = numberPattern(type);
  if (kind === 'regex') return number === undefined ? '(.*)' : `(${number})`;
  if (next === undefined) return '(.*)$';
  if (next.kind === 'star' && number !== undefined) {
    return kind === 'relaxed' ? `((?:${number})?)` : `(${number})`;
  }
  return '(.*?)';
}

function numberPattern(type: KqlType): string | undefined {
  if (type === 'long' || type === 'int') return String.raw`[+-]?\d+`;
  if (type === 'real' || type === 'decimal') return String.raw`[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?`;
  return undefined;
}
