import type { Node } from './syntax.ts';
import type { TextRows, Watchlist } from './external-data.ts';
import type { Relation, RelationColumn } from './relation.ts';
import { ColumnLists, type ListedColumn } from './column-lists.ts';
import { Scope } from './scope.ts';
import type { SavedFunction, Sql, Table } from './types.ts';

export interface TranslateOptions {
  readonly tables: readonly Table[];
  readonly functions?: readonly SavedFunction[];
  /** what _GetWatchlist() yields */
  readonly watchlists?: readonly Watchlist[];
  /** rows of what externaldata reads, by `externalKey` of the request */
  readonly external?: ReadonlyMap<string, TextRows>;
  /** what now() is, epoch ms */
  readonly nowMs: number;
  /** settings that the statement gets beside those that its meaning needs, such as limits */
  readonly settings?: Readonly<Record<string, string | number>>;
}

/** What a name of a let statement or of a parameter stands for. */
export type Binding =
  | { readonly kind: 'scalar'; readonly value: (scope: Scope) => Sql }
  | { readonly kind: 'relation'; readonly relation: () => Relation; readonly label: string }
  | {
      readonly kind: 'function';
      readonly context: Context;
      /** the FunctionDeclaration */
      readonly declared: Node;
    }
  | {
      readonly kind: 'pattern';
      readonly context: Context;
      /** the PatternStatement */
      readonly declared: Node;
    }
  | { readonly kind: 'record'; readonly columns: readonly RelationColumn[] };

/** The translators of syntax, handed in so that plug-ins can call back without import cycles. */
export interface Translators {
  scalar(node: Node, scope: Scope): Sql;
  relation(node: Node, context: Context): Relation;
  /** a stored table by its name */
  table(name: string, node: Node, context: Context): Relation;
  /** a pipeline that reads what stands before it: inside mv-apply and partition */
  subquery(node: Node, input: Relation, context: Context): Relation;
  /** `invoke f(x)`: the function with the table before its arguments */
  invoke(node: Node, input: Relation, context: Context): Relation;
  /** the statements and the last expression of a function's body, as a scalar */
  scalarBody(body: Node, context: Context, scope: Scope): Sql;
}

/** Ten levels are planned in some milliseconds, merged or not; chosen by hand. */
const DEEP = 10;

interface Shared {
  readonly options: TranslateOptions;
  readonly translators: Translators;
  readonly ctes: { readonly name: string; readonly sql: string }[];
  readonly lists: ColumnLists;
  names: number;
  readsStored: boolean;
  deep: boolean;
}

/** One translation under way, and what names mean at this place in it. */
export class Context {
  readonly #shared: Shared;
  readonly #bindings: ReadonlyMap<string, Binding>;

  private constructor(shared: Shared, bindings: ReadonlyMap<string, Binding>) {
    this.#shared = shared;
    this.#bindings = bindings;
  }

  static start(options: TranslateOptions, translators: Translators): Context {
    const lists = new ColumnLists();
    return new Context(
      { options, translators, ctes: [], lists, names: 0, readsStored: false, deep: false },
      new Map(),
    );
  }

  get options(): TranslateOptions {
    return this.#shared.options;
  }

  get ctes(): readonly { readonly name: string; readonly sql: string }[] {
    return this.#shared.ctes;
  }

  /** Has the translation met a stored table by now? If not, all rows are written in the query. */
  get readsStored(): boolean {
    return this.#shared.readsStored;
  }

  /** Are there many steps of computation on top of each other? Merging them into one takes the engine
   *  exponential time where lambdas are in them. */
  get deep(): boolean {
    return this.#shared.deep;
  }

  noteDepth(levels: number): void {
    if (levels >= DEEP) this.#shared.deep = true;
  }

  /** Notes that a stored table is read. */
  noteStored(): void {
    this.#shared.readsStored = true;
  }

  binding(name: string): Binding | undefined {
    return this.#bindings.get(name);
  }

  /** Views that let statements have made: tables to search and union. */
  get views(): readonly string[] {
    return [...this.#bindings].flatMap(([name, binding]) =>
      binding.kind === 'function' && binding.declared.child('ViewKeyword') !== undefined
        ? [name]
        : [],
    );
  }

  /** The same translation with one more name. */
  with(name: string, binding: Binding): Context {
    return new Context(this.#shared, new Map(this.#bindings).set(name, binding));
  }

  /** A name that nothing else in the statement has; it keeps what is plain of `hint`. */
  fresh(hint: string): string {
    const plain = hint.replaceAll(/\W/gv, '').slice(0, 40);
    return `${/^[A-Za-z]/v.test(plain) ? plain : `c${plain}`}_${++this.#shared.names}`;
  }

  /** The list of a SELECT, of which only what is asked for will be written.
   *  @param columns name and SQL of each
   *  @param otherwise what stands there when nothing is asked for */
  columnList(
    columns: readonly (readonly [name: string, sql: string])[],
    otherwise?: string,
  ): string {
    const listed = columns.map(([name, sql]) => ({ name, sql: [sql] }));
    return this.#shared.lists.add(listed, 1, otherwise)[0] ?? '';
  }

  /** The lists of several SELECTs of the same columns. */
  columnLists(columns: readonly ListedColumn[], selects: number): readonly string[] {
    return this.#shared.lists.add(columns, selects);
  }

  /** The statement with all lists written. */
  written(sql: string): string {
    return this.#shared.lists.written(sql);
  }

  /** A constant that makes each random number of the statement a different one. */
  seed(): number {
    return ++this.#shared.names;
  }

  /** Puts a query before the statement, `WITH name AS (…)`. @returns its name */
  cte(hint: string, sql: string, materialized: boolean): string {
    const name = this.fresh(hint);
    this.#shared.ctes.push({ name, sql: `${materialized ? 'MATERIALIZED ' : ''}(${sql})` });
    return name;
  }

  scope(relation: Relation): Scope {
    return new Scope(this, relation);
  }

  /** Scope of constants that stand alone, behind LIMIT for example: nothing is computed before them. */
  constants(): Scope {
    return new Scope(this, { from: '', columns: [] }, { inLambda: true });
  }

  /** Scope of a query without rows, such as print. */
  noRows(): Scope {
    return new Scope(this, { from: '', columns: [] });
  }

  scalar(node: Node, scope: Scope): Sql {
    return this.#shared.translators.scalar(node, scope);
  }

  /** Value of the body of a scalar function, called where `scope` is. */
  body(body: Node, context: Context, scope: Scope): Sql {
    return this.#shared.translators.scalarBody(body, context, scope);
  }

  table(name: string, node: Node): Relation {
    return this.#shared.translators.table(name, node, this);
  }

  invoke(node: Node, input: Relation): Relation {
    return this.#shared.translators.invoke(node, input, this);
  }

  subquery(node: Node, input: Relation): Relation {
    return this.#shared.translators.subquery(node, input, this);
  }

  relation(node: Node): Relation {
    return this.#shared.translators.relation(node, this);
  }

  /** A column for something computed: under which name KQL and under which the statement knows it. */
  column(name: string, value: Sql): RelationColumn {
    return {
      name,
      type: value.type,
      sql: this.fresh(name),
      nullable: value.nullable,
      // What is known of the value stays known, so that steps and units can be followed.
      ...(value.value === undefined ? {} : { value: value.value }),
    };
  }
}
