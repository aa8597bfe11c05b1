import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Column, KqlValue } from '../../kql/index.ts';
import { textWidth, type Screen } from '../terminal/index.ts';
import { chartOf } from './chart-of.ts';
import { linearScale, logScale, timeScale } from './scale.ts';
import { drawSvg } from './svg.ts';
import { drawTerminalChart } from './terminal-chart.ts';

const narrow = (width: number): Screen => ({ width, tableWidth: width, paint: (_, text) => text });

function result(
  chart: string,
  columns: Readonly<Record<string, Column['type']>>,
  rows: readonly (readonly KqlValue[])[],
  properties: Readonly<Record<string, string>> = {},
) {
  return {
    columns: Object.entries(columns).map(([name, type]) => ({ name, type })),
    rows,
    render: { chart, properties },
  };
}

const day = (date: number): string => `2026-01-0${date}T00:00:00.0000000Z`;

describe('what is drawn', () => {
  test('each number makes a line, each text a group, x is the first time', () => {
    const { x, series } = chartOf(
      result('timechart', { User: 'string', T: 'datetime', N: 'long', M: 'real' }, [
        ['ada', day(2), 2, 0.5],
        ['ada', day(1), 1, null],
        ['eve', day(1), 7, 1],
      ]),
    );
    expect(x).toBe('time');
    expect(series.map(({ name }) => name)).toEqual(['ada: N', 'ada: M', 'eve: N', 'eve: M']);
    // In the order of time, whatever the order of the rows.
    expect(series[0]?.points.map(({ y }) => y)).toEqual([1, 2]);
  });

  test('arrays of make-series are drawn along their times, and a straight line is a fit', () => {
    const times = [1, 2, 3, 4, 5].map(day);
    const { series } = chartOf(
      result(
        'timechart',
        { User: 'string', T: 'dynamic', N: 'dynamic', Slope: 'real', Line: 'dynamic' },
        [['ada', times, [1, 3, 2, 5, 4], 0.9, [1.2, 2.1, 3, 3.9, 4.8]]],
      ),
    );
    expect(series.map(({ name, role }) => [name, role])).toEqual([
      ['ada: N', 'valuesOfFit'],
      ['ada: Line', 'fit'],
    ]);
    expect(series[0]?.points[0]?.x).toBe(Date.UTC(2026, 0, 1));
  });

  test('xcolumn, ycolumns and series say otherwise', () => {
    const { series, x } = chartOf(
      result(
        'linechart',
        { A: 'long', B: 'long', Kind: 'string', Other: 'string' },
        [[1, 5, 'k', 'o']],
        { xcolumn: 'B', ycolumns: 'A', series: 'Kind' },
      ),
    );
    expect(x).toBe('number');
    expect(series).toMatchObject([{ name: 'k', points: [{ x: 5, y: 1 }] }]);
  });

  test('the smaller groups of many are left out, and the title says how many', () => {
    const rows = Array.from({ length: 20 }, (_, index) => [`u${index}`, day(1), index]);
    const chart = chartOf(result('timechart', { U: 'string', T: 'datetime', N: 'long' }, rows));
    expect(chart.series).toHaveLength(12);
    expect(chart.title).toBe('(8 smaller not shown)');
  });

  test('what cannot be drawn is refused', () => {
    expect(() => chartOf(result('ladderchart', { N: 'long' }, [[1]]))).toThrow('ladderchart');
    expect(() => chartOf(result('piechart', { U: 'string' }, [['a']]))).toThrow(
      'no column of numbers',
    );
  });
});

describe('axes', () => {
  test('a linear axis has round steps and whole ends', () => {
    const { from, to, ticks } = linearScale([0, 87], 6);
    expect([from, to]).toEqual([0, 100]);
    expect(ticks.map(({ label }) => label)).toEqual(['0', '20', '40', '60', '80', '100']);
    expect(linearScale([0, 0.25], 5).ticks.map(({ label }) => label)).toContain('0.05');
    expect(linearScale([0, 2_000_000], 4).ticks.at(-1)?.label).toBe('2.0M');
  });

  test('a time axis has ticks at midnight, on Mondays or at full hours', () => {
    const month = timeScale([Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 31)], 6);
    // 5 January 2026 was a Monday.
    expect(month.ticks.map(({ label }) => label)).toEqual(['01-05', '01-12', '01-19', '01-26']);
    const hours = timeScale([Date.UTC(2026, 0, 1, 22), Date.UTC(2026, 0, 2, 4)], 6);
    expect(hours.ticks.map(({ label }) => label)).toEqual([
      '22:00',
      '23:00',
      '01-02',
      '01:00',
      '02:00',
      '03:00',
      '04:00',
    ]);
  });

  test('a logarithmic axis shows powers of ten and nothing at zero', () => {
    const { ticks, at } = logScale([1, 5000]);
    expect(ticks.map(({ value }) => value)).toEqual([1, 10, 100, 1000, 10_000]);
    expect(at(100)).toBe(0.5);
    expect(at(0)).toBeNaN();
  });
});

test('no text gets out of its place in a picture, and no place is not a number', () => {
  const hostile = fc.oneof(
    fc.constantFrom('</svg><script>alert(1)</script>', '"><img onerror=x>', '\u001b[2J', ']]>'),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
  );
  const amount = fc.option(fc.double({ noNaN: true, min: -1e9, max: 1e9 }));
  fc.assert(
    fc.property(
      fc.constantFrom(
        'timechart',
        'linechart',
        'areachart',
        'stackedareachart',
        'columnchart',
        'barchart',
        'piechart',
        'scatterchart',
        'anomalychart',
      ),
      fc.array(fc.tuple(hostile, fc.integer({ min: 1, max: 9 }), amount), { maxLength: 12 }),
      hostile,
      (chart, rows, title) => {
        const made = chartOf(
          result(
            chart,
            { T: 'datetime', U: 'string', N: 'real' },
            rows.map(([user, date, value]) => [day(date), user, value]),
            { title },
          ),
        );
        const svg = drawSvg(made);
        expect(svg).not.toMatch(/NaN|undefined|Infinity|<script|<img/);
        expect(svg).not.toContain('\u001b');
        // Every tag is one of ours.
        const tags = [...svg.matchAll(/<\/?([^\s>/]+)/g)].map(([, tag]) => tag);
        expect(new Set(tags)).toEqual(
          new Set(
            tags.filter((tag) => /^(?:svg|title|rect|text|tspan|g|path|circle)$/.test(tag ?? '')),
          ),
        );
        for (const line of drawTerminalChart(made, narrow(60)).split('\n').slice(1)) {
          expect(textWidth(line)).toBeLessThanOrEqual(60);
          expect(line).not.toContain('\u001b');
        }
      },
    ),
    { seed: 20_261_125, numRuns: 150 },
  );
});
