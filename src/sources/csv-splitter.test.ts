import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanHeaders } from './csv-splitter.ts';
import { inputOf, read, readAll } from './test-support.ts';

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

it('makes a record of each row, without its empty cells', async () => {
  expect(await read('Id,User,Note\na,Ann,\nb,"Bob, ""the"" builder",x\n')).toEqual({
    values: [
      { Id: 'a', User: 'Ann' },
      { Id: 'b', User: 'Bob, "the" builder', Note: 'x' },
    ],
    reasons: [],
  });
});

describe('understands', () => {
  it.each([
    ['semicolons', 'Id;User\r\na;Ann\r\n'],
    ['tabs', 'Id\tUser\na\tAnn\n'],
    ['a byte order mark', '\uFEFFId,User\na,Ann\n'],
    ['quoted headers', '"Id","User"\n"a","Ann"\n'],
    ['a last line without an end', 'Id,User\na,Ann'],
    ['UTF-16', Buffer.from('\uFEFFId\tUser\r\na\tAnn\r\n', 'utf16le')],
    [
      'what PowerShell writes first',
      '#TYPE System.Management.Automation.PSCustomObject\nId,User\na,Ann\n',
    ],
    ['what Excel wants first', 'sep=;\nId;User\na;Ann\n'],
    ['empty lines', 'Id,User\n\na,Ann\n\n'],
    ['stray spaces in headers', ' Id ,User \u00A0\na,Ann\n'],
  ])('%s', async (_, content) => {
    for (const chunkBytes of [1, 64 * 1024]) {
      expect(await read(content, chunkBytes)).toEqual({
        values: [{ Id: 'a', User: 'Ann' }],
        reasons: [],
      });
    }
  });
});

it('reads cells over several lines and counts the lines', async () => {
  const { records } = await readAll(inputOf('Id,Details\na,"[\n  {""k"": 1}\n]"\nb,x\n'));
  expect(records.map(({ value, line }) => [value, line])).toEqual([
    [{ Id: 'a', Details: '[\n  {"k": 1}\n]' }, 2],
    [{ Id: 'b', Details: 'x' }, 5],
  ]);
});

it('numbers headers that repeat', () => {
  expect(cleanHeaders(['Incoming token type', 'X', 'Incoming  token type ', ''])).toEqual([
    'Incoming token type',
    'X',
    'Incoming token type (2)',
    'column 4',
  ]);
});

it('takes a header called __proto__ for a name like any other', async () => {
  const { records } = await readAll(inputOf('Id,__proto__\na,b\n'));
  expect(records[0]?.text).toBe('{"Id":"a","__proto__":"b"}');
});

it('rejects rows that are too long or in another encoding, and reads on', async () => {
  const latin1 = Buffer.from('Id,User\na,Zo\xEB\nb,Bob,more\nc,Cid\n', 'latin1');
  expect(await read(latin1)).toEqual({
    values: [{ Id: 'c', User: 'Cid' }],
    reasons: ['not-utf8', 'bad-csv'],
  });
});

it('rejects a line whose quotation mark is never closed, and reads on', async () => {
  expect(await read('Id,User\na,"Ann\nb,Bob\n')).toEqual({
    values: [{ Id: 'b', User: 'Bob' }],
    reasons: ['truncated-input'],
  });
});

describe('dates with slashes', () => {
  const order = '@oddsock.dateOrder';
  it('are day-first where a day above 12 comes first somewhere in the file', async () => {
    const { values } = await read('Id,Date\na,05/09/2023 16:41\nb,13/09/2023 16:41\n');
    expect(values).toMatchObject([{ Id: 'a', [order]: 'dayFirst' }, { [order]: 'dayFirst' }]);
  });

  it('are month-first without evidence, and with evidence for both', async () => {
    for (const more of ['b,06/09/2023 16:41', 'b,06/13/2023 16:41\nc,13/06/2023 16:41']) {
      const { values } = await read(`Id,Date\na,05/09/2023 16:41\n${more}\n`);
      expect(values[0]).toEqual({ Id: 'a', Date: '05/09/2023 16:41' });
    }
  });
});

it('reads back what was written, wherever the input is cut into pieces', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', ' ', 'é', '\t') });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }),
      fc.constantFrom(',', ';', '\t'),
      fc.integer({ min: 1, max: 20 }),
      async (rows, delimiter, chunkBytes) => {
        const lines = rows.map(([x, y]) => `key${delimiter}${quote(x)}${delimiter}${quote(y)}\r\n`);
        const { values } = await read(
          `Id${delimiter}X${delimiter}Y\r\n${lines.join('')}`,
          chunkBytes,
        );
        expect(values).toEqual(
          rows.map(([x, y]) => ({ Id: 'key', ...(x && { X: x }), ...(y && { Y: y }) })),
        );
      },
    ),
    { seed: 20_261_124, numRuns: 300 },
  );
});
