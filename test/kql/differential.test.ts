import { describe, expect, it } from 'vitest';
import { hunt } from '../../src/pipeline/hunt.ts';
import { embeddedStore } from '../support/stores.ts';
import { Random } from './generate.ts';

/** Answers beside a second implementation, in plain TypeScript, of what the documentation says. */

type Series = readonly (number | null)[];

const random = new Random(11);
const store = embeddedStore();

async function rowsOf(query: string): Promise<readonly (readonly unknown[])[]> {
  const { rows } = await hunt(store(), query, { tables: [], nowMs: Date.UTC(2024, 0, 2) });
  return rows.map((row) => row.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell)));
}

function series(length: number, holes: number): Series {
  return Array.from({ length }, () =>
    random.chance(holes) ? null : Math.round((random.next() - 0.4) * 4000) / 8,
  );
}

/** Two numbers are the same where a rounding error lies between them. */
function close(actual: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((each, place) => close(actual[place], each))
    );
  }
  if (typeof expected !== 'number' || typeof actual !== 'number') return actual === expected;
  return Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
}

function whole(a: Series): boolean {
  return a.every((each) => each !== null);
}

function hasFractions(a: Series): boolean {
  return a.some((each) => each !== null && each % 1 !== 0);
}

function filledForward(a: Series): Series {
  let last: number | null = null;
  return a.map((each) => (last = each ?? last));
}

/** Few first bytes, so that networks of every size have addresses in them. */
function nearAddress(): number {
  return (random.below(4) * 2 ** 24 + random.below(2 ** 24)) % 2 ** 32;
}

function dotted(ip: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(ip / 2 ** shift) % 256).join('.');
}

function inside(ip: number, [base, bits]: readonly [number, number]): boolean {
  return Math.floor(ip / 2 ** (32 - bits)) === Math.floor(base / 2 ** (32 - bits));
}

describe('series functions', () => {
  const inputs = [
    ...Array.from({ length: 20 }, () => series(1 + random.below(12), 0)),
    ...Array.from({ length: 20 }, () => series(1 + random.below(12), 0.4)),
  ];
  const partners = inputs.map(({ length }) => series(Math.max(1, length - random.below(3)), 0.2));
  const table = `datatable(i: long, a: dynamic, b: dynamic) [${inputs
    .map((a, i) => `${i}, dynamic(${JSON.stringify(a)}), dynamic(${JSON.stringify(partners[i])})`)
    .join(',\n')}]`;

  async function differences(
    call: string,
    expected: (a: Series, b: Series) => unknown,
    only: (a: Series) => boolean = () => true,
  ): Promise<readonly unknown[]> {
    const rows = await rowsOf(`${table} | project i, x = ${call} | sort by i asc`);
    return rows.flatMap(([i, actual]) => {
      const [a, b] = [inputs[Number(i)] ?? [], partners[Number(i)] ?? []];
      const wanted = expected(a, b);
      return !only(a) || close(actual, wanted) ? [] : [{ a, b, actual, wanted }];
    });
  }

  it.each([
    ['series_add', (x: number, y: number) => x + y],
    ['series_subtract', (x: number, y: number) => x - y],
    ['series_multiply', (x: number, y: number) => x * y],
  ])('%s pairs elements, null where one is missing', async (name, combined) => {
    expect(
      await differences(`${name}(a, b)`, (a, b) =>
        Array.from({ length: Math.max(a.length, b.length) }, (_, place) => {
          const [x, y] = [a[place] ?? null, b[place] ?? null];
          return x === null || y === null ? null : combined(x, y);
        }),
      ),
    ).toEqual([]);
  });

  it('series_fill_forward and _backward repeat the nearest known one', async () => {
    expect(await differences('series_fill_forward(a)', filledForward)).toEqual([]);
    expect(
      await differences('series_fill_backward(a)', (a) =>
        filledForward(a.toReversed()).toReversed(),
      ),
    ).toEqual([]);
  });

  it('series_fill_linear draws straight lines between known ones', async () => {
    expect(
      await differences(
        'series_fill_linear(a, double(null), false)',
        (a) =>
          a.map((each, at) => {
            const before = a.findLastIndex((other, place) => place < at && other !== null);
            const after = a.findIndex((other, place) => place > at && other !== null);
            if (each !== null || before < 0 || after < 0) return each;
            const [from, to] = [a[before] ?? 0, a[after] ?? 0];
            return from + ((to - from) * (at - before)) / (after - before);
          }),
        hasFractions,
      ),
    ).toEqual([]);
  });

  it('series_fir weighs the last values, series_iir also its own last results', async () => {
    expect(
      await differences(
        'series_fir(a, dynamic([1, 2, 1]), false, false)',
        (a) => a.map((each, at) => (each ?? 0) + 2 * (a[at - 1] ?? 0) + (a[at - 2] ?? 0)),
        whole,
      ),
    ).toEqual([]);
    expect(
      await differences(
        'series_iir(a, dynamic([1, 0.5]), dynamic([2, -1]))',
        (a) => {
          const results: number[] = [];
          for (const [at, each] of a.entries()) {
            results.push(((each ?? 0) + 0.5 * (a[at - 1] ?? 0) + (results[at - 1] ?? 0)) / 2);
          }
          return results;
        },
        whole,
      ),
    ).toEqual([]);
  });

  it('series_stats_dynamic gives extremes, mean and sample variance', async () => {
    expect(
      await differences(
        'array_concat(pack_array(series_stats_dynamic(a).min, series_stats_dynamic(a).max_idx, series_stats_dynamic(a).avg, series_stats_dynamic(a).variance))',
        (a) => {
          const numbers = a.map((each) => each ?? 0);
          const mean = numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
          const squares = numbers.reduce((sum, each) => sum + (each - mean) ** 2, 0);
          return [
            Math.min(...numbers),
            numbers.indexOf(Math.max(...numbers)),
            mean,
            squares / (numbers.length - 1),
          ];
        },
        (a) => whole(a) && a.length > 1,
      ),
    ).toEqual([]);
  });

  it('series_fit_line is the line of least squares', async () => {
    expect(
      await differences(
        'pack_array(series_fit_line_dynamic(a).slope, series_fit_line_dynamic(a).interception)',
        (a) => {
          const n = a.length;
          const [meanX, meanY] = [(n - 1) / 2, a.reduce<number>((s, y) => s + (y ?? 0), 0) / n];
          const top = a.reduce<number>((s, y, x) => s + (x - meanX) * ((y ?? 0) - meanY), 0);
          const slope = top / a.reduce<number>((s, _, x) => s + (x - meanX) ** 2, 0);
          // The documented interception counts the places from 1.
          return [slope, meanY - slope * (meanX + 1)];
        },
        (a) => whole(a) && a.length > 2,
      ),
    ).toEqual([]);
  });
});

