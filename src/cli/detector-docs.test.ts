import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { DETECTORS } from '../detectors/index.ts';
import { BY_HAND, detectorList, detectorPageHead } from './detector-docs.ts';

const DOCS = path.join(import.meta.dirname, '../../docs');

function byHand(file: string): string {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return text.includes(BY_HAND) ? text.slice(text.indexOf(BY_HAND) + BY_HAND.length) : '\n';
}

test.each(DETECTORS.map((detector) => [detector.id, detector] as const))(
  'docs/detectors/%s.md opens with what the detector says of itself',
  async (id, detector) => {
    const file = path.join(DOCS, 'detectors', `${id}.md`);
    await expect(`${detectorPageHead(detector)}${byHand(file)}`).toMatchFileSnapshot(file);
    expect(byHand(file)).toContain('## When not to use it');
  },
);

test('docs/detectors.md lists every detector', async () => {
  const file = path.join(DOCS, 'detectors.md');
  await expect(`${detectorList(DETECTORS)}\n\n${BY_HAND}${byHand(file)}`).toMatchFileSnapshot(file);
});
