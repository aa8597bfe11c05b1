import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_RECORD_BYTES } from './reject.ts';
import { GRAPH, inputOf, read, readAll, reasonOf } from './test-support.ts';

const A = { id: 'a', n: 1 };
const B = { id: 'b', text: 'a "quoted" \\ brace } and [' };
const [a, b] = [JSON.stringify(A), JSON.stringify(B)];

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

describe('finds the records of', () => {
  it.each([
    ['lines', `${a}\n${b}\n`],
    ['lines with carriage returns and without an end', `${a}\r\n\r\n${b}`],
    ['an array', `[${a},${b}]`],
    ['an array over lines', pretty([A, B])],
    ['lines of arrays', `[${a}]\n[${b}]\n`],
    ['an array with a record a line', `[\n${a},\n${b}\n]\n`],
    ['a Graph page', `{"@odata.context":"https://x/$metadata","value":[${a},${b}]}`],
    ['a Graph page over lines', pretty({ '@odata.nextLink': 'https://x', value: [A, B] })],
    ['a page whose list comes first', `{"value":[${a},${b}],"@odata.nextLink":"x"}`],
    ['lines of pages', `{"value":[${a}]}\n{"value":[${b}]}\n`],
    ['an array of pages', `[{"value":[${a}]},{"@odata.context":"x","value":[${b}]}]`],
    ['an Azure Monitor batch', `{"records":[${a},${b}]}`],
    ['a batch in capitals', `{"Records": [ ${a} , ${b} ] }`],
    ['objects over lines', `${pretty(A)}\n${pretty(B)}\n`],
    ['objects one after the other', `${a}${b}`],
    ['objects with commas between', `${a},\n${b},\n`],
    ['a JSON text sequence', `\u001E${a}\n\u001E${b}\n`],
    [
      'a log member',
      [A, B]
        .map((each) => JSON.stringify({ stream: 'stdout', log: JSON.stringify(each) }))
        .join('\n'),
    ],
    [
      'text in _raw',
      [A, B].map((each) => `${JSON.stringify({ _raw: JSON.stringify(each) })}\n`).join(''),
    ],
    [
      'a batch in message',
      JSON.stringify({ '@timestamp': 'x', message: JSON.stringify({ records: [A, B] }) }),
    ],
    [
      'a search result',
      [A, B]
        .map((each) => JSON.stringify({ preview: false, result: { _raw: JSON.stringify(each) } }))
        .join('\n'),
    ],
    ['an array of strings', JSON.stringify([a, b])],
    ['syslog lines', `<134>Nov 24 14:00:00 host app: ${a}\n<134>Nov 24 14:00:01 host app: ${b}\n`],
    ['lines after a date in brackets', `[2026-11-24 14:00] ${a}\n[2026-11-24 14:01] ${b}\n`],
    ['text with a byte order mark', `\uFEFF${a}\n${b}\n`],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${a}\n${b}\n`, 'utf16le')],
    ['UTF-16 without', Buffer.from(`${a}\n${b}\n`, 'utf16le')],
    ['UTF-16 the other way round', Buffer.from(`\uFEFF${a}\n${b}\n`, 'utf16le').swap16()],
  ])('%s', async (_, content) => {
    for (const chunkBytes of [1, 7, 64 * 1024]) {
      expect(await read(content, chunkBytes)).toEqual({ values: [A, B], reasons: [] });
    }
  });
});

it('forgives tabs and line ends inside strings', async () => {
  expect(await read('{"id":"a\tb",\n"text":"c\r\nd"}\n{"id":\t"e"}')).toEqual({
    values: [{ id: 'a\tb', text: 'c\r\nd' }, { id: 'e' }],
    reasons: [],
  });
});

it('gives rows of a query answer the names of their columns', async () => {
  const answer = {
    tables: [
      {
        name: 'PrimaryResult',
        columns: [
          { name: 'Id', type: 'string' },
          { name: 'ResultType', type: 'string' },
        ],
        rows: [
          ['a', '0'],
          ['b', null],
        ],
      },
      { name: 'Other', columns: [{ name: 'X' }], rows: [[1]] },
    ],
  };
  for (const text of [JSON.stringify(answer), JSON.stringify(answer, null, 1)]) {
    expect(await read(text, 5)).toEqual({
      values: [{ Id: 'a', ResultType: '0' }, { Id: 'b', ResultType: null }, { X: 1 }],
      reasons: [],
    });
  }
});

it('takes an event out of the object that holds it, where it knows the event', async () => {
  const event = { time: '2026-01-01T08:00:00Z', category: 'SignInLogs', properties: { id: 'a' } };
  const held = [{ _source: event }, { rule: 'x', log: event }, { log: { what: 'ever' } }];
  expect(await read(JSON.stringify(held))).toEqual({
    values: [event, event, { log: { what: 'ever' } }],
    reasons: [],
  });
});

it('keeps the text of a record as it was written', async () => {
  const text = '{"n":1.0,"e":1e3,"u":"\\u00e9","b":12345678901234567890}';
  const { records } = await readAll(inputOf(`{"value":[${text}]}`));
  expect(records[0]?.text).toBe(text);
});

it('counts positions over records and rejects, and lines', async () => {
  const { records, rejects } = await readAll(inputOf(`${a}\n{broken\n\n${b}\n`));
  expect(records.map(({ position, line }) => [position, line])).toEqual([
    [0, 1],
    [2, 4],
  ]);
  expect(rejects).toMatchObject([
    { reason: 'bad-json', position: 1, origin: 'test', text: '{broken' },
  ]);
});

describe('rejects and reads on', () => {
  it.each([
    ['a broken line', `${a}\n{"id":"x","n":\n${b}\n`, ['bad-json']],
    ['a line with an open string', `${a}\n{"id":"x\n${b}\n`, ['bad-json']],
    [
      'several broken lines',
      `${a}\n{"x":[{\n{"y":"\n}}]]\n${b}\n`,
      ['bad-json', 'bad-json', 'bad-json'],
    ],
    ['zero bytes that a failed disk left', `${a}\n\0\0\0\n${b}\n`, ['bad-json']],
    ['a line of plain text', `${a}\nhello\n${b}\n`, ['bad-json']],
    ['a broken record in a list', `{"value":[${a},{"id":x},${b}]}`, ['bad-json']],
    ['a bracket too many in a list', `[${a}}\n${b}\n`, ['bad-json']],
    [
      'a line in another encoding',
      Buffer.concat([Buffer.from(`${a}\n{"id":"`), Buffer.from([0xe9]), Buffer.from(`"}\n${b}\n`)]),
      ['not-utf8'],
    ],
    [
      'a record nested 10,000 deep',
      `${a}\n${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}\n${b}\n`,
      ['too-deep'],
    ],
    ['the same in a list', `[${a},${'['.repeat(10_000)}${']'.repeat(10_000)},${b}]`, ['too-deep']],
  ])('%s', async (_, content, reasons) => {
    for (const chunkBytes of [3, 64 * 1024]) {
      expect(await read(content, chunkBytes)).toEqual({ values: [A, B], reasons });
    }
  });

  it('a line of 100 MB', async () => {
    const long = Buffer.alloc(100_000_000, 0x78);
    const huge = Buffer.concat([Buffer.from(`${a}\n{"id":"`), long, Buffer.from(`"}\n${b}\n`)]);
    expect(await read(huge)).toEqual({ values: [A, B], reasons: ['too-large'] });
  });

  it('a long line that never closes its string', async () => {
    const long = Buffer.alloc(MAX_RECORD_BYTES + 1, 0x78);
    const huge = Buffer.concat([Buffer.from(`${a}\n{"id":"`), long, Buffer.from(`\n${b}\n`)]);
    expect(await read(huge)).toEqual({ values: [A, B], reasons: ['bad-json'] });
  });

  it('a long line of words, at once', async () => {
    const words = Buffer.alloc(3 * MAX_RECORD_BYTES, 'words ');
    const content = Buffer.concat([Buffer.from(`${a}\n`), words, Buffer.from(`\n${b}\n`)]);
    expect(await read(content)).toEqual({ values: [A, B], reasons: ['too-large'] });
  });

  it('a record of more than 16 MB in a list', async () => {
    const long = 'x'.repeat(MAX_RECORD_BYTES);
    const content = `{"value":[${a},{"id":"${long}"},${b}]}`;
    expect(await read(content)).toEqual({ values: [A, B], reasons: ['too-large'] });
  });
});

it('says that a list ends in the middle, and keeps what came before', async () => {
  expect(await read(`{"value":[${a},{"id":"b`)).toEqual({
    values: [A],
    reasons: ['truncated-input'],
  });
  expect(await read(`[${a}`)).toEqual({ values: [A], reasons: ['truncated-input'] });
});

it('cuts what it keeps of a reject to 64 kB', async () => {
  const { rejects } = await readAll(inputOf(`{"id":"${'é'.repeat(100_000)}\n`));
  expect(rejects[0]?.text.length).toBeLessThan(65_536);
  expect(rejects[0]?.text.endsWith('é')).toBe(true);
});

it('keeps binary text in a form that can be turned back', async () => {
  const bytes = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d, 0x0a]);
  const { rejects } = await readAll(inputOf(Buffer.concat([Buffer.from(`${a}\n`), bytes])));
  const [, base64 = ''] = rejects[0]?.text.split('base64:') ?? [];
  expect(Buffer.from(base64, 'base64')).toEqual(bytes.subarray(0, -1));
});

it('has one word for a file that is not text', async () => {
  expect(await read(Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'))).toEqual({
    values: [],
    reasons: ['not-text'],
  });
  expect(await read('# Notes\n\nNothing to see here.\n')).toEqual({
    values: [],
    reasons: ['shape-not-supported: text that is neither JSON nor CSV'],
  });
});

it('has one reject for a source file, or a table of something else, though both have commas', async () => {
  const program = [
    "import { readFile, writeFile } from 'node:fs/promises';",
    "import path from 'node:path';",
    '',
    'const NOTHING = {}',
    'const DEFAULTS = {"depth": 3}',
    ...Array.from({ length: 50 }, (_, n) => `export const a${n} = [${n}, 'x', { "b": 1 }`),
    'const LATER = {"colour": "red"}',
  ].join('\n');
  const reason = 'shape-not-supported: CSV or text without a known column';
  for (const content of [program, 'import os, time, json\nx = 1\ny = 2\n']) {
    expect(await read(content)).toEqual({ values: [], reasons: [reason] });
  }
  const table = 'Name;Colour\nann;red\nben;blue\n';
  expect((await readAll(inputOf(table))).rejects).toEqual([
    {
      reason,
      detail: 'the columns would be: Name | Colour',
      origin: 'test',
      position: 0,
      text: table,
    },
  ]);
});

it('finds records below any number of lines of text', async () => {
  const text = 'Exported by ann, on Tuesday\n'.repeat(40);
  const record = JSON.stringify(GRAPH);
  const { values, reasons } = await read(`${text}host app: ${record}\n`);
  expect(values).toEqual([GRAPH]);
  expect(reasons).toHaveLength(40);
});

it('hands on what is JSON but no object, to be told what it is', async () => {
  const content = `${a}\n[1,2]\n7\n"text"\nnull\ntrue\n{broken\n`;
  const { values, reasons } = await read(content);
  expect(values).toEqual([A, [1, 2], 7, 'text', null, true]);
  expect(reasons).toEqual(['bad-json']);
  expect(values.slice(1).map(reasonOf)).toEqual(
    ['list', 'number', 'string', 'null', 'boolean'].map((kind) => `shape-not-supported: ${kind}`),
  );
});

it('finds nothing in what is empty', async () => {
  for (const content of ['', '\uFEFF', ' \n\n', '[]', '{"value":[]}', '{"records": [ ]}']) {
    expect(await read(content)).toEqual({ values: [], reasons: [] });
  }
});

it('does not care where the input is cut into pieces', async () => {
  const record = fc.record({
    id: fc.string({ unit: 'binary' }),
    list: fc.array(fc.oneof(fc.integer(), fc.string(), fc.constant({ '}': ']' })), {
      maxLength: 3,
    }),
  });
  const forms: ((records: readonly unknown[]) => string)[] = [
    (records) => records.map((each) => `${JSON.stringify(each)}\n`).join(''),
    (records) => JSON.stringify({ '@odata.context': '[{"', value: records }),
    (records) => JSON.stringify(records, null, 2),
    (records) => records.map((each) => JSON.stringify(each, null, 1)).join('\n'),
    (records) => records.map((each) => JSON.stringify(each)).join(''),
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { maxLength: 6 }),
      fc.constantFrom(...forms),
      fc.integer({ min: 1, max: 40 }),
      async (records, form, chunkBytes) => {
        expect(await read(form(records), chunkBytes)).toEqual({ values: records, reasons: [] });
      },
    ),
    { seed: 20_261_124, numRuns: 300 },
  );
});

it('survives any bytes, keeps what came before them and says that there was something', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 200 }).filter((bytes) => !bytes.includes(0)),
      async (rubbish) => {
        const line = Buffer.from(rubbish.map((byte) => (byte <= 0x20 ? 0x78 : byte)));
        const { values, reasons } = await read(Buffer.concat([Buffer.from(`${a}\n`), line]));
        expect(values[0]).toEqual(A);
        expect(values.length + reasons.length).toBeGreaterThanOrEqual(2);
      },
    ),
    { seed: 20_261_124, numRuns: 300 },
  );
});
