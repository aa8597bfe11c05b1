import { Context, type TranslateOptions } from './context.ts';
import { scalar } from './expression.ts';
import { ExternalQuestion, type ExternalRequest } from './external-data.ts';
import { parse } from './parser.ts';
import { quote, quoteName } from './literals.ts';
import { schemaClause, SchemaQuestion, type SchemaRow } from './question.ts';
import { Refusal, spanOf } from './refusal.ts';
import { orderBy, type Relation } from './relation.ts';
import { invoke, relationOf, subquery, table } from './relation-of.ts';
import { documentedTables } from './documented-tables.ts';
import { renderOf, type Render } from './render.ts';
import { queryBlock, scalarBody } from './statements.ts';
import type { Node } from './syntax.ts';
import type { Column, Table } from './types.ts';

/** A query translated: what to run, or what must be known before. */
export type Prepared = Translation | Question | External;

export interface Translation {
  readonly kind: 'statement';
  /** one SELECT, settings included */
  readonly sql: string;
  /** columns of the result, in the order of the SELECT */
  readonly columns: readonly Column[];
  /** what `render` asks for; null where there is none */
  readonly render: Render | null;
}

/** The columns of bag_unpack and pivot depend on the data. Run `sql` (rows of `name` and `type`),
 *  then prepare the query that `answered` makes of the rows: it has the columns written in. */
export interface Question {
  readonly kind: 'question';
  readonly sql: string;
  answered(rows: readonly SchemaRow[]): string;
}

/** The query reads outside data (externaldata). Read what `request` names, if that is allowed, and
 *  prepare the query again with the rows in `TranslateOptions.external`. */
export interface External {
  readonly kind: 'external';
  readonly request: ExternalRequest;
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
export function prepare(text: string, options: TranslateOptions): Prepared {
  const { root, tables } = analysed(text, options);
  const start = Context.start(
    { ...options, tables },
    {
      scalar,
      relation: relationOf,
      table,
      subquery,
      invoke,
      scalarBody,
    },
  );
  try {
    return translated(root, start);
  } catch (error) {
    if (error instanceof ExternalQuestion) return { kind: 'external', request: error.request };
    if (!(error instanceof SchemaQuestion)) throw error;
    const { sql, at, schema } = error;
    return {
      kind: 'question',
      sql: statement('SELECT name, type', sql, start),
      answered: (rows) => `${text.slice(0, at)}${schemaClause(schema(rows))}${text.slice(at)}`,
    };
  }
}

/** The query against the documented columns, or where that fails, against all columns. */
function analysed(text: string, options: TranslateOptions) {
  const parsed = (tables: readonly Table[]) => {
    return { root: parse(text, tables, options.functions, options.watchlists), tables };
  };
  const documented = documentedTables(options.tables);
  try {
    return parsed(documented);
  } catch (error) {
    if (!(error instanceof Refusal) || documented === options.tables) throw error;
    return parsed(options.tables);
  }
}

/** The same for a query that needs nothing to be known before.
 *  @throws Refusal also when they do */
export function translate(text: string, options: TranslateOptions): Translation {
  const prepared = prepare(text, options);
  if (prepared.kind === 'statement') return prepared;
  if (prepared.kind === 'external') {
    const reason = 'The query reads outside data, which must be handed in.';
    throw new Refusal('kql-unsupported', reason, prepared.request.span);
  }
  throw new Refusal(
    'kql-unsupported',
    'The columns depend on the data: say which they are, ": (a: long, b: string)".',
    spanOf(text, 0, text.length),
  );
}

function translated(root: Node, start: Context): Translation {
  const { context, result } = queryBlock(root, start);
  // fork has several tables: neither one nor a scalar, and must be refused under its own name
  const isTable = result.isTabular || result.kind === 'PipeExpression';
  const relation = isTable ? context.relation(result) : single(result, context);
  const { columns, order, from } = relation;
  const list = columns.map(({ sql, name }) => `${sql} AS ${quoteName(name)}`);
  return {
    kind: 'statement',
    sql: statement(`SELECT ${list.join(', ')}`, `${from}${orderBy(order)}`, context),
    columns: columns.map(({ name, type }) => ({ name, type })),
    render: renderOf(result),
  };
}

/** A value alone is a table of one row, as if `print` stood before it. */
function single(node: Node, context: Context): Relation {
  const scope = context.noRows();
  const value = scope.scalar(node);
  const column = context.column('print_0', value);
  return scope.extended([[value.sql, column.sql]], [column]);
}

function statement(select: string, from: string, context: Context): string {
  const ctes = context.ctes.map(({ name, sql }) => `${name} AS ${sql}`);
  const before = ctes.length === 0 ? '' : `WITH ${ctes.join(',\n')}\n`;
  const deep = context.deep ? ['query_plan_merge_expressions = 0'] : [];
  const extra = Object.entries(context.options.settings ?? {}).map(
    ([name, value]) => `${name} = ${typeof value === 'number' ? value : quote(value)}`,
  );
  const all = context.written(`${before}${select}\nFROM ${from}`);
  return `${all}\nSETTINGS ${[SETTINGS, ...deep, ...extra].join(', ')}`;
}
