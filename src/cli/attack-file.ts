import { attackFileSchema, type AttackFile } from '../simulate/index.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

/** The file named with --attacks. @throws OddsockError 'bad-attacks' that names file, line, column and key */
export function loadAttackFile(file: string): Promise<YamlFile<AttackFile>> {
  return readYaml(file, {
    schema: attackFileSchema,
    title: 'attack file',
    code: 'bad-attacks',
    hint: 'docs/simulator.md lists every attack and key.',
  });
}
