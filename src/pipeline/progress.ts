/** How far one stage of a job is. */
export interface ProgressReport {
  /** what is being done, e.g. 'Reading' */
  readonly stage: string;
  readonly done: number;
  /** null = not known beforehand */
  readonly total: number | null;
  /** what is counted, e.g. 'records' */
  readonly unit: string;
  /** the file that `done` and `total` are of; files that were named before it in the stage are done */
  readonly file?: string;
}

/** Called now and then by jobs that take long; must be quick. null = the stage is over. */
export type OnProgress = (report: ProgressReport | null) => void;

/** Runs a stage that is told of from its first moment to its last: the time shown is the one it took. */
export async function asStage<T>(
  stage: string,
  unit: string,
  onProgress: OnProgress | undefined,
  work: () => Promise<T>,
): Promise<T> {
  onProgress?.({ stage, done: 0, total: null, unit });
  const result = await work();
  onProgress?.(null);
  return result;
}
