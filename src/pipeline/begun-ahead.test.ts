import { describe, expect, test } from 'vitest';
import { begunAhead } from './begun-ahead.ts';

describe('begunAhead', () => {
  test('gives everything in order, with so many begun beyond the one that is looked at', async () => {
    const begun: number[] = [];
    const begunAt: number[][] = [];
    const items = [0, 1, 2, 3];
    const made = begunAhead(items, 2, async (item) => {
      begun.push(item);
      // The first takes longest.
      await new Promise((resolve) => setTimeout(resolve, 5 * (items.length - item)));
      return item * 10;
    });
    const seen: number[] = [];
    for await (const each of made) {
      seen.push(each);
      begunAt.push([...begun]);
    }
    expect(seen).toEqual([0, 10, 20, 30]);
    expect(begunAt).toEqual([
      [0, 1, 2],
      [0, 1, 2, 3],
      [0, 1, 2, 3],
      [0, 1, 2, 3],
    ]);
  });

  test('fails where the failure belongs, whatever fails behind it', async () => {
    const seen: number[] = [];
    const made = begunAhead([0, 1, 2], 2, (item) =>
      item === 0 ? Promise.resolve(item) : Promise.reject(new RangeError(`item ${item}`)),
    );
    const all = async (): Promise<void> => {
      for await (const each of made) seen.push(each);
    };
    await expect(all()).rejects.toThrow('item 1');
    expect(seen).toEqual([0]);
  });

  test('makes nothing of nothing', async () => {
    for await (const each of begunAhead([], 2, () => Promise.resolve(1))) expect(each).toBe(null);
  });
});
