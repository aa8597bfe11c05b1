import { Context, type TranslateOptions } from './context.ts';
import { scalar } from './expression.ts';
import { parse } from './parser.ts';
import { quoteName } from './literals.ts';
import { orderBy } from './relation.ts';
import { relationOf } from './relation-of.ts';
import { renderOf, type Render } from './render.ts';
import { queryBlock, scalarBody } from './statements.ts';
import type { Column } from './types.ts';

export interface Translation {
  /** one SELECT, settings included */
  readonly sql: string;
  /** columns of the result, in the order of the SELECT */
  readonly columns: readonly Column[];
  /** what `render` asks for; null where there is none */
  readonly render: Render | null;
}

/** What the SQL needs to mean what Kusto means. */
const SETTINGS = [
  'join_use_nulls = 0',
  'transform_null_in = 0',
  'query_plan_remove_redundant_sorting = 0',
  'enable_extended_results_for_datetime_functions = 1',
  'enable_materialized_cte = 1',
  'output_format_json_escape_forward_slashes = 0',
  'output_format_json_quote_64bit_integers = 1',
  'output_format_json_quote_denormals = 1',
  'output_format_json_quote_decimals = 1',
].join(', ');

/** Translates a query. Takes some milliseconds, the first time about a second more.
 *  @throws Refusal when the query is wrong or uses what cannot be done exactly */
export function translate(text: string, options: TranslateOptions): Translation {
  const root = parse(text, options.tables, options.functions);
  const start = Context.start(options, { scalar, relation: relationOf, scalarBody });
  const { context, result } = queryBlock(root, start);
  const relation = result.isTabular
    ? context.relation(result)
    : result.refuse('The query must yield a table; put "print" before a value.');
  const { columns } = relation;
  const list = columns.map(({ sql, name }) => `${sql} AS ${quoteName(name)}`);
  const ctes = context.ctes.map(({ name, sql }) => `${name} AS ${sql}`);
  return {
    sql: [
      ...(ctes.length === 0 ? [] : [`WITH ${ctes.join(',\n')}\n`]),
      `SELECT ${list.join(', ')}\nFROM ${relation.from}`,
      orderBy(relation.order).replace(/^ /v, '\n'),
      `\nSETTINGS ${SETTINGS}`,
    ].join(''),
    columns: columns.map(({ name, type }) => ({ name, type })),
    render: renderOf(result),
  };
}
