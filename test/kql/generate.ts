import { aggregates } from '../../src/kql/aggregates/index.ts';
import { scalarFunctions } from '../../src/kql/functions/index.ts';
import { signaturesOf, type Parameter, type Signature } from './signatures.ts';

/** Draws numbers, always the same ones for a seed (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }
}

const TYPES = [
  'int',
  'long',
  'real',
  'string',
  'bool',
  'datetime',
  'timespan',
  'dynamic',
  'guid',
  'decimal',
] as const;
type Type = (typeof TYPES)[number];

/** Values at the edges: nulls, extremes, denormals, text that means something to SQL, JSON or KQL. */
const VALUES: Readonly<Record<Type, readonly string[]>> = {
  int: ['int(null)', '0', '1', '-7', '2147483647', 'int(-2147483648)'],
  long: ['long(null)', '0', '3', '-5', '9223372036854775807', 'long(-9223372036854775808)'],
  real: [
    'real(null)',
    '0.0',
    '1.5',
    '-2.75',
    'real(nan)',
    'real(+inf)',
    'real(-inf)',
    '1e308',
    '1e-300',
  ],
  string: [
    '""',
    '"a"',
    '"Hello World"',
    `"it's"`,
    '"\\"quoted\\""',
    '"ünï 😀"',
    '"{\\"a\\":[1,null]}"',
    '"1.5"',
    '"2020-01-01"',
    '"a,b;c"',
    '"10.0.0.1/8"',
    String.raw`"\\ ' -- ; \\x00"`,
  ],
  bool: ['bool(null)', 'true', 'false'],
  datetime: [
    'datetime(null)',
    'datetime(2020-02-29 12:30:45.1234567)',
    'datetime(1969-12-31)',
    'datetime(0001-01-01)',
    'datetime(9999-12-31 23:59:59.9999999)',
  ],
  timespan: ['timespan(null)', '0s', '1d', '-90m', '1tick', 'time(10675199.02:48:05.4775807)'],
  dynamic: [
    'dynamic(null)',
    'dynamic([])',
    'dynamic([1,2.5,"x",null,true,{"k":[1]}])',
    'dynamic({})',
    'dynamic({"a":{"b":[1,2]},"c":null})',
    'dynamic("text")',
    'dynamic(1)',
    'dynamic(1.0)',
    'dynamic(true)',
  ],
  guid: ['guid(null)', 'guid(74be27de-1e4e-49d9-b579-fe0b331d3642)'],
  decimal: ['decimal(null)', 'decimal(1.25)', 'decimal(-3)'],
};

/** The rows that all generated queries read: every type, every edge. */
export const EDGES = `let Edges = datatable(${TYPES.map((type) => `${nameOf(type)}: ${type}`).join(', ')}) [
${Array.from({ length: 12 }, (_, row) => TYPES.map((type) => VALUES[type][row % VALUES[type].length]).join(', ')).join(',\n')}
];
`;

function nameOf(type: Type): string {
  return `${type}_c`;
}

const COMPARISONS = ['==', '!=', '<', '<=', '>', '>='];
const TEXT_TESTS = [
  'has',
  '!has',
  'contains',
  '!contains',
  'startswith',
  'endswith',
  '=~',
  '!~',
  'has_cs',
  'hasprefix',
  'hassuffix',
  'contains_cs',
  'startswith_cs',
];
const REGEXES = ['"[a-z]+"', String.raw`@"(\w)(\d*)"`, '"(?i)hello"', '"(a)|(b)"'];
const WORDS = ['"a"', '","', '"UTC"', '"yyyy-MM-dd HH:mm"', '"$.a"', '"24"'];
const AGGREGATES = signaturesOf('Aggregates', new Set(aggregates.keys()));
const FUNCTIONS = signaturesOf('Functions', new Set(scalarFunctions.keys()));

/** A query over EDGES that is plausible; many are refused by the parser, as they should be. */
export function generateQuery(random: Random): string {
  const steps = [
    ...Array.from({ length: random.below(3) }, () => keeping(random)),
    operator(random),
  ];
  return `${EDGES}Edges\n${steps.map((step) => `| ${step}`).join('\n')}`;
}

