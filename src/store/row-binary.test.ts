import { describe, expect, test } from 'vitest';
import { onBothStores } from '../../test/support/stores.ts';
import { readBlocks } from './native-blocks.ts';
import { RowBinaryReader } from './row-binary.ts';
import type { Store } from './store.ts';

const LONG = 'ü'.repeat(100);

async function packed(store: Store, values: string): Promise<RowBinaryReader> {
  const [block] = await readBlocks(store, `SELECT formatRow('RowBinary', ${values}) AS packed`);
  return new RowBinaryReader(block!.texts('packed').bytesAt(0));
}

onBothStores('RowBinary', (open) => {
  test('values one by one, exact up to 2^53', async () => {
    const reader = await packed(
      await open(),
      `toUInt16(60000), toUInt32(4000000000), toFloat32(0.5), 0.1, CAST(NULL, 'Nullable(Int64)'),
       toNullable(toInt64(-9007199254740991)), 'Zürich', '${LONG}'`,
    );
    expect([
      reader.uint16(),
      reader.uint32(),
      reader.float32(),
      reader.float64(),
      reader.nullableInt64(),
      reader.nullableInt64(),
      reader.text(),
      new TextDecoder().decode(reader.bytes()),
    ]).toEqual([60_000, 4_000_000_000, 0.5, 0.1, null, 1 - 2 ** 53, 'Zürich', LONG]);
    expect(reader.isAtEnd).toBe(true);
  });

  test('lists of numbers of every width, empty ones and long ones, too', async () => {
    const reader = await packed(
      await open(),
      `CAST([1, 255], 'Array(UInt8)'), CAST([60000], 'Array(UInt16)'), arrayMap(n -> toUInt32(n), range(200)),
       CAST([0.5], 'Array(Float32)'), [0.1, -0.1], CAST([], 'Array(Int64)'), CAST([-1, 1700000000000], 'Array(Int64)')`,
    );
    const lists = [reader.uint8s(), reader.uint16s(), reader.uint32s(), reader.float32s()];
    expect(lists.map((list) => [...list])).toEqual([
      [1, 255],
      [60_000],
      Array.from({ length: 200 }, (_, index) => index),
      [0.5],
    ]);
    const into = new Float64Array(2);
    reader.float64s().copyTo(into);
    expect(into).toEqual(Float64Array.of(0.1, -0.1));
    expect([...reader.int64s()]).toEqual([]);
    expect(reader.int64s().at(1)).toBe(1_700_000_000_000);
    expect(reader.isAtEnd).toBe(true);
  });

  test('lists of texts: found where they lie, split, decoded', async () => {
    const reader = await packed(await open(), `['é1', 'b1', '', '${LONG}', 'c']`);
    const texts = reader.texts();
    expect([...texts]).toEqual(['é1', 'b1', '', LONG, 'c']);
    const asked = ['é1', 'e1', 'é12', 'b1', '1', '', LONG, 'c', 'd'];
    expect(asked.map((text) => texts.indexOf(text))).toEqual([0, -1, -1, 1, -1, 2, 3, 4, -1]);
    const [first, none, rest] = texts.split([2, 0, 3]);
    expect([[...first!], [...none!], [...rest!]]).toEqual([['é1', 'b1'], [], ['', LONG, 'c']]);
    expect([rest!.indexOf('c'), rest!.indexOf('b1')]).toEqual([2, -1]);
  });
});

describe('RowBinaryReader', () => {
  test('refuses bytes that end early', () => {
    const bytes = Uint8Array.of(3, 1, 2);
    expect(() => new RowBinaryReader(bytes).uint8s()).toThrow('ends early');
    expect(() => new RowBinaryReader(bytes).texts()).toThrow('ends early');
    expect(() => new RowBinaryReader(bytes).float64()).toThrow(RangeError);
    expect(() => new RowBinaryReader(Uint8Array.of(0x80)).bytes()).toThrow('ends early');
  });
});
