/** How far one stage of a job is. */
export interface ProgressReport {
  /** what is being done, e.g. 'Reading' */
  readonly stage: string;
  readonly done: number;
  /** null = not known beforehand */
  readonly total: number | null;
  /** what is counted, e.g. 'records' */
  readonly unit: string;
}

/** Called now and then by jobs that take long; must be quick. */
export type OnProgress = (report: ProgressReport) => void;