/** An operator after which all columns are still there. */
function keeping(random: Random): string {
  for (;;) {
    const step = operator(random);
    if (/^(?:where|extend|sort|take|top \d|serialize|parse|union|mv-expand)/.test(step))
      return step;
  }
}

function operator(random: Random): string {
  const value = () => expression(random, 2);
  const column = () => nameOf(random.pick(TYPES));
  switch (random.below(17)) {
    case 0:
      return `where ${condition(random, 2)}`;
    case 1:
    case 2:
    case 3:
      return `extend x${random.below(3)} = ${value()}`;
    case 4:
      return `project ${column()}, y = ${value()}, ${column()}`;
    case 5:
    case 6:
      return `summarize ${aggregate(random)}, z = ${aggregate(random)} by ${column()}, k = ${expression(random, 1, ['string', 'long', 'datetime', 'bool', 'real'])}`;
    case 7:
      return `sort by ${column()} ${random.pick(['asc', 'desc', 'asc nulls last', 'desc nulls first'])}, ${column()}`;
    case 8:
      return `take ${random.below(5)}`;
    case 9:
      return `top 3 by ${value()} ${random.pick(['asc', 'desc'])}`;
    case 10:
      return `distinct ${column()}, ${column()}`;
    case 11:
      return `join kind=${random.pick(['inner', 'innerunique', 'leftouter', 'rightouter', 'fullouter', 'leftanti', 'rightanti', 'leftsemi', 'rightsemi'])} (Edges | where ${condition(random, 1)}) on ${nameOf(random.pick(TYPES))}`;
    case 12:
      return `union (Edges | extend x0 = ${value()})`;
    case 13:
      return `mv-expand ${random.pick(['', 'bagexpansion=array ', 'with_itemindex=ix '])}dynamic_c${random.pick(['', ' to typeof(long)', ' to typeof(string)', ' limit 2'])}`;
    case 14:
      return `mv-apply e = dynamic_c on (${random.pick(['summarize n = count(), l = make_list(e)', 'where isnotnull(e) | take 1', 'extend f = tostring(e) | top 1 by f asc', 'summarize m = max(tolong(e))'])})`;
    case 15:
      return `make-series ${random.pick(['n = count()', 's = sum(long_c)', 'a = avg(real_c) default = real(null)'])} on ${random.pick(['datetime_c from datetime(2019-12-01) to datetime(2020-03-01) step 7d', 'int_c from -10 to 10 step 3', 'int_c step 5'])}${random.pick(['', ' by bool_c', ' by string_c'])}`;
    default:
      return random.pick([
        'parse string_c with a0: string " " b0: string',
        'parse kind=regex string_c with a0: long "." b0: long',
        'parse-where string_c with "it" a0',
        'parse-kv string_c as (a: string, b: long) with (pair_delimiter = ";", kv_delimiter = ",")',
        'serialize rn = row_number(), p = prev(string_c), n = next(long_c), c = row_cumsum(long_c)',
        'count',
        'getschema',
        'search "a"',
        'partition by bool_c (top 1 by long_c)',
        'top-nested 2 of string_c by n = count(), top-nested 1 of bool_c by m = max(long_c)',
        'sample-distinct 2 of string_c',
        'project-away string_c',
        'project-rename renamed = string_c',
        'evaluate bag_unpack(dynamic_c)',
      ]);
  }
}

function aggregate(random: Random): string {
  return call(random.pick(AGGREGATES), 1, random);
}

