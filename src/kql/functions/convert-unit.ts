import { sqlOf, type Sql } from '../types.ts';
import { argAs, constantText, type Call, type FunctionTable } from './function.ts';

/** convert_length(value, from, to) and its sisters. A unit that is not known makes null.
 *  Names and sizes: those of UnitsNet, on which Kusto's functions are built;
 *  learn.microsoft.com/kusto/query/convert-length-function and its neighbours. */
export const convertUnitFunctions: FunctionTable = {
  convert_angle: (call) => scaled(call, ANGLES),
  convert_energy: (call) => scaled(call, ENERGIES),
  convert_force: (call) => scaled(call, FORCES),
  convert_length: (call) => scaled(call, LENGTHS),
  convert_mass: (call) => scaled(call, MASSES),
  convert_speed: (call) => scaled(call, SPEEDS),
  convert_temperature: (call) => temperature(call),
  convert_volume: (call) => scaled(call, VOLUMES),
};

type Sizes = Readonly<Record<string, number>>;

const PREFIXES: Sizes = {
  Femto: 1e-15,
  Pico: 1e-12,
  Nano: 1e-9,
  Micro: 1e-6,
  Milli: 1e-3,
  Centi: 1e-2,
  Deci: 1e-1,
  Deca: 1e1,
  Hecto: 1e2,
  Kilo: 1e3,
  Mega: 1e6,
  Giga: 1e9,
  Tera: 1e12,
  Peta: 1e15,
};

/** `unit` with each prefix, and alone. */
function prefixed(unit: string, size = 1): Sizes {
  const small = unit.charAt(0).toLowerCase() + unit.slice(1);
  return {
    [unit]: size,
    ...Object.fromEntries(
      Object.entries(PREFIXES).map(([prefix, factor]) => [`${prefix}${small}`, factor * size]),
    ),
  };
}

const FOOT = 0.3048;
const INCH = 0.0254;
const MILE = 1609.344;
const POUND = 0.45359237;
const GRAVITY = 9.80665;

const ANGLES: Sizes = {
  ...prefixed('Radian'),
  ...prefixed('Degree', Math.PI / 180),
  Arcminute: Math.PI / 10_800,
  Arcsecond: Math.PI / 648_000,
  Gradian: Math.PI / 200,
  NatoMil: Math.PI / 3200,
  Revolution: 2 * Math.PI,
};

const LENGTHS: Sizes = {
  ...prefixed('Meter'),
  Angstrom: 1e-10,
  AstronomicalUnit: 1.495978707e11,
  Chain: 20.1168,
  DataMile: 1828.8,
  Fathom: 1.8288,
  Foot: FOOT,
  Hand: 0.1016,
  Inch: INCH,
  LightYear: 9.46073047258e15,
  Microinch: INCH * 1e-6,
  Mil: INCH * 1e-3,
  Mile: MILE,
  NauticalMile: 1852,
  Parsec: 3.08567758128e16,
  Shackle: 27.432,
  SolarRadius: 6.9551e8,
  Twip: INCH / 1440,
  UsSurveyFoot: 1200 / 3937,
  Yard: 0.9144,
};

const MASSES: Sizes = {
  ...prefixed('Gram', 1e-3),
  ...prefixed('Tonne', 1e3),
  Kilogram: 1,
  EarthMass: 5.9722e24,
  Grain: POUND / 7000,
  Kilopound: POUND * 1e3,
  LongHundredweight: 50.80234544,
  LongTon: 1016.0469088,
  Megapound: POUND * 1e6,
  Ounce: POUND / 16,
  Pound: POUND,
  ShortHundredweight: 45.359237,
  ShortTon: 907.18474,
  Slug: 14.593902937,
  SolarMass: 1.98947e30,
  Stone: 6.35029318,
};

const FORCES: Sizes = {
  ...prefixed('Newton'),
  Dyn: 1e-5,
  KilogramForce: GRAVITY,
  KilopoundForce: POUND * GRAVITY * 1e3,
  OunceForce: (POUND * GRAVITY) / 16,
  Poundal: POUND * FOOT,
  PoundForce: POUND * GRAVITY,
  ShortTonForce: POUND * GRAVITY * 2000,
  TonneForce: GRAVITY * 1e3,
};

