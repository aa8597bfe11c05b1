/** A column that a SELECT can yield: under which name, and how each of the SELECTs that are stacked
 *  (UNION ALL) computes it. */
export interface ListedColumn {
  readonly name: string;
  readonly sql: readonly string[];
}

interface List {
  readonly columns: readonly ListedColumn[];
  /** what stands where no column is asked for */
  readonly otherwise: string;
}

/** Lists of columns that are written last, when it is known which columns are asked for: a table of a
 *  hundred columns would else be spelled out at every step. */
export class ColumnLists {
  readonly #lists: List[] = [];

  /** @returns a mark for each of the stacked SELECTs, to stand where its list will be */
  add(columns: readonly ListedColumn[], selects: number, otherwise = '1'): readonly string[] {
    const id = this.#lists.push({ columns, otherwise }) - 1;
    return Array.from({ length: selects }, (_, select) => `${MARK}${id}:${select}${MARK}`);
  }

  /** The text with all marks replaced. */
  written(text: string): string {
    const asked = this.#asked(text);
    return text.replaceAll(MARKED, (...match) => {
      const { id, select } = match.at(-1) as { readonly id: string; readonly select: string };
      const list = this.#lists[Number(id)];
      return list === undefined ? '' : listText(list, Number(select), asked);
    });
  }

  /** Every name that is read, directly or by a column that is. */
  #asked(text: string): ReadonlySet<string> {
    const sources = new Map<string, string[]>();
    for (const { columns } of this.#lists) {
      for (const { name, sql } of columns)
        sources.set(name, [...(sources.get(name) ?? []), ...sql]);
    }
    const asked = new Set<string>();
    const waiting = wordsOf(text.replaceAll(MARKED, ' '));
    while (waiting.length > 0) {
      const name = waiting.pop() ?? '';
      if (asked.has(name)) continue;
      asked.add(name);
      for (const sql of sources.get(name) ?? []) {
        waiting.push(...wordsOf(sql).filter((word) => word !== name));
      }
    }
    return asked;
  }
}

/** A character that literals never contain, see literals.ts. */
const MARK = '\u0001';
// oxlint-disable-next-line no-control-regex -- that is why it is one
const MARKED = /\u0001(?<id>\d+):(?<select>\d+)\u0001/gv;

function wordsOf(sql: string): string[] {
  return sql.match(/[A-Za-z]\w*_\d+/gv) ?? [];
}

function listText(
  { columns, otherwise }: List,
  select: number,
  asked: ReadonlySet<string>,
): string {
  const cells = columns
    .filter(({ name }) => asked.has(name))
    .map(({ name, sql }) => {
      const cell = sql[select] ?? '';
      return select > 0 || cell === name ? cell : `${cell} AS ${name}`;
    });
  return cells.length === 0 ? otherwise : cells.join(', ');
}
