/** What is made of each item, in order; while one is looked at, the next `depth` are being made. */
export async function* begunAhead<Item, Made>(
  items: readonly Item[],
  depth: number,
  make: (item: Item) => Promise<Made>,
): AsyncGenerator<Made> {
  const begun: Promise<Made>[] = [];
  for (let next = 0; next < items.length || begun.length > 0;) {
    while (next < items.length && begun.length <= depth) {
      const made = make(items[next++]!);
      // Awaited later; until then a failure must not count as unhandled.
      made.catch(() => undefined);
      begun.push(made);
    }
    yield await begun.shift()!;
  }
}
