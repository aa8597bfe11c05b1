import { scalarFunctions } from '../../src/kql/functions/index.ts';
import type { Random } from './generate.ts';
import { signaturesOf, type Parameter } from './signatures.ts';

/** Series and shapes as nobody wants them. */
const DYNAMICS = [
  'dynamic(null)',
  'dynamic([])',
  'dynamic([7])',
  'dynamic([1,2,3,4,5,6,7,8,9,10,11,12])',
  'dynamic([1,5,1,5,1,5,1,5,1,5,1,5,90,5,1,5])',
  'dynamic([null,null,null])',
  'dynamic([1,null,-3.5,null,0])',
  'dynamic([1e308,-1e308,1e308])',
  'dynamic([5,5,5,5,5,5])',
  'dynamic(["NaN",1,"Infinity","-Infinity"])',
  'dynamic(["a",1,true,{"x":1},[2]])',
  'dynamic([[1,2],[3,4]])',
  'dynamic({"a":1,"b":[1,2]})',
  'dynamic({"type":"Point","coordinates":[13.4,52.5]})',
  'dynamic({"type":"Point","coordinates":[500,"x"]})',
  'dynamic({"type":"LineString","coordinates":[[0,0],[1,1],[179.9,-89.9]]})',
  'dynamic({"type":"LineString","coordinates":[]})',
  'dynamic({"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[0,10],[0,0]]]})',
  'dynamic({"type":"Polygon","coordinates":[[[0,0]],null]})',
  'dynamic({"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]})',
  'dynamic({"type":7})',
  'dynamic("text")',
  'dynamic("10.0.0.0/8")',
  'dynamic(3)',
  'dynamic(-0.0)',
  'dynamic(true)',
];

const REALS = [
  'real(null)',
  '0.0',
  '-1.5',
  '0.5',
  '90.0',
  '180.0',
  '-181.0',
  'real(nan)',
  'real(+inf)',
  '1e300',
];
const LONGS = [
  'long(null)',
  '-9223372036854775807',
  '-2',
  '-1',
  '0',
  '1',
  '2',
  '3',
  '7',
  '18',
  '100',
];
const TEXTS = [
  '""',
  '"a"',
  '"linefit"',
  '"avg"',
  '"none"',
  '"ctukey"',
  '"tukey"',
  '"sv8wzvy7"',
  '"862a1072fffffff"',
  '"u33"',
  '"not a cell"',
  '"10.0.0.1"',
  '"::1/129"',
  'strrep("x", 5000)',
];
const VALUES: Readonly<Record<string, readonly string[]>> = {
  dynamic: DYNAMICS,
  real: REALS,
  long: LONGS,
  int: LONGS,
  decimal: ['decimal(1.5)'],
  string: TEXTS,
  bool: ['true', 'false', 'bool(null)'],
  timespan: ['1h', 'timespan(null)', '-1d'],
  datetime: ['datetime(2024-01-01)', 'datetime(null)'],
};
const COLUMNS: Readonly<Record<string, string>> = {
  dynamic: 'd',
  real: 'r',
  long: 'l',
  string: 's',
  bool: 'b',
};

/** A row of each hostile series beside hostile numbers and texts. */
export const HOSTILE = `let Hostile = datatable(d: dynamic, r: real, l: long, s: string, b: bool) [
${DYNAMICS.map((each, row) => [each, at(REALS, row), at(LONGS, row), at(TEXTS.slice(0, -1), row), at(['true', 'false', 'bool(null)'], row)].join(', ')).join(',\n')}
];
`;

function at(values: readonly string[], row: number): string {
  return values[row % values.length] ?? '';
}

const FUNCTIONS = signaturesOf(
  'Functions',
  new Set(
    [...scalarFunctions.keys()].filter((name) =>
      /^(?:series_|geo_|array_|ipv4_|ipv6_|bag_|set_|parse_|has_any_ip|has_ip)/.test(name),
    ),
  ),
);

/** The functions that are called with everything. */
export const HOSTILE_FUNCTIONS: readonly string[] = FUNCTIONS.map(({ name }) => name);

/** One call of one function over the hostile rows. */
export function hostileCall(number: number, random: Random): string {
  const signature = FUNCTIONS[number % FUNCTIONS.length] ?? random.pick(FUNCTIONS);
  const args = signature.parameters.flatMap((parameter) => {
    const most = Math.min(parameter.most, parameter.least + 2);
    const count = parameter.least + random.below(most - parameter.least + 1);
    return Array.from({ length: count }, () => argument(parameter, random));
  });
  return `${HOSTILE}Hostile | extend x = ${signature.name}(${args.join(', ')})`;
}

function argument({ types, values, mustBeConstant }: Parameter, random: Random): string {
  if (values.length > 0) return JSON.stringify(random.pick(values));
  if (types.includes('type')) return 'typeof(long)';
  // What takes any type is mostly meant for arrays.
  const type = types.includes('dynamic') && random.chance(0.7) ? 'dynamic' : random.pick(types);
  const column = COLUMNS[type];
  if (column !== undefined && !mustBeConstant && random.chance(0.75)) return column;
  return random.pick(VALUES[type] ?? DYNAMICS);
}

const PLUGINS = [
  'evaluate bag_unpack(d)',
  'project d | evaluate bag_unpack(d)',
  'project d, s | evaluate bag_unpack(d, "p_")',
  'project d, s | evaluate bag_unpack(d, "s", columnsConflict = "keep_source")',
  'evaluate pivot(s)',
  'evaluate pivot(s, sum(l), b)',
  'evaluate pivot(b, max(r))',
  'where false | evaluate pivot(s)',
  'where false | evaluate bag_unpack(d)',
  'evaluate narrow()',
  'where false | evaluate narrow()',
  'extend net = "10.0.0.0/8" | evaluate ipv4_lookup(Hostile, s, s)',
  'evaluate ipv4_lookup((Hostile | project net = s, l), s, net, return_unmatched = true)',
  'evaluate ipv6_lookup((Hostile | project net = s, l), s, net)',
  'mv-expand d | extend x = tostring(d)',
  'mv-expand bagexpansion = array d',
  'mv-expand d to typeof(real)',
  'mv-expand with_itemindex = i d to typeof(long) limit 3',
  'mv-apply d on (summarize make_list(d), sum(todouble(d)), count())',
  'mv-apply e = d to typeof(string) on (where e has "a" | top 1 by e)',
  'summarize make_list(d), make_set(d), make_bag(d), arg_max(r, *), take_any(d) by b',
  'summarize dcount(s), percentile(r, 50), stdev(r), make_list_if(l, b), max(r), min(l), avg(l) by s',
  'make-series n = count(), m = avg(r) on l from -10 to 10 step 1 by b | extend series_decompose_anomalies(n), series_stats(m)',
  'make-series n = count() default = -1 on l step 5',
  'make-series m = max(r) default = real(nan) on l from 0 to 5 step 2 by s | extend series_fit_line(m), series_fit_2lines(m), series_outliers(m), series_periods_detect(m, 0.0, 3.0, 2)',
];

/** An operator or plug-in over the hostile rows. */
export const HOSTILE_PIPES: readonly string[] = PLUGINS.map(
  (each) => `${HOSTILE}Hostile | ${each}`,
);
