import type { Context } from './context.ts';
import type { Relation, RelationColumn } from './relation.ts';
import type { Node } from './syntax.ts';
import type { Sql } from './types.ts';

interface Bound {
  readonly name: string;
  readonly sql: string;
  readonly level: number;
}

interface ScopeOptions {
  /** translates calls of aggregates, where they are allowed */
  readonly aggregate?: (call: Node) => Sql;
  /** computes beside this scope's values */
  readonly sharing?: Scope;
  /** true inside a lambda of the engine: nothing can be computed before it */
  readonly inLambda?: boolean;
}

/** Where scalars are translated: the columns of one relation, and what was computed beside them
 *  because it is needed more than once. */
export class Scope {
  readonly context: Context;
  readonly relation: Relation;
  /** translates calls of aggregates, where they are allowed */
  readonly aggregate: ((call: Node) => Sql) | undefined;
  readonly #bound: Bound[];
  readonly #known: Map<Node, Sql>;
  readonly #inLambda: boolean;
  readonly #byName: Map<string, RelationColumn>;

  constructor(context: Context, relation: Relation, options: ScopeOptions = {}) {
    this.context = context;
    this.relation = relation;
    this.aggregate = options.aggregate ?? options.sharing?.aggregate;
    this.#bound = options.sharing === undefined ? [] : options.sharing.#bound;
    this.#known = options.sharing === undefined ? new Map() : options.sharing.#known;
    this.#inLambda =
      options.inLambda ?? (options.sharing === undefined ? false : options.sharing.#inLambda);
    this.#byName = new Map(relation.columns.map((column) => [column.name, column]));
  }

  /** The same rows, names as `context` means them: the inside of a called function. */
  inside(context: Context): Scope {
    return new Scope(context, this.relation, { sharing: this });
  }

  column(name: string): RelationColumn | undefined {
    return this.#byName.get(name);
  }

  scalar(node: Node): Sql {
    return this.context.scalar(node, this);
  }

  /** What `make` gives for a node, made once here: a let that is used again and again. */
  once(node: Node, make: () => Sql): Sql {
    const known = this.#known.get(node) ?? make();
    this.#known.set(node, known);
    return known;
  }

  /** Computes a value once, however often it is then used. Names and constants stay as they are. */
  bind(value: Sql): Sql {
    const { path: _, ...rest } = value;
    return { ...rest, sql: this.bindSql(value.sql) };
  }

  bindSql(sql: string): string {
    if (this.#inLambda) return `(${sql})`;
    if (/^[\w`]+$/v.test(sql) || /^(?:to(?:Int|Float)64\(-?[\d.e+]+\)|'[^\\']*')$/v.test(sql))
      return sql;
    const known = this.#bound.find((bound) => bound.sql === sql);
    if (known !== undefined) return known.name;
    const used = this.#bound.filter((bound) => sql.includes(bound.name));
    const level = Math.max(0, ...used.map((bound) => bound.level)) + 1;
    const name = this.context.fresh('v');
    this.#bound.push({ name, sql, level });
    return name;
  }

  /** What stands behind FROM of a query whose expressions were translated here. */
  source(): string {
    const { from } = this.relation;
    const levels = Math.max(0, ...this.#bound.map((bound) => bound.level));
    this.context.noteDepth(levels);
    let source = from;
    for (let level = 1; level <= levels; level++) {
      const columns = this.#bound
        .filter((bound) => bound.level === level)
        .map((bound) => `${bound.sql} AS ${bound.name}`);
      source = `(SELECT ${source === '' ? '' : '*, '}${columns.join(', ')}${source === '' ? '' : ` FROM ${source}`})`;
    }
    return source;
  }

  /** ` FROM …`, or nothing where no row is. */
  fromClause(): string {
    const source = this.source();
    return source === '' ? '' : ` FROM ${source}`;
  }

  /** The relation with computed columns beside its own, in one SELECT. `columns` are those that KQL
   *  sees afterwards. */
  extended(
    computed: readonly (readonly [sql: string, name: string])[],
    columns: readonly RelationColumn[],
  ): Relation {
    if (computed.length === 0 && this.#bound.length === 0) return { ...this.relation, columns };
    const source = this.source();
    const list = computed.map(([sql, name]) => `${sql} AS ${name}`);
    const from =
      source === ''
        ? `(SELECT ${list.join(', ')})`
        : `(SELECT *${list.map((each) => `, ${each}`).join('')} FROM ${source})`;
    return { ...this.relation, from, columns };
  }
}
