import { describe, expect, test } from 'vitest';
import { onBothStores } from '../../test/support/stores.ts';
import { blocksOf, readBlocks } from './native-blocks.ts';
import { nativeBlock, NumberColumn, TextColumn, WordColumn } from './native-rows.ts';

const LONG = 'x'.repeat(300);

onBothStores('results as columns', (open) => {
  test('numbers of every width, exact up to 2^53, and NULL as NaN', async () => {
    const store = await open();
    const [block] = await readBlocks(
      store,
      `SELECT
         toUInt8(200) AS u8, toInt8(-3) AS i8, toUInt16(60000) AS u16, toInt16(-3) AS i16,
         toUInt32(4000000000) AS u32, toInt32(-3) AS i32, toUInt64(9007199254740991) AS u64,
         toInt64(-9007199254740991) AS i64, toFloat32(0.5) AS f32, 0.1 AS f64, true AS yes,
         toNullable(7.5) AS some, CAST(NULL, 'Nullable(Bool)') AS none`,
    );
    const values = [
      'u8',
      'i8',
      'u16',
      'i16',
      'u32',
      'i32',
      'u64',
      'i64',
      'f32',
      'f64',
      'yes',
      'some',
    ];
    expect(values.map((name) => block!.numbers(name)[0])).toEqual([
      200,
      -3,
      60_000,
      -3,
      4_000_000_000,
      -3,
      2 ** 53 - 1,
      1 - 2 ** 53,
      0.5,
      0.1,
      1,
      7.5,
    ]);
    expect(block!.numbers('none')).toEqual(Float64Array.of(NaN));
  });

  test('texts, with a dictionary and without', async () => {
    const store = await open();
    const words = ['', 'Zürich', 'a\u0000b', LONG, 'Zürich'];
    const blocks = await readBlocks(
      store,
      `SELECT word, toLowCardinality(word) AS coded
       FROM (SELECT arrayJoin({words:Array(String)}) AS word)`,
      { words },
    );
    const read = (name: string) =>
      blocks.flatMap((block) =>
        Array.from({ length: block.rows }, (_, row) => block.texts(name).at(row)),
      );
    expect(read('word')).toEqual(words);
    expect(read('coded')).toEqual(words);
  });

  test('as many blocks as the engine likes, each with a dictionary of its own', async () => {
    const store = await open();
    const blocks = await readBlocks(
      store,
      `SELECT number, toLowCardinality(toString(number)) AS word FROM numbers(20000)
       SETTINGS max_block_size = 3000`,
    );
    let rows = 0;
    for (const block of blocks) {
      const [numbers, words] = [block.numbers('number'), block.texts('word')];
      rows += block.rows;
      for (let row = 0; row < block.rows; row++) expect(words.at(row)).toBe(`${numbers[row]}`);
    }
    expect(rows).toBe(20_000);
  });

  test('lists, empty ones too', async () => {
    const store = await open();
    const [block] = await readBlocks(store, `SELECT range(number) AS numbers FROM numbers(3)`);
    const { starts, items } = block!.numberLists('numbers');
    expect([...starts]).toEqual([0, 0, 1, 3]);
    expect([...items]).toEqual([0, 0, 1]);
  });

  test('a result without rows has no blocks', async () => {
    const store = await open();
    const sql = `SELECT 1 AS one, toLowCardinality('') AS word FROM numbers(0)`;
    expect(await readBlocks(store, sql)).toEqual([]);
  });

  test('what is written column by column is what the engine stores', async () => {
    const store = await open();
    await store.command(
      `CREATE TABLE t (At DateTime64(7, 'UTC'), Id String, Word LowCardinality(String), Plain String, Bits UInt32, Is Bool)
       ENGINE = MergeTree ORDER BY At`,
    );
    const columns = {
      At: new NumberColumn("DateTime64(3, 'UTC')"),
      Id: new TextColumn(),
      Word: new WordColumn(),
      Plain: new WordColumn(),
      Bits: new NumberColumn('UInt32'),
      Is: new NumberColumn('Bool'),
    };
    for (const round of [0, 1]) {
      for (let index = 0; index < 3; index++) {
        columns.At.add(Date.UTC(1969, 11, 31) + 1 + 86_400_000 * (3 * round + index));
        columns.Id.add(['é\t', LONG, ''][index]!);
        columns.Word.add(['b', '', 'b'][index]!);
        columns.Plain.add(`p${index}`);
        columns.Bits.add(2 ** 32 - 1 - index);
        columns.Is.add(index % 2);
      }
      await store.insert('t', Object.keys(columns), 'Native', nativeBlock(columns));
    }
    const rows = await store.rows<Record<string, unknown>>(`SELECT * FROM t ORDER BY At`);
    expect(rows.slice(0, 3)).toEqual([
      {
        At: '1969-12-31 00:00:00.0010000',
        Id: 'é\t',
        Word: 'b',
        Plain: 'p0',
        Bits: 2 ** 32 - 1,
        Is: false,
      },
      {
        At: '1970-01-01 00:00:00.0010000',
        Id: LONG,
        Word: '',
        Plain: 'p1',
        Bits: 2 ** 32 - 2,
        Is: true,
      },
      {
        At: '1970-01-02 00:00:00.0010000',
        Id: '',
        Word: 'b',
        Plain: 'p2',
        Bits: 2 ** 32 - 3,
        Is: false,
      },
    ]);
    expect(rows).toHaveLength(6);
  });
});

/** Two rows: word LowCardinality(String) 'é', 'b'; id String. */
function twoRows(): Uint8Array {
  const columns = { word: new WordColumn(), id: new TextColumn() };
  for (const word of ['é', 'b']) {
    columns.word.add(word);
    columns.id.add(`${word}1`);
  }
  return nativeBlock(columns);
}

describe('blocksOf', () => {
  test('gives a text as the bytes it is stored as', () => {
    const texts = blocksOf(twoRows())[0]!.texts('id');
    expect(new TextDecoder().decode(texts.bytesAt(0))).toBe('é1');
  });

  test('refuses bytes that end early, wherever', () => {
    const bytes = twoRows();
    for (let length = 1; length < bytes.length; length++) {
      expect(() => blocksOf(bytes.subarray(0, length))).toThrow(RangeError);
    }
    expect(blocksOf(bytes)).toHaveLength(1);
  });

  test('names the column that is not what was asked for', () => {
    const [only] = blocksOf(twoRows());
    expect(() => only!.numbers('id')).toThrow('column id does not hold numbers');
    expect(() => only!.texts('none')).toThrow('column none does not hold texts');
  });

  test('refuses a type that it does not read, and columns of different lengths', () => {
    const one = new NumberColumn("DateTime64(3, 'UTC')");
    one.add(1);
    expect(() => blocksOf(nativeBlock({ at: one }))).toThrow('columns of type DateTime64');
    const [long, short] = [new TextColumn(), new TextColumn()];
    long.add('a');
    expect(() => nativeBlock({ long, short })).toThrow('column short has 0 rows');
  });
});
