import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { attackFileSchema, attacks } from '../simulate/index.ts';
import { parseAttackFile } from './attack-file.ts';
import { described } from './schema-table.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const DOCS = path.join(ROOT, 'docs/simulator.md');

/** 'bruteForce' → 'brute-force' */
const kebab = (id: string) => id.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

test('reads YAML and JSON', () => {
  const expected = {
    attacks: [{ attack: 'bruteForce', scenarios: 2, from: 10, victims: [3, 'a@b'] }],
  };
  const yaml =
    'attacks:\n  - attack: bruteForce\n    scenarios: 2\n    from: 10\n    victims: [3, a@b]\n';
  expect(parseAttackFile(yaml, 'a.yaml').value).toEqual(expected);
  expect(parseAttackFile(JSON.stringify(expected), 'a.json').value).toEqual(expected);
  expect(parseAttackFile('attacks: []', 'a.yaml').value).toEqual({ attacks: [] });
});

test.each([
  ['', 'a.yaml:1:1: attacks: '],
  ['attack: []\n', 'a.yaml:1:1: '],
  ['attacks:\n  - attack: smurf\n', 'a.yaml:2:5: attacks.0.attack: '],
  [
    'attacks:\n  - attack: bruteForce\n    scenario: 2\n',
    'a.yaml:3:5: unknown key "scenario" in "attacks.0"; known are: attack, scenarios, from, to, victims',
  ],
  ['attacks:\n  - attack: bruteForce\n    scenarios: 0\n', 'a.yaml:3:5: attacks.0.scenarios: '],
  ['attacks:\n  - attack: bruteForce\n    from: soon\n', 'a.yaml:3:5: attacks.0.from: '],
  ['attacks:\n  - attack: bruteForce\n    victims: []\n', 'a.yaml:3:5: attacks.0.victims: '],
  ['attacks: [\n', 'a.yaml:'],
])('names line, column and rule of %j', (text, message) => {
  expect(() => parseAttackFile(text, 'a.yaml')).toThrow(message);
});

test('docs/simulator.md names every attack with its description, and every key', () => {
  const page = readFileSync(DOCS, 'utf8');
  const lines = page.split('\n');
  for (const { id, description } of attacks) {
    expect(lines.find((line) => line.startsWith(`| \`${id}\` |`))).toContain(description);
  }
  const list = described(attackFileSchema, 'input').properties?.['attacks'];
  for (const [key, { description = '' }] of Object.entries(list?.items?.properties ?? {})) {
    expect(description).not.toBe('');
    expect(lines.find((line) => line.startsWith(`| \`${key}\` |`))).toContain(description);
  }
});

test('every attack has a file, and every file of an attack is listed', () => {
  const directory = path.join(ROOT, 'src/simulate/attacks');
  const missing = attacks.filter(({ id }) => !existsSync(path.join(directory, `${kebab(id)}.ts`)));
  expect(missing).toEqual([]);
  const defining = readdirSync(directory).filter((file) =>
    readFileSync(path.join(directory, file), 'utf8').includes('= defineAttack('),
  );
  expect(defining).toHaveLength(attacks.length);
});
