/** Which column stands for which value: one list of values for each categorical field. */
export interface OneHot {
  readonly width: number;
  readonly columns: readonly ReadonlyMap<string, number>[];
}

/** Gives each value seen in training a column of its own, in order of field and of first appearance.
 *  The encoding that forests are usually fed, kept to compare with: a value that training never had is all
 *  zeros, which a tree takes for the most ordinary of rows, so new values hardly raise the score.
 *  @param rows     one list of values a row, all of the same length
 *  @param maxValues  values of a field that get a column, the most frequent ones (ties by first appearance) */
export function fitOneHot(rows: readonly (readonly string[])[], maxValues = Infinity): OneHot {
  const fieldCount = rows[0]?.length ?? 0;
  let width = 0;
  const columns = Array.from({ length: fieldCount }, (_, field) => {
    const values = frequentValues(rows, field, maxValues);
    const first = width;
    width += values.length;
    return new Map(values.map((value, index) => [value, first + index]));
  });
  return { width, columns };
}

/** The row as zeros and ones; a value without a column leaves its field all zeros.
 *  @throws RangeError when the row has not the number of fields of training */
export function oneHotRow({ width, columns }: OneHot, values: readonly string[]): Float32Array {
  if (values.length !== columns.length) {
    throw new RangeError(`a row must have ${columns.length} fields, got ${values.length}`);
  }
  const row = new Float32Array(width);
  for (const [field, value] of values.entries()) {
    const column = columns[field]?.get(value);
    if (column !== undefined) row[column] = 1;
  }
  return row;
}

/** oneHotRow of each row, one after the other. */
export function oneHotRows(encoding: OneHot, rows: readonly (readonly string[])[]): Float32Array {
  const encoded = new Float32Array(rows.length * encoding.width);
  for (const [index, row] of rows.entries()) {
    encoded.set(oneHotRow(encoding, row), index * encoding.width);
  }
  return encoded;
}

function frequentValues(
  rows: readonly (readonly string[])[],
  field: number,
  maxValues: number,
): string[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = row[field];
    if (row.length !== (rows[0]?.length ?? 0) || value === undefined) {
      throw new RangeError(`rows must have ${rows[0]?.length} fields, got ${row.length}`);
    }
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const frequent = [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, maxValues);
  const kept = new Set(frequent.map(([value]) => value));
  return [...counts.keys()].filter((value) => kept.has(value));
}
