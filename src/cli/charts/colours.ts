import type { Series } from './chart.ts';

/** Told apart also by the colour-blind. Okabe & Ito 2008, https://jfly.uni-koeln.de/color/; its yellow
 *  is too pale for lines on white and stands last, darkened. */
const PALETTE = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#e69f00',
  '#5b4a9e',
  '#7f7f7f',
  '#8c564b',
  '#b8860b',
];

export const ANOMALY_COLOUR = '#c1121f';

export function colour(index: number): string {
  return PALETTE[index % PALETTE.length] ?? '';
}

/** A colour for each series; a fit has that of the first values it belongs to. */
export function coloursOf(series: readonly Series[]): readonly string[] {
  const indexes = indexesOf(series);
  return indexes.map(colour);
}

/** The same as numbers from 0. */
export function indexesOf(series: readonly Series[]): readonly number[] {
  const values = series.filter(({ role }) => role !== 'fit');
  return series.map((each) => {
    const described = each.role === 'fit' ? values.find(({ group }) => group === each.group) : each;
    return Math.max(0, values.indexOf(described ?? each));
  });
}
