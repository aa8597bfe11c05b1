import { Refusal, spanOf, type Span } from './refusal.ts';
import type { Column, KqlType } from './types.ts';

/** What of Microsoft's syntax objects is read here; everything else of them stays unknown. */
export interface RawNode {
  readonly ChildCount: number;
  readonly Kind: number;
  readonly TextStart: number;
  readonly Width: number;
  readonly ResultType?: RawSymbol | null;
  readonly ReferencedSymbol?: RawSymbol | null;
  readonly ValueText?: string;
  readonly SimpleName?: string;
  GetChild(index: number): RawNode | null;
  GetName(index: number): string | null;
  ToString(): string;
  readonly ReferencedSignature?: { readonly Parameters: unknown } | null;
  GetCalledFunctionBody?(): RawNode | null;
}

interface RawParameter {
  readonly Name: string;
  readonly DeclaredTypes?: unknown;
  readonly DefaultValue?: RawNode | null;
}

/** A parameter of a let function or of a saved one. */
export interface Parameter {
  readonly name: string;
  /** undefined for tables and for what takes any type */
  readonly type: KqlType | undefined;
  readonly defaultValue: Node | undefined;
}

export interface RawSymbol {
  readonly Name: string;
  readonly Kind: number;
  readonly Columns?: unknown;
  readonly Type?: RawSymbol;
}

/** What the parser's runtime tells about its objects. */
export interface Runtime {
  className(object: object): string;
  kindName(node: RawNode): string;
  /** elements of one of the runtime's lists; the caller says what they are */
  array(list: unknown): readonly unknown[];
  isAggregate(functionName: string): boolean;
  /** name that a column made of this expression gets; null = Column1, Column2 … */
  resultName(node: RawNode): string | null;
}

const SCALARS: Readonly<Record<string, KqlType>> = {
  string: 'string',
  long: 'long',
  int: 'int',
  real: 'real',
  decimal: 'decimal',
  bool: 'bool',
  datetime: 'datetime',
  timespan: 'timespan',
  dynamic: 'dynamic',
  guid: 'guid',
};

const OTHER_NAMES: Readonly<Record<string, string>> = {
  double: 'real',
  boolean: 'bool',
  date: 'datetime',
  time: 'timespan',
  uuid: 'guid',
  uniqueid: 'guid',
};

/** A node of the analysed query, wrapped so that the rest of the translator is typed. */
export class Node {
  readonly #raw: RawNode;
  readonly #runtime: Runtime;
  readonly #source: string;
  /** where to point at instead: nodes of a called function's body have places of their own text */
  readonly #anchor: Span | undefined;

  constructor(raw: RawNode, runtime: Runtime, source: string, anchor?: Span) {
    this.#raw = raw;
    this.#runtime = runtime;
    this.#source = source;
    this.#anchor = anchor;
  }

  /** name of the syntax class, such as FilterOperator */
  get kind(): string {
    return this.#runtime.className(this.#raw);
  }

  /** finer than `kind`, such as GreaterThanExpression */
  get variant(): string {
    return this.#runtime.kindName(this.#raw);
  }

  /** the text as written, without the white space around it */
  get text(): string {
    return this.#raw.ToString().trim();
  }

  /** the value of a token: a string literal's characters, a name without brackets */
  get tokenText(): string {
    return this.#raw.ValueText ?? this.text;
  }

  /** name of a NameReference or NameDeclaration, brackets and quotes taken off */
  get name(): string {
    return this.#raw.SimpleName ?? this.text;
  }

  /** name of the column that this expression makes; undefined where Kusto counts: Column1 … */
  get resultName(): string | undefined {
    const name = this.#runtime.resultName(this.#raw);
    return name === null || name === '' ? undefined : name;
  }

  get start(): number {
    return this.#raw.TextStart;
  }

  get end(): number {
    return this.#raw.TextStart + this.#raw.Width;
  }

  /** scalar type that the analyser found; undefined for tables and where it could not say */
  get scalarType(): KqlType | undefined {
    return this.#typeOf(this.#raw.ResultType);
  }

  /** the type that is named here: `long` */
  get typeName(): KqlType | undefined {
    return SCALARS[OTHER_NAMES[this.text] ?? this.text];
  }

  /** the type that a `typeof(type)` names */
  get typeOf(): KqlType | undefined {
    const word = /^typeof\s*\(\s*(?<type>\w+)\s*\)$/v.exec(this.text)?.groups?.['type'] ?? '';
    return SCALARS[OTHER_NAMES[word] ?? word];
  }

  /** columns of a tabular (or tuple) result */
  get columns(): readonly Column[] | undefined {
    const type = this.#raw.ResultType;
    if (type?.Columns === undefined || type.Columns === null) return undefined;
    const columns = (this.#runtime.array(type.Columns) as readonly RawSymbol[]).filter(
      // The parser gives scan an id column also where the query asks for none.
      ({ Name }) => Name !== 'match_id' || this.#source.includes('match_id'),
    );
    return columns.map((column) => ({
      name: column.Name,
      type: this.#typeOf(column.Type) ?? 'dynamic',
    }));
  }

