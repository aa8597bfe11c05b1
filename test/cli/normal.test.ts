import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { baselineOutput, trainingRow } from '../../src/schema/normal-outputs.ts';
import { errorOutput } from '../../src/schema/outputs.ts';
import { graphLine, smallTenant } from '../support/small-tenant.ts';
import { OBEYED, oddsock, temporaryDirectory } from './oddsock.ts';

const HOSTILE = 'Eve \u001b[2J\u202E<b>\r\n';

test('what was learned can be looked at: by user and of everybody', async () => {
  const directory = temporaryDirectory();
  const file = path.join(directory, 'logs.ndjson');
  const lines = smallTenant(3, 30, 'normal').map((signIn) =>
    graphLine({ ...signIn, application: signIn.user === 2 ? HOSTILE : signIn.application }),
  );
  writeFileSync(
    file,
    `${lines.join('\n').replaceAll('User 2', JSON.stringify(HOSTILE).slice(1, -1))}\n`,
  );
  const place = ['--data', path.join(directory, 'data')];
  const nothing = await oddsock(['learn', '--json', ...place]);
  expect(nothing.code).toBe(1);
  expect(errorOutput.parse(JSON.parse(nothing.stdout)).error).toEqual({
    code: 'nothing-to-learn',
    message: 'No sign-ins are stored yet.',
    hint: expect.stringMatching(/^Load logs with "node .+oddsock\.js.* ingest PATH --data .+"\.$/),
  });
  await oddsock(['ingest', file, ...place]);

  const early = await oddsock(['baseline', 'User 1', '--json', ...place]);
  expect(early.code).toBe(1);
  expect(errorOutput.parse(JSON.parse(early.stdout)).error.code).toBe('not-learned');

  expect((await oddsock(['learn', '--as-of', '2026-03-30', ...place])).code).toBe(0);
  const own = await oddsock(['baseline', 'user1@example.com', '--json', ...place]);
  expect({ code: own.code, stderr: own.stderr }).toEqual({ code: 0, stderr: '' });
  expect(baselineOutput.parse(JSON.parse(own.stdout))).toMatchObject({
    entity: { name: 'User 1' },
    zone: 'Europe/Oslo',
  });

  const rows = await oddsock(['training', '--json', ...place]);
  const parsed = rows.stdout
    .trimEnd()
    .split('\n')
    .map((line) => trainingRow.parse(JSON.parse(line)));
  expect(parsed.map(({ state }) => state)).toEqual(['trained', 'trained', 'trained']);

  const drawn = await oddsock(['baseline', '00000000-0000-4000-8000-000000000002', ...place]);
  expect(drawn.stdout).toContain('Hours (Europe/Oslo)');
  expect(drawn.stdout).toMatch(/Oslo, NO +█/);
  const table = await oddsock(['training', '--limit', '1', ...place]);
  expect(table.stdout).toContain('The first 1 of 3');
  expect(drawn.stdout + table.stdout).not.toMatch(OBEYED);
});
