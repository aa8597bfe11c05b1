/** One distinct copy of a record. */
export interface Copy {
  readonly landing: Readonly<Record<string, string>>;
  /** ISO text with seven digits; null where the shape has none */
  readonly recordTime: string | null;
  /** order of arrival; only compared */
  readonly arrival: number;
  readonly contentHash: string;
}

const EMPTY: ReadonlySet<string> = new Set(['', 'null', '[]', '{}']);

/** Later copies say `none` here when they have lost what earlier ones knew. */
const NONE_IS_EMPTY: ReadonlySet<string> = new Set([
  'originalTransferMethod',
  'authenticationProtocol',
]);

/** The one row that all copies of a record make: field by field the last value that says something.
 *
 *  Copies are in the order of their record times where both have one, else of arrival, ties by
 *  content. A copy given twice counts once, so any batching and repetition gives the same row, and
 *  so does any order of arrival where the record times differ. */
export function foldCopies(copies: readonly Copy[]): Record<string, string> {
  const folded: Record<string, string> = {};
  for (const { landing } of inOrder(copies)) {
    for (const [field, text] of Object.entries(landing)) {
      if (folded[field] === undefined || !isEmpty(field, text)) folded[field] = text;
    }
  }
  return folded;
}

function isEmpty(field: string, text: string): boolean {
  return EMPTY.has(text) || (text === 'none' && NONE_IS_EMPTY.has(field));
}

/** Copies without a record time stay at their place among the arrivals; those with one share out the
 *  places that they hold, in the order of their times. Comparing pair by pair would be no order: a
 *  late copy without a time could stand between two others both ways. */
function inOrder(copies: readonly Copy[]): readonly Copy[] {
  const distinct = new Map<string, Copy>();
  for (const copy of copies) {
    const known = distinct.get(copy.contentHash);
    if (known === undefined || copy.arrival < known.arrival) distinct.set(copy.contentHash, copy);
  }
  const byArrival = [...distinct.values()].toSorted(
    (a, b) => a.arrival - b.arrival || compare(a.contentHash, b.contentHash),
  );
  const timed = byArrival
    .filter(({ recordTime }) => recordTime !== null)
    .toSorted(
      (a, b) =>
        compare(a.recordTime ?? '', b.recordTime ?? '') || compare(a.contentHash, b.contentHash),
    );
  const next = timed[Symbol.iterator]();
  return byArrival.map((copy) => (copy.recordTime === null ? copy : (next.next().value ?? copy)));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
