import { createRequire } from 'node:module';
import type { Watchlist } from './external-data.ts';
import { Refusal, spanOf } from './refusal.ts';
import { Node, type RawNode, type Runtime } from './syntax.ts';
import type { SavedFunction, Table } from './types.ts';

/** The longest query that is parsed: the parser's time grows faster than the text. */
export const MAX_QUERY_LENGTH = 65_536;

interface Diagnostic {
  readonly Severity: string;
  readonly Start: number;
  readonly Length: number;
  readonly Message: string;
}

interface KustoCode {
  readonly Syntax: RawNode;
  GetDiagnostics(): unknown;
}

/** The few entries of Microsoft's compiled parser that are called. */
interface Kusto {
  readonly Language: {
    readonly KustoCode: { ParseAndAnalyze(text: string, globals: unknown): KustoCode };
    readonly GlobalState: { readonly Default: { WithDatabase(database: unknown): unknown } };
    readonly Symbols: {
      readonly TableSymbol: { From(schema: string): { WithName(name: string): unknown } };
      readonly DatabaseSymbol: {
        readonly $ctor2: new (name: string, alternate: null, members: unknown) => unknown;
      };
      readonly FunctionSymbol: {
        readonly $ctor1: new (
          name: string,
          returnType: (call: WatchlistCall) => unknown,
          tabularity: unknown,
          parameters: unknown,
        ) => unknown;
        readonly $ctor16: new (
          name: string,
          parameters: string,
          body: string,
          description: string,
        ) => unknown;
      };
      readonly Symbol: unknown;
      readonly Parameter: { readonly $ctor2: new (name: string, type: unknown) => unknown };
      readonly ScalarTypes: { readonly String: unknown };
      readonly Tabularity: { readonly Tabular: unknown };
    };
    readonly Binding: {
      readonly Binder: {
        GetExpressionResultName(node: RawNode, fallback: string, row: null): string | null;
      };
    };
    readonly Aggregates: { readonly All: unknown };
    readonly Syntax: { readonly SyntaxKind: Readonly<Record<string, number>> };
  };
}

/** A call of _GetWatchlist as the analyser sees it. */
interface WatchlistCall {
  readonly Location: RawNode;
  readonly Arguments: unknown;
}

interface Bridge {
  getTypeName(object: object): string;
  toArray(list: unknown): readonly unknown[];
}

interface Loaded {
  readonly kusto: Kusto;
  readonly bridge: Bridge;
  readonly system: { readonly Array: { init(elements: unknown[], type: unknown): unknown } };
  readonly runtime: Runtime;
}

let loaded: Loaded | undefined;

/** Parses and analyses a query. The first call takes about a second: the parser is large.
 *  @throws Refusal with the parser's own message when the query is not valid */
export function parse(
  text: string,
  tables: readonly Table[],
  functions: readonly SavedFunction[] = [],
  watchlists: readonly Watchlist[] = [],
): Node {
  if (text.length > MAX_QUERY_LENGTH) {
    throw new Refusal(
      'kql-invalid',
      `A query may have ${MAX_QUERY_LENGTH} characters, this one has ${text.length}.`,
      spanOf(text, MAX_QUERY_LENGTH, 1),
    );
  }
  const { kusto, bridge, runtime } = (loaded ??= load());
  const globals = globalsFor(loaded, tables, functions, watchlists);
  unknownWatchlists.length = 0;
  let code: KustoCode;
  try {
    code = kusto.Language.KustoCode.ParseAndAnalyze(text, globals);
  } catch {
    // The binder throws on a few constructs (graph-match) instead of reporting them.
    throw new Refusal(
      'kql-unsupported',
      'The parser cannot analyse this query.',
      spanOf(text, 0, 1),
    );
  }
  const [missing] = unknownWatchlists;
  if (missing !== undefined) {
    const { name, at } = missing;
    const reason =
      typeof name === 'string'
        ? `There is no watch list ${name}.`
        : 'The name of a watch list must be a constant.';
    throw new Refusal('kql-unsupported', reason, spanOf(text, at.TextStart, at.Width));
  }
  const wrong = (bridge.toArray(code.GetDiagnostics()) as Diagnostic[]).find(
    (diagnostic) => diagnostic.Severity === 'Error' && !isSpurious(diagnostic, text),
  );
  if (wrong !== undefined) {
    throw new Refusal('kql-invalid', wrong.Message, spanOf(text, wrong.Start, wrong.Length));
  }
  return new Node(code.Syntax, runtime, text);
}

/** What the query under way asks for and is not there. */
const unknownWatchlists: { readonly name: unknown; readonly at: RawNode }[] = [];

