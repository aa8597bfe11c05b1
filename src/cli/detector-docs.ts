import type { Detector } from '../detectors/index.ts';
import { described, keyTable } from './schema-table.ts';

/** Ends the generated head of a detector's page; what follows is written by hand. */
export const BY_HAND = '<!-- what follows is written by hand -->';

/** The head of docs/detectors/<id>.md, from the detector itself. */
export function detectorPageHead(detector: Detector): string {
  const { id, title, description, aspect, techniques, needsNoHistory, options } = detector;
  const attack = techniques
    .map((each) => `[${each}](https://attack.mitre.org/techniques/${each.replace('.', '/')}/)`)
    .join(', ');
  return [
    `# ${title}`,
    description,
    [
      `- id: \`${id}\``,
      `- aspect: ${aspect} (findings of one aspect do not corroborate each other)`,
      `- MITRE ATT&CK: ${attack}`,
      `- while learning: ${needsNoHistory ? 'runs' : 'is silent'}`,
    ].join('\n'),
    `Options, under \`judgement.detectors.${id}\` (\`false\` instead turns it off):`,
    keyTable(described(options, 'input'), '', true),
    BY_HAND,
  ].join('\n\n');
}

/** The list of all: docs/detectors.md. */
export function detectorList(detectors: readonly Detector[]): string {
  const rows = detectors.map(
    ({ id, title, aspect, description }) =>
      `| [${title}](detectors/${id}.md) | ${aspect} | ${description} |`,
  );
  return ['# Detectors', '', '| detector | aspect | finds |', '|---|---|---|', ...rows].join('\n');
}
