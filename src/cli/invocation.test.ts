import { expect, test } from 'vitest';
import { asTyped, callOf } from './invocation.ts';

// Tests run from a clone, in its folder.
const RUN = 'node bin/oddsock.js';

test('a command in a hint is one that can be typed here, on the same store', () => {
  expect(asTyped('Load logs with "oddsock ingest PATH".', {})).toBe(
    `Load logs with "${RUN} ingest PATH".`,
  );
  expect(
    asTyped('"oddsock anomalies" and "oddsock behaviours" list the ids.', {
      data: './my logs',
      config: 'a.yaml',
    }),
  ).toBe(
    `"${RUN} anomalies --data './my logs' --config a.yaml" and ` +
      `"${RUN} behaviours --data './my logs' --config a.yaml" list the ids.`,
  );
  expect(asTyped('Did you mean "oddsocks"?', {})).toBe('Did you mean "oddsocks"?');
});

test('words that a shell would read otherwise are quoted, and no password is repeated', () => {
  expect(callOf(['baseline', "Ada O'Neil"], { clickhouse: 'http://localhost:8123' })).toBe(
    String.raw`${RUN} baseline 'Ada O'\''Neil' --clickhouse http://localhost:8123`,
  );
  expect(callOf(['status'], { clickhouse: 'http://me:secret@db:8123' })).toBe(
    `${RUN} status --clickhouse URL`,
  );
  expect(callOf(['status'], { clickhouse: 'http://db:8123/?password=secret' })).toBe(
    `${RUN} status --clickhouse URL`,
  );
});