  /** class of what a name refers to: ColumnSymbol, FunctionSymbol, VariableSymbol, ParameterSymbol … */
  get symbolKind(): string | undefined {
    const symbol = this.#raw.ReferencedSymbol;
    return symbol === undefined || symbol === null ? undefined : this.#runtime.className(symbol);
  }

  get symbolName(): string | undefined {
    return this.#raw.ReferencedSymbol?.Name;
  }

  children(): readonly Node[] {
    const found: Node[] = [];
    for (let index = 0; index < this.#raw.ChildCount; index++) {
      const child = this.#raw.GetChild(index);
      if (child !== null && child !== undefined) found.push(this.#wrap(child));
    }
    return found;
  }

  /** A child by its name in the syntax class; undefined when it was not written. */
  child(name: string): Node | undefined {
    for (let index = 0; index < this.#raw.ChildCount; index++) {
      if (this.#raw.GetName(index) !== name) continue;
      const child = this.#raw.GetChild(index);
      if (child !== null && child !== undefined) return this.#wrap(child);
    }
    return undefined;
  }

  /** A child that the grammar promises. */
  need(name: string): Node {
    return this.child(name) ?? this.refuse(`Something is missing here (${this.kind}.${name}).`);
  }

  /** The elements of a list child, separators left out; empty when it was not written. */
  list(name: string): readonly Node[] {
    return (this.child(name)?.children() ?? []).map((element) =>
      element.kind.startsWith('SeparatedElement') ? (element.children()[0] ?? element) : element,
    );
  }

  /** Arguments of a function call. */
  get argumentNodes(): readonly Node[] {
    return this.child('ArgumentList')?.list('Expressions') ?? [];
  }

  /** `name=value` parameters of an operator, by name in lower case. */
  parameters(listName = 'Parameters'): ReadonlyMap<string, Node> {
    return new Map(
      this.list(listName).map((parameter) => [
        parameter.need('Name').name.toLowerCase(),
        parameter.need('Expression'),
      ]),
    );
  }

  /** Body of the let function that this call expands to, analysed for its arguments. */
  calledBody(): Node | undefined {
    const body = this.#raw.GetCalledFunctionBody?.();
    return body === null || body === undefined
      ? undefined
      : new Node(body, this.#runtime, this.#source, this.span);
  }

  /** Parameters of the function that is called here. */
  calledParameters(): readonly Parameter[] {
    const list = this.#raw.ReferencedSignature?.Parameters;
    if (list === undefined || list === null) return [];
    return (this.#runtime.array(list) as readonly RawParameter[]).map((parameter) => {
      const types = parameter.DeclaredTypes;
      const [type] = (
        types === undefined ? [] : this.#runtime.array(types)
      ) as readonly RawSymbol[];
      const written = parameter.DefaultValue;
      return {
        name: parameter.Name,
        type: this.#typeOf(type),
        defaultValue: written === undefined || written === null ? undefined : this.#wrap(written),
      };
    });
  }

  /** Arguments by the parameters they are for: `f(1, c = 2)`. */
  argumentsByParameter(names: readonly string[]): ReadonlyMap<string, Node> {
    return new Map(
      this.argumentNodes.map((argument, place) =>
        argument.kind === 'SimpleNamedExpression'
          ? [argument.need('Name').name, argument.need('Expression')]
          : [names[place] ?? '', argument],
      ),
    );
  }

  /** Does it yield a table? */
  get isTabular(): boolean {
    const type = this.#raw.ResultType;
    return type !== undefined && type !== null && this.#runtime.className(type) === 'TableSymbol';
  }

  /** Is it a call of an aggregate, such as count()? */
  get isAggregateCall(): boolean {
    return (
      this.kind === 'FunctionCallExpression' && this.#runtime.isAggregate(this.need('Name').name)
    );
  }

  get span(): Span {
    return this.#anchor ?? spanOf(this.#source, this.start, Math.max(1, this.end - this.start));
  }

  /** Says no, here. */
  refuse(reason: string): never {
    throw new Refusal('kql-unsupported', reason, this.span);
  }

  #wrap(raw: RawNode): Node {
    return new Node(raw, this.#runtime, this.#source, this.#anchor);
  }

  #typeOf(symbol: RawSymbol | null | undefined): KqlType | undefined {
    if (symbol === null || symbol === undefined) return undefined;
    const known = SCALARS[symbol.Name];
    if (known !== undefined) return known;
    return this.#runtime.className(symbol).startsWith('Dynamic') ? 'dynamic' : undefined;
  }
}
