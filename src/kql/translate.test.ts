import { describe, expect, it } from 'vitest';
import { Refusal, translate, type Table } from './index.ts';

const events: Table = {
  name: 'Events',
  columns: [
    { name: 'Time', type: 'datetime', notNull: true },
    { name: 'User', type: 'string' },
    { name: 'Detail', type: 'dynamic' },
  ],
};

const options = { tables: [events], nowMs: Date.UTC(2024, 0, 2) };

describe('translate', () => {
  it('gives the columns with their types, as Kusto names them', () => {
    const { columns } = translate(
      'Events | summarize count() by Time, tostring(Detail.city)',
      options,
    );
    expect(columns).toEqual([
      { name: 'Time', type: 'datetime' },
      { name: 'Detail_city', type: 'string' },
      { name: 'count_', type: 'long' },
    ]);
  });

  it('refuses what the parser refuses, with its message and the place', () => {
    expect(() => translate('Events\n| where Nobody == 1', options)).toThrow(Refusal);
    expect(() => translate('Events\n| where Nobody == 1', options)).toThrow(/^2:9: .*Nobody/);
  });

  it.each(['fork (count) (take 1)', 'facet by User', 'reduce by User'])(
    'says which operator of "%s" is not supported, and where',
    (pipe) => {
      const name = pipe.split(' ')[0] ?? '';
      expect(() => translate(`Events | ${pipe}`, options)).toThrow(
        `1:10: The operator ${name} is not supported`,
      );
    },
  );

  it('keeps hostile text inside literals', () => {
    const { sql } = translate(String.raw`Events | where User == "\\'; DROP TABLE x --"`, options);
    expect(sql).toContain(String.raw`'\\\'; DROP TABLE x --'`);
  });

  it('tells what render asks for', () => {
    const { render } = translate('Events | count | render timechart with (title = "a b")', options);
    expect(render).toEqual({ chart: 'timechart', properties: { title: 'a b' } });
  });
});
