import { expect, test } from 'vitest';
import { onBothStores } from '../../test/support/stores.ts';
import type { Store } from '../store/index.ts';
import { neverSeen } from './never-seen.ts';

interface Row {
  readonly Id: string;
  readonly hour: number;
  readonly EntityId?: string;
  readonly Country?: string;
  readonly Asn?: number;
  readonly DeviceId?: string;
  readonly OperatingSystem?: string;
  readonly Browser?: string;
}

const HOME = { Country: 'NO', Asn: 2119, DeviceId: '', OperatingSystem: 'Windows10' };

async function fresh(store: Store, rows: readonly Row[], sinceHour = 0) {
  const lines = rows.map(({ hour, ...row }) => {
    const time = `2026-01-01 ${String(hour).padStart(2, '0')}:00:00`;
    const entity = { EntityId: 'ada', Browser: 'Edge 143.0', ...HOME };
    return JSON.stringify({ ...entity, ...row, TimeGenerated: time, CreatedDateTime: time });
  });
  const [first = '{}'] = lines;
  const columns = Object.keys(JSON.parse(first) as object);
  await store.insert('sign_ins', columns, 'JSONEachRow', `${lines.join('\n')}\n`);
  const judged = await neverSeen(store, Date.UTC(2026, 0, 1, sinceHour));
  return Object.fromEntries(judged.map((each) => [each.id, each.neverSeen]));
}

onBothStores('the rule "never seen before"', (open) => {
  test('counts what is new, once, and nothing at the first sign-in', async () => {
    const counts = await fresh(await open(), [
      { Id: 'first', hour: 1 },
      { Id: 'same', hour: 2 },
      { Id: 'abroad', hour: 3, Country: 'PE', Asn: 6147 },
      { Id: 'abroad again', hour: 4, Country: 'PE', Asn: 6147 },
      { Id: 'all new', hour: 5, Country: 'CL', Asn: 27651, DeviceId: 'd-1' },
    ]);
    expect(counts).toEqual({ first: 0, same: 0, abroad: 2, 'abroad again': 0, 'all new': 3 });
  });

  test('is quiet about browser updates and about what the log does not say', async () => {
    const counts = await fresh(await open(), [
      { Id: 'first', hour: 1 },
      { Id: 'update', hour: 2, Browser: 'Edge 144.1.2' },
      { Id: 'unsaid', hour: 3, Country: '', Asn: 0, OperatingSystem: '', Browser: '' },
      { Id: 'other browser', hour: 4, Browser: 'Firefox 12' },
    ]);
    expect(counts).toEqual({ first: 0, update: 0, unsaid: 0, 'other browser': 1 });
  });

  test('what one user did is new for another, and only the asked stretch is returned', async () => {
    const counts = await fresh(
      await open(),
      [
        { Id: 'ada', hour: 1 },
        { Id: 'bob', hour: 2, EntityId: 'bob', Country: 'PE' },
        { Id: 'ada abroad', hour: 3, Country: 'PE' },
      ],
      2,
    );
    expect(counts).toEqual({ bob: 0, 'ada abroad': 1 });
  });
});