/** _GetWatchlist('name'), whose columns depend on the name. */
function watchlistFunction({ kusto, bridge, system }: Loaded, watchlists: readonly Watchlist[]) {
  const { FunctionSymbol, Parameter, ScalarTypes, TableSymbol, Tabularity } =
    kusto.Language.Symbols;
  const columnsOf = (call: WatchlistCall): unknown => {
    const [argument] = bridge.toArray(call.Arguments) as readonly { ConstantValue?: unknown }[];
    const name = argument?.ConstantValue;
    const found = watchlists.find((each) => each.name === name);
    if (found === undefined) unknownWatchlists.push({ name, at: call.Location });
    const columns = (found?.columns ?? []).map((column) => `[${JSON.stringify(column)}]:string`);
    return TableSymbol.From(`(${columns.join(', ')})`);
  };
  const parameters = system.Array.init(
    [new Parameter.$ctor2('watchlistAlias', ScalarTypes.String)],
    Parameter,
  );
  return new FunctionSymbol.$ctor1('_GetWatchlist', columnsOf, Tabularity.Tabular, parameters);
}

const globalsCache = new WeakMap<readonly Table[], Map<string, unknown>>();

function globalsFor(
  parts: Loaded,
  tables: readonly Table[],
  functions: readonly SavedFunction[],
  watchlists: readonly Watchlist[],
): unknown {
  const { kusto, system } = parts;
  const cache = globalsCache.get(tables) ?? new Map<string, unknown>();
  globalsCache.set(tables, cache);
  const key = JSON.stringify([functions, watchlists.map(({ name, columns }) => [name, columns])]);
  const known = cache.get(key);
  if (known !== undefined) return known;
  const {
    TableSymbol,
    DatabaseSymbol,
    FunctionSymbol,
    Symbol: symbolType,
  } = kusto.Language.Symbols;
  const symbols = [
    ...tables.map(({ name, columns }) => {
      const schema = columns.map((column) => `['${column.name}']:${column.type}`).join(', ');
      return TableSymbol.From(`(${schema})`).WithName(name);
    }),
    ...functions.map(
      ({ name, parameters, body }) => new FunctionSymbol.$ctor16(name, parameters, body, ''),
    ),
    watchlistFunction(parts, watchlists),
  ];
  const database = new DatabaseSymbol.$ctor2('logs', null, system.Array.init(symbols, symbolType));
  const globals = kusto.Language.GlobalState.Default.WithDatabase(database);
  cache.set(key, globals);
  return globals;
}

/** Loads Microsoft's parser: compiled from C#, it hangs its runtime on the global object. */
function load(): Loaded {
  const require = createRequire(import.meta.url);
  require('@kusto/language-service-next/bridge.min.js');
  require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
  const { Kusto, Bridge, System } = globalThis as unknown as {
    Kusto: Kusto;
    Bridge: Bridge;
    System: Loaded['system'];
  };
  const kinds = new Map(
    Object.entries(Kusto.Language.Syntax.SyntaxKind).map(([name, kind]) => [kind, name]),
  );
  const aggregates = aggregateNames(Kusto, Bridge);
  const classNames = new Map<unknown, string>();
  const runtime: Runtime = {
    className(object) {
      const known = classNames.get(object.constructor);
      if (known !== undefined) return known;
      const name = Bridge.getTypeName(object)
        .replace(/`.*$|\[\[.*$/v, '')
        .replace(/^.*\./v, '');
      classNames.set(object.constructor, name);
      return name;
    },
    kindName: (node) => kinds.get(node.Kind) ?? '',
    array: (list) => Bridge.toArray(list),
    resultName: (node) => Kusto.Language.Binding.Binder.GetExpressionResultName(node, '', null),
    isAggregate: (name) => aggregates.has(name),
  };
  return { kusto: Kusto, bridge: Bridge, system: System, runtime };
}

/** tdigest_merge() and a few others are both; the place tells them apart, see `call`. */
function aggregateNames(kusto: Kusto, bridge: Bridge): ReadonlySet<string> {
  const all = bridge.toArray(kusto.Language.Aggregates.All) as readonly { readonly Name: string }[];
  return new Set(all.map(({ Name }) => Name));
}

/** What the parser reports and Kusto does not mind: the id column of scan, count(x) of anything, and
 *  a term inside not() of a search. */
function isSpurious({ Message, Start }: Diagnostic, text: string): boolean {
  if (Message.includes('match_id')) return true;
  // A whole number is a long, and Kusto takes it where it wants an int.
  if (Message === 'A value of type int expected.' && /^-?\d/v.test(text.slice(Start))) return true;
  return (
    Message === 'A value of type bool expected.' &&
    /\b(?:count|not)\s*\(\s*$/v.test(text.slice(0, Start))
  );
}
