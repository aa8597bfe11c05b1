/** What is awaited later: until then a failure must not count as unhandled. */
export function begun<Result>(result: Promise<Result>): Promise<Result> {
  result.catch(() => undefined);
  return result;
}

/** What is made of each item, in order; while one is looked at, the next `depth` are being made. */
export async function* begunAhead<Item, Made>(
  items: readonly Item[],
  depth: number,
  make: (item: Item) => Promise<Made>,
): AsyncGenerator<Made> {
  const ahead: Promise<Made>[] = [];
  for (let next = 0; next < items.length || ahead.length > 0;) {
    while (next < items.length && ahead.length <= depth) {
      ahead.push(begun(make(items[next++]!)));
    }
    yield await ahead.shift()!;
  }
}
