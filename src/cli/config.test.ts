import { expect, test } from 'vitest';
import { loadConfig, parseConfig } from './config.ts';

test('an empty file is the defaults', async () => {
  const defaults = await loadConfig(undefined);
  expect(parseConfig('', 'a.yaml')).toEqual(defaults);
  expect(parseConfig('# nothing\n', 'a.yaml')).toEqual(defaults);
  expect(defaults.tenant).toEqual({});
});

test('reads what is set and keeps the other defaults', () => {
  const config = parseConfig('tenant:\n  id: 7f3c\nstore: { data: logs }\n', 'a.yaml');
  expect(config.tenant).toEqual({ id: '7f3c' });
  expect(config.store).toEqual({ data: 'logs' });
});

test.each([
  ['tenant:\n  idd: x\n', 'a.yaml:2:3: unknown key "idd" in "tenant"; known are: id'],
  ['store:\n  data: d\ntennant: {}\n', 'a.yaml:3:1: unknown key "tennant" at the top level'],
  ['tenant: { id: a, "x y": 1 }', 'a.yaml:1:18: unknown key "x y" in "tenant"'],
  ['tenant:\n  id: 12\n', 'a.yaml:2:3: tenant.id: '],
  ['tenant:\n  id: [a\n', 'a.yaml:3:1: '],
  ['tenant: 1\n', 'a.yaml:1:1: tenant: '],
  ['- tenant\n', 'a.yaml:1:1: '],
  ['tenant:\n  id: a\n  id: b\n', 'a.yaml:3:3: '],
  [
    'a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c]\n',
    'a.yaml:1:1: ',
  ],
])('names line, column and rule of %j', (text, message) => {
  expect(() => parseConfig(text, 'a.yaml')).toThrow(message);
});

test('a file that is not there is wrong usage', async () => {
  await expect(loadConfig('/nowhere/x.yaml')).rejects.toMatchObject({
    code: 'bad-config',
    exitCode: 2,
    message: 'The configuration file /nowhere/x.yaml does not exist.',
  });
});