describe('addresses', () => {
  const networks = Array.from({ length: 60 }, (_, n) => [nearAddress(), n % 33] as const);
  const ips = [
    ...Array.from({ length: 80 }, nearAddress),
    ...Array.from({ length: 20 }, () => random.below(2 ** 32)),
  ];
  const tables = `let Networks = datatable(n: long, network: string) [${networks.map(([base, bits], n) => `${n}, "${dotted(base)}/${bits}"`).join(', ')}];
    let Ips = datatable(i: long, ip: string) [${ips.map((ip, i) => `${i}, "${dotted(ip)}"`).join(', ')}];`;
  const wanted = ips.flatMap((ip, i) =>
    networks.flatMap((network, n) => (inside(ip, network) ? [`${i} in ${n}`] : [])),
  );

  it.each([
    ['ipv4_lookup', 'Ips | evaluate ipv4_lookup(Networks, ip, network)'],
    [
      'ipv4_is_in_range',
      'Ips | extend one = 1 | join kind=inner (Networks | extend one = 1) on one | where ipv4_is_in_range(ip, network)',
    ],
    [
      'ipv4_is_in_any_range',
      'Ips | extend one = 1 | join kind=inner (Networks | extend one = 1) on one | where ipv4_is_in_any_range(ip, pack_array("nonsense", network))',
    ],
  ])('%s finds every network of every size', async (_, query) => {
    const rows = await rowsOf(`${tables} ${query} | project i, n`);
    expect(rows.map(([i, n]) => `${String(i)} in ${String(n)}`).toSorted()).toEqual(
      wanted.toSorted(),
    );
  });
});

describe('plug-ins', () => {
  const cells = Array.from({ length: 60 }, () => ({
    who: random.pick(['ann', 'ben', '', 'who']),
    what: random.pick(['ok', 'no', '', 'who', 'a b', "it's"]),
    n: random.chance(0.2) ? null : random.below(100),
  }));
  const table = `datatable(who: string, what: string, n: long) [${cells
    .map(({ who, what, n }) => `"${who}", "${what}", ${n ?? 'long(null)'}`)
    .join(', ')}]`;

  it('pivot puts the sum of each pair into its cell', async () => {
    const query = `${table} | evaluate pivot(what, sum(n), who)`;
    const { columns, rows } = await hunt(store(), query, { tables: [], nowMs: 0 });
    // The empty text and a name that is taken get names of their own.
    const values = columns.slice(1).map(({ name }) => ({ Column1: '', who1: 'who' })[name] ?? name);
    for (const row of rows) {
      const sums = values.map((what) =>
        cells
          .filter((cell) => cell.who === row[0] && cell.what === what)
          .reduce((sum, { n }) => sum + (n ?? 0), 0),
      );
      expect(row.slice(1).map(Number)).toEqual(sums);
    }
    expect(values.toSorted()).toEqual([...new Set(cells.map(({ what }) => what))].toSorted());
  });

  it('bag_unpack makes a column of each property, and bag_pack a bag of them again', async () => {
    const bags = Array.from({ length: 40 }, () =>
      Object.fromEntries(
        ['a', 'b', 'c d', "e'"].flatMap((key) =>
          random.chance(0.5) ? [[key, random.pick([1, 2.5, 'x', '', true])] as const] : [],
        ),
      ),
    );
    const rows = `datatable(i: long, d: dynamic) [${bags.map((bag, i) => `${i}, dynamic(${JSON.stringify(bag)})`).join(', ')}]`;
    const query = `${rows} | evaluate bag_unpack(d) | sort by i asc`;
    const { columns, rows: found } = await hunt(store(), query, { tables: [], nowMs: 0 });
    for (const [place, row] of found.entries()) {
      for (const [at, { name }] of columns.entries()) {
        if (name === 'i') continue;
        expect(row[at] ?? null).toEqual(bags[place]?.[name] ?? null);
      }
    }
  });
});
