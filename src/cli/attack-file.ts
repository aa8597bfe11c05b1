import { attackFileSchema, type AttackFile } from '../simulate/index.ts';
import { parseYaml, readYaml, type YamlFile, type YamlKind } from './yaml-file.ts';

const KIND: YamlKind<typeof attackFileSchema> = {
  schema: attackFileSchema,
  title: 'attack file',
  code: 'bad-attacks',
  hint: 'docs/simulator.md lists every attack and key.',
};

/** The file named with --attacks.
 *  @throws OddsockError 'bad-attacks' that names file, line, column and key */
export function loadAttackFile(file: string): Promise<YamlFile<AttackFile>> {
  return readYaml(file, KIND);
}

/** @param name  what to call the text in messages */
export function parseAttackFile(text: string, name: string): YamlFile<AttackFile> {
  return parseYaml(text, name, KIND);
}
