import { formatCount, printable } from '../terminal/index.ts';

/** Units that end the name of a fact, the longest first where one ends another. */
const UNITS: readonly (readonly [suffix: string, unit: string])[] = [
  ['Kmh', 'km/h'],
  ['Km', 'km'],
  ['Days', 'days'],
  ['Hours', 'h'],
  ['Minutes', 'min'],
  ['Seconds', 's'],
  ['Ms', 'ms'],
  ['Percent', '%'],
];

export type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** `{ distanceKm: 5120.4, fromCity: 'Oslo' }` → 'distance 5,120 km, from city Oslo'.
 *  Facts that are not known are left out. */
export function factsText(facts: Facts): string {
  return Object.entries(facts)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => factText(name, value))
    .join(', ');
}

function factText(name: string, value: Facts[string]): string {
  const [suffix = '', unit = ''] = UNITS.find(([each]) => name.endsWith(each)) ?? [];
  const words = wordsOf(name.slice(0, name.length - suffix.length));
  if (typeof value === 'boolean') return `${words}: ${value ? 'yes' : 'no'}`;
  const text = typeof value === 'number' ? numberText(value) : printable(String(value));
  return [words, text, unit].filter((each) => each !== '').join(' ');
}

/** 'previousCountry' → 'previous country' */
function wordsOf(name: string): string {
  return printable(name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase());
}

function numberText(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 100) return formatCount(Math.round(value));
  return String(Number(value.toPrecision(2)));
}
