import { createRequire } from 'node:module';

/** One way to call a function, as Microsoft's language library declares it. */
export interface Signature {
  readonly name: string;
  readonly parameters: readonly Parameter[];
}

export interface Parameter {
  readonly name: string;
  /** types that an argument may have */
  readonly types: readonly string[];
  readonly mustBeConstant: boolean;
  /** what it must be one of; empty = anything */
  readonly values: readonly string[];
  readonly least: number;
  readonly most: number;
}

interface RawParameter {
  readonly Name: string;
  readonly TypeKind: number;
  readonly ArgumentKind: number;
  readonly DeclaredTypes?: unknown;
  readonly MinOccurring: number;
  readonly MaxOccurring: number;
  readonly Values?: unknown;
}

interface RawFunction {
  readonly Name: string;
  readonly Signatures: unknown;
}

const NUMBERS = ['int', 'long', 'real', 'decimal'];
const SCALARS = [...NUMBERS, 'string', 'bool', 'datetime', 'timespan', 'dynamic', 'guid'];

/** Types that each kind of parameter takes, by the library's names of the kinds. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  Integer: ['int', 'long'],
  RealOrDecimal: ['real', 'decimal'],
  StringOrDynamic: ['string', 'dynamic'],
  StringOrArray: ['string', 'dynamic'],
  IntegerOrArray: ['int', 'long', 'dynamic'],
  DynamicArray: ['dynamic'],
  DynamicBag: ['dynamic'],
  Number: NUMBERS,
  NumberOrBool: [...NUMBERS, 'bool'],
  Summable: [...NUMBERS, 'datetime', 'timespan'],
  Orderable: [...NUMBERS, 'datetime', 'timespan', 'string'],
  NotDynamic: SCALARS.filter((type) => type !== 'dynamic'),
  CommonNumber: NUMBERS,
  CommonSummable: [...NUMBERS, 'datetime', 'timespan'],
  CommonOrderable: [...NUMBERS, 'datetime', 'timespan'],
};

interface Library {
  readonly language: Record<string, { All: unknown }> & {
    readonly Symbols: Record<string, Record<string, number>>;
    readonly Syntax: Record<string, unknown>;
  };
  readonly toArray: (list: unknown) => unknown[];
}

function load(): Library {
  const require = createRequire(import.meta.url);
  require('@kusto/language-service-next/bridge.min.js');
  require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
  const { Kusto, Bridge } = globalThis as unknown as {
    Kusto: { Language: Library['language'] };
    Bridge: { toArray(list: unknown): unknown[] };
  };
  return { language: Kusto.Language, toArray: (list) => Bridge.toArray(list) };
}

/** Names of everything of a kind that the library knows. */
export function libraryNames(kind: 'Functions' | 'Aggregates' | 'PlugIns' | 'Operators'): string[] {
  const { language, toArray } = load();
  if (kind === 'Operators') {
    return Object.keys(language.Syntax).filter(
      (name) => name.endsWith('Operator') && !/^(?:Bad|Query|ExecuteAndCache)/.test(name),
    );
  }
  return (toArray(language[kind]?.All) as { readonly Name: string }[]).map(({ Name }) => Name);
}

/** Signatures of the library's functions (or aggregates) that are in `names`. */
export function signaturesOf(
  kind: 'Functions' | 'Aggregates',
  names: ReadonlySet<string>,
): Signature[] {
  const { language, toArray } = load();
  const kinds = named(language.Symbols['ParameterTypeKind'] ?? {});
  const argumentKinds = named(language.Symbols['ArgumentKind'] ?? {});
  const list = (value: unknown) => (value === undefined || value === null ? [] : toArray(value));
  const functions = toArray(language[kind]?.All) as RawFunction[];
  return functions
    .filter(({ Name }) => names.has(Name))
    .flatMap(({ Name, Signatures }) =>
      (list(Signatures) as { readonly Parameters: unknown }[]).map(({ Parameters }) => ({
        name: Name,
        parameters: (list(Parameters) as RawParameter[]).map((raw): Parameter => {
          const declared = (list(raw.DeclaredTypes) as { readonly Name: string }[]).map(
            (type) => type.Name,
          );
          const argumentKind = argumentKinds.get(raw.ArgumentKind) ?? '';
          return {
            name: raw.Name,
            types:
              declared.length > 0 ? declared : (KINDS[kinds.get(raw.TypeKind) ?? ''] ?? SCALARS),
            mustBeConstant: /^(?:Literal|Constant)/.test(argumentKind),
            values: list(raw.Values) as string[],
            least: raw.MinOccurring,
            most: raw.MaxOccurring,
          };
        }),
      })),
    );
}

function named(kinds: Readonly<Record<string, number>>): ReadonlyMap<number, string> {
  return new Map(Object.entries(kinds).map(([name, number]) => [number, name]));
}