const ENERGIES: Sizes = {
  ...prefixed('Joule'),
  ...prefixed('WattHour', 3600),
  ...prefixed('Calorie', 4.184),
  ...prefixed('BritishThermalUnit', 1055.05585262),
  ...prefixed('ElectronVolt', 1.602176565e-19),
  Erg: 1e-7,
  FootPound: 1.355817948,
  HorsepowerHour: 2.6845195377e6,
  ThermEc: 1.05505585262e8,
  ThermImperial: 1.05505585257348e8,
  ThermUs: 1.054804e8,
};

const SPEEDS: Sizes = {
  ...speeds(prefixed('Meter')),
  ...speeds({ Foot: FOOT }),
  ...speeds({ Inch: INCH }),
  ...speeds({ Yard: 0.9144 }),
  ...speeds({ UsSurveyFoot: 1200 / 3937 }),
  Knot: 1852 / 3600,
  MilePerHour: MILE / 3600,
};

function speeds(lengths: Sizes): Sizes {
  const times: Sizes = { Second: 1, Minute: 60, Hour: 3600 };
  return Object.fromEntries(
    Object.entries(lengths).flatMap(([length, size]) =>
      Object.entries(times).map(([time, seconds]) => [`${length}Per${time}`, size / seconds]),
    ),
  );
}

const VOLUMES: Sizes = {
  ...prefixed('Liter', 1e-3),
  CubicCentimeter: 1e-6,
  CubicDecimeter: 1e-3,
  CubicFoot: FOOT ** 3,
  CubicHectometer: 1e6,
  CubicInch: INCH ** 3,
  CubicKilometer: 1e9,
  CubicMeter: 1,
  CubicMicrometer: 1e-18,
  CubicMile: MILE ** 3,
  CubicMillimeter: 1e-9,
  CubicYard: 0.9144 ** 3,
  AcreFoot: 1 / 0.000810714,
  AuTablespoon: 2e-5,
  BoardFoot: FOOT ** 3 / 12,
  HectocubicFoot: FOOT ** 3 * 100,
  HectocubicMeter: 100,
  ImperialBeerBarrel: 0.16365924,
  ImperialGallon: 0.00454609,
  ImperialOunce: 2.84130624999629e-5,
  ImperialPint: 0.00056826125,
  ImperialQuart: 0.0011365225,
  KilocubicFoot: FOOT ** 3 * 1e3,
  KilocubicMeter: 1e3,
  KiloimperialGallon: 4.54609,
  KilousGallon: 3.785411784,
  MetricCup: 0.00025,
  MetricTeaspoon: 5e-6,
  OilBarrel: 0.158987294928,
  UkTablespoon: 1.5e-5,
  UsBeerBarrel: 0.11734777,
  UsCustomaryCup: 0.0002365882365,
  UsGallon: 0.003785411784,
  UsLegalCup: 0.00024,
  UsOunce: 2.95735295625376e-5,
  UsPint: 0.000473176473,
  UsQuart: 0.000946352946,
  UsTablespoon: 1.478676478125e-5,
  UsTeaspoon: 4.92892159375e-6,
};

function scaled(call: Call, sizes: Sizes): Sql {
  const [from, to] = [sizes[constantText(call, 1)], sizes[constantText(call, 2)]];
  const value = argAs(call, 0, 'real');
  if (from === undefined || to === undefined)
    return sqlOf('CAST(NULL AS Nullable(Float64))', 'real');
  return sqlOf(`(${value.sql} * ${from} / ${to})`, 'real', value.nullable);
}

/** Each as kelvins = value × scale + zero. */
const TEMPERATURES: Readonly<Record<string, readonly [scale: number, zero: number]>> = {
  Kelvin: [1, 0],
  MillidegreeCelsius: [0.001, 273.15],
  DegreeCelsius: [1, 273.15],
  DegreeDelisle: [-2 / 3, 373.15],
  DegreeFahrenheit: [5 / 9, 459.67 * (5 / 9)],
  DegreeNewton: [100 / 33, 273.15],
  DegreeRankine: [5 / 9, 0],
  DegreeReaumur: [1.25, 273.15],
  DegreeRoemer: [40 / 21, 273.15 - 7.5 * (40 / 21)],
  SolarTemperature: [5778, 0],
};

function temperature(call: Call): Sql {
  const [from, to] = [TEMPERATURES[constantText(call, 1)], TEMPERATURES[constantText(call, 2)]];
  const value = argAs(call, 0, 'real');
  if (from === undefined || to === undefined)
    return sqlOf('CAST(NULL AS Nullable(Float64))', 'real');
  return sqlOf(
    `((${value.sql} * ${from[0]} + ${from[1]} - ${to[1]}) / ${to[0]})`,
    'real',
    value.nullable,
  );
}
