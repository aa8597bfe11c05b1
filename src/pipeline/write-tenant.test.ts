import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeTenant, type TenantEvent } from './write-tenant.ts';

function directory(): string {
  const parent = mkdtempSync(path.join(tmpdir(), 'oddsock-tenant-'));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  return path.join(parent, 'tenant');
}

const signIn = (id: string, attack: string | null = null): TenantEvent => ({
  line: JSON.stringify({ id }),
  isAudit: false,
  label: attack === null ? null : { id, attack, scenario: `${attack}-1` },
});

test('sign-ins, audit events and labels get a file each, in order', async () => {
  const out = directory();
  const audit = { line: '{"id":"x"}', isAudit: true, label: null };
  const written = await writeTenant(out, [signIn('a'), audit, signIn('b', 'spray'), signIn('c')]);
  expect(written).toEqual({
    records: 4,
    signIns: 3,
    auditEvents: 1,
    labels: 1,
    byAttack: { spray: 1 },
  });
  const read = (name: string) => readFileSync(path.join(out, name), 'utf8');
  expect(read('sign-ins.ndjson')).toBe('{"id":"a"}\n{"id":"b"}\n{"id":"c"}\n');
  expect(read('audit-events.ndjson')).toBe('{"id":"x"}\n');
  expect(read('labels.ndjson')).toBe('{"id":"b","attack":"spray","scenario":"spray-1"}\n');
});

test('many lines arrive whole, in order, whatever the blocks', async () => {
  const out = directory();
  const lines = Array.from({ length: 3000 }, (_, index) => signIn(`${index}-${'é'.repeat(500)}`));
  await writeTenant(out, lines);
  const expected = lines.map(({ line }) => `${line}\n`).join('');
  expect(readFileSync(path.join(out, 'sign-ins.ndjson'), 'utf8')).toBe(expected);
});

test('never writes over what is there', async () => {
  const out = directory();
  await writeTenant(out, [signIn('a')]);
  await expect(writeTenant(out, [signIn('b')])).rejects.toMatchObject({
    code: 'directory-not-empty',
  });
  expect(readFileSync(path.join(out, 'sign-ins.ndjson'), 'utf8')).toBe('{"id":"a"}\n');
});

test('stops when it is told to', async () => {
  const stop = new AbortController();
  function* endless(): Generator<TenantEvent> {
    for (let index = 0; ; index += 1) {
      if (index === 10_000) stop.abort(new Error('enough'));
      yield signIn(`${index}-${'x'.repeat(500)}`);
    }
  }
  await expect(writeTenant(directory(), endless(), { signal: stop.signal })).rejects.toThrow(
    'enough',
  );
});