function condition(random: Random, depth: number): string {
  const type = random.pick(TYPES);
  const inner = () => expression(random, depth - 1, [type]);
  const text = () => expression(random, depth - 1, ['string']);
  switch (random.below(8)) {
    case 0:
      return `${text()} ${random.pick(TEXT_TESTS)} ${random.chance(0.7) ? random.pick(VALUES.string) : text()}`;
    case 1:
      return `not(${condition(random, Math.max(0, depth - 1))})`;
    case 2:
      return `(${inner()} ${random.pick(COMPARISONS)} ${inner()}) ${random.pick(['and', 'or'])} bool_c`;
    case 3:
      return `${inner()} ${random.pick(['in', '!in', 'in~', '!in~'])} (${inner()}, ${inner()})`;
    case 4:
      return `${inner()} ${random.pick(['between', '!between'])} (${inner()} .. ${inner()})`;
    case 5:
      return `${text()} ${random.pick(['has_any', 'has_all'])} (${random.pick([...VALUES.string, 'dynamic_c'])})`;
    case 6: {
      return `${nameOf(type)} ${random.pick(COMPARISONS)} ${random.pick(VALUES[type])}`;
    }
    default:
      return `${random.pick(['isnull', 'isnotnull', 'isempty', 'isnotempty'])}(${inner()})`;
  }
}

/** A scalar, of one of the types where they are given. */
function expression(random: Random, depth: number, types: readonly string[] = TYPES): string {
  const type = random.pick(types.filter((each): each is Type => each in VALUES));
  if (type === undefined) return '1';
  if (depth <= 0) return random.chance(0.7) ? nameOf(type) : random.pick(VALUES[type]);
  const wanted = CONVERSIONS[type];
  switch (random.below(8)) {
    case 0:
      return random.pick(VALUES[type]);
    case 1:
      return type === 'bool' ? condition(random, depth - 1) : nameOf(type);
    case 2:
      return sum(random, depth, type);
    case 3:
      return `${wanted}(dynamic_c${random.pick(['.a', '[0]', '["a"].b[0]', '[-1]', '[int_c]', '[string_c]', '.["k"]'])})`;
    case 4:
      return `${random.pick(['iff', 'iif'])}(${condition(random, depth - 1)}, ${nameOf(type)}, ${expression(random, depth - 1, [type])})`;
    default: {
      const inner = call(random.pick(FUNCTIONS), depth, random);
      return types.length === TYPES.length ? inner : `${wanted}(${inner})`;
    }
  }
}

const CONVERSIONS: Readonly<Record<Type, string>> = {
  int: 'toint',
  long: 'tolong',
  real: 'toreal',
  string: 'tostring',
  bool: 'tobool',
  datetime: 'todatetime',
  timespan: 'totimespan',
  dynamic: 'todynamic',
  guid: 'toguid',
  decimal: 'todecimal',
};

function sum(random: Random, depth: number, type: Type): string {
  const inner = (...types: Type[]) => expression(random, depth - 1, types);
  if (type === 'datetime')
    return `(${inner('datetime')} ${random.pick(['+', '-'])} ${inner('timespan')})`;
  if (type === 'timespan')
    return random.pick([
      `(${inner('datetime')} - ${inner('datetime')})`,
      `(${inner('timespan')} * ${inner('long', 'real')})`,
      `(${inner('timespan')} % 1h)`,
    ]);
  if (type === 'string') return `strcat(${inner('string')}, ${inner('long')}, ${inner('dynamic')})`;
  if (type === 'int' || type === 'long' || type === 'real' || type === 'decimal') {
    return `(${inner(type)} ${random.pick(['+', '-', '*', '/', '%'])} ${inner('long', type)})`;
  }
  return nameOf(type);
}

function call({ name, parameters }: Signature, depth: number, random: Random): string {
  const args = parameters.flatMap((parameter) => {
    const most = Math.min(parameter.most, parameter.least + 2);
    const count = parameter.least + random.below(most - parameter.least + 1);
    return Array.from({ length: count }, () => argument(parameter, depth, random));
  });
  return `${name}(${args.join(', ')})`;
}

function argument(
  { name, types, mustBeConstant, values }: Parameter,
  depth: number,
  random: Random,
): string {
  if (values.length > 0) return JSON.stringify(random.pick(values));
  if (types.includes('type')) return 'typeof(long)';
  if (/regex|pattern/i.test(name)) return random.pick(REGEXES);
  const constant = mustBeConstant || random.chance(0.2);
  if (constant && types.includes('string')) return random.pick([...WORDS, ...VALUES.string]);
  if (constant && types.includes('long')) return random.pick(['0', '1', '2', '50']);
  return expression(random, depth - 1, types);
}
