import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { auditFields } from '../schema/audit-fields.ts';
import { signInFields } from '../schema/sign-in-fields.ts';
import { mayBeRecognised, recognise } from './recognise.ts';

const NAMES = [
  ...[...signInFields, ...auditFields].flatMap(({ graph, column, diagnostic }) => [
    graph,
    column,
    ...diagnostic,
  ]),
  ...signInFields.flatMap(({ portal }) => Object.keys(portal)),
  ...'properties Type TableName $table Service Activity Date riskType RecordType'.split(' '),
  ...'Operation Workload AuditData detectedDateTime'.split(' '),
  'Request ID',
];
const VALUES = ['', 'x', 'SigninLogs', 'AuditLogs', '{"activityDateTime":1,"targetResources":[]}'];

test('whatever is recognised could be told by its keys alone', () => {
  const record = fc
    .array(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...VALUES)), { maxLength: 8 })
    .map((pairs) => Object.fromEntries(pairs));
  fc.assert(
    fc.property(record, (each) => {
      const isTold = mayBeRecognised(Object.keys(each));
      expect(isTold || !('shape' in recognise(each))).toBe(true);
    }),
    { seed: 20_261_126, numRuns: 3000 },
  );
});

test('a header of other things is not taken for one of a log', () => {
  expect(mayBeRecognised(['Name', 'Colour', 'time', 'status', 'location'])).toBe(false);
  expect(mayBeRecognised(['x', 'UserPrincipalName_s'])).toBe(true);
  expect(mayBeRecognised(['Date (UTC)', 'Request ID'])).toBe(true);
});
