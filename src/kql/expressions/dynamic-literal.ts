import { quote } from '../literals.ts';
import type { Node } from '../syntax.ts';
import { datetimeIso, timespanIso } from '../notation.ts';
import type { Sql } from '../types.ts';
import { literal } from './literal.ts';

/** `dynamic(…)`: a constant, as compact JSON text. */
export function dynamicLiteral(node: Node): Sql {
  const json = jsonText(node.need('Expression'));
  return json === 'null'
    ? { sql: 'CAST(NULL AS Nullable(String))', type: 'dynamic', nullable: true, value: null }
    : { sql: quote(json), type: 'dynamic', nullable: false, value: json };
}

function jsonText(node: Node): string {
  switch (node.kind) {
    case 'JsonObjectExpression': {
      const pairs = node.list('Pairs').map((pair): [string, string] => {
        return [pair.need('Name').tokenText, jsonText(pair.need('Value'))];
      });
      // Of two equal keys the last one counts, at the place of the first.
      return `{${[...new Map(pairs)].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
    }
    case 'JsonArrayExpression':
      return `[${node
        .list('Values')
        .map((value) => jsonText(value))
        .join(',')}]`;
    case 'DynamicExpression':
      return jsonText(node.need('Expression'));
    case 'CompoundStringLiteralExpression':
      return JSON.stringify(
        node
          .list('Tokens')
          .map((token) => token.tokenText)
          .join(''),
      );
    case 'PrefixUnaryExpression':
      return `-${jsonText(node.need('Expression'))}`;
    case 'LiteralExpression':
      return scalarJson(node);
    default:
      return node.refuse(`${node.kind} cannot stand in a dynamic literal.`);
  }
}

function scalarJson(node: Node): string {
  if (node.variant === 'NullLiteralExpression' || node.text === 'null') return 'null';
  const { type, value } = literal(node);
  if (value === null || value === undefined) return 'null';
  if (type === 'datetime') return JSON.stringify(datetimeIso(value as bigint));
  if (type === 'timespan') return JSON.stringify(timespanIso(value as bigint));
  if (type === 'real') return realJson(value as number, node.text);
  return typeof value === 'string' ? JSON.stringify(value) : value.toString();
}

function realJson(value: number, written: string): string {
  if (!Number.isFinite(value)) return JSON.stringify(written);
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? value.toFixed(1) : String(value);
}
