import { configSchema, type Config } from '../schema/config.ts';
import { parseYaml, readYaml, type YamlKind } from './yaml-file.ts';

const KIND: YamlKind<typeof configSchema> = {
  schema: configSchema,
  title: 'configuration file',
  code: 'bad-config',
  hint: 'docs/configuration.md lists every key.',
};

/** The configuration of a file, or the defaults when there is none.
 *  @throws OddsockError 'bad-config' that names file, line, column and key */
export async function loadConfig(file: string | undefined): Promise<Config> {
  if (file === undefined) return configSchema.parse({});
  return (await readYaml(file, KIND)).value;
}

/** @param name  what to call the text in messages */
export function parseConfig(text: string, name: string): Config {
  return parseYaml(text, name, KIND).value;
}
