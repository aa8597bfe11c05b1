/** A picture of a result, before anybody draws it. */
export interface Chart {
  readonly form: ChartForm;
  readonly title: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly x: AxisKind;
  readonly logX: boolean;
  readonly logY: boolean;
  /** from the query's ymin and ymax; null = from the values */
  readonly yRange: readonly [number | null, number | null];
  readonly showLegend: boolean;
  readonly stacked: boolean;
  readonly series: readonly Series[];
}

export type ChartForm = 'lines' | 'areas' | 'columns' | 'bars' | 'pie' | 'points';

/** x of a time axis are epoch ms; of a category axis, places in `Series.labels`. */
export type AxisKind = 'time' | 'number' | 'category';

export interface Series {
  /** what the legend calls it */
  readonly name: string;
  /** the texts that its rows share; series of one group are, on a terminal, in one picture */
  readonly group: string;
  /** values are points; a fit is a line without points, over the values that it belongs to */
  readonly role: 'values' | 'fit' | 'valuesOfFit';
  /** y is null where there is no value; in the order of x for times and numbers */
  readonly points: readonly Point[];
}

export interface Point {
  readonly x: number;
  readonly y: number | null;
  /** of a category axis: the category; else '' */
  readonly label: string;
  /** 1 or -1 where the query found an anomaly, else 0 */
  readonly anomaly: number;
}
